import type { OCCUPANCY_KINDS } from '../../../shared/people/kinds.ts'

type Kind = (typeof OCCUPANCY_KINDS)[number]

/** Who signs, answers or acts for somebody, in folded words: they have no home here and collect no parcels. */
export const STANDS_FOR =
  /\b(?:co ?sign(?:er|or|ataire)s?|guarantors?|garante?s?|caution|endosseur|emergency|urgence|agents?|mandataires?|representa(?:nt|nte|tive)s?|power of attorney|attorney|procureur|next of kin|plus proche parent)\b/

const KINDS: readonly (readonly [Kind, RegExp])[] = [
  ['owner', /\b(?:owner|proprietaire|coproprietaire|landlord|proprio)\b/],
  ['tenant', /\b(?:tenant|locataire|lessee|renter|primary|leaseholder|financially responsible)\b/],
  [
    'occupant',
    /\b(?:occupants?|resident(?:e)?|roommate|colocataire|family|famille|spouse|conjoint(?:e)?|child|enfant|minor|mineure?|depend[ae]nte?s?|personne a charge|other|autre|subtenant|sub tenant|sous locataire)\b/,
  ],
]

/** How somebody lives in their unit, by a word of the file in folded form; null when no word says it. */
export const kindIn = (words: string): Kind | null => KINDS.find(([, rule]) => rule.test(words))?.[0] ?? null
