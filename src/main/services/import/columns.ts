import { fold } from '../../../shared/text/fold.ts'
import { STANDS_FOR } from './roles.ts'
import { ROW_FIELDS, type ColumnUse, type ImportField } from '../../../shared/import/fields.ts'

/** What must never be kept, by its name in either language. Such a column is emptied before anything else looks at it. */
const FORBIDDEN: readonly RegExp[] = [
  /\b(?:date of birth|birth ?(?:date|day)|dob|d o b|born|naissance|ne ?e? le|ddn|age)\b/,
  /\b(?:ssn|sin|nas|social (?:insurance|security)|assurance sociale|securite sociale|numero social|itin|tax id|tax payer id|taxpayer id)\b/,
  /\b(?:bank|banque|bancaire|iban|swift|bic|transit|institution|routing|void cheque|specimen|ach|direct debit|debit preautorise)\b/,
  /\b(?:credit card|debit card|carte de (?:credit|debit)|card number|cvv)\b/,
  /\b(?:passport|passeport|driver s? ?licen[cs]e|drivers? licen[cs]e|licen[cs]e number|permis de conduire|id (?:card|document|number|type)|piece d identite|carte d identite|identity (?:card|document)|government id)\b/,
  /\b(?:health card|medicare|assurance maladie|ramq|health number)\b/,
  /\b(?:credit score|cote de credit|salary|salaire|income|revenus?|gender|sex|sexe|ethnicity|religion|nationality|nationalite)\b/,
]

const WHO =
  '(?:tenant|resident|occupant|person|people|client|customer|contact|locataire|residente?|proprietaire|coproprietaire|owner|account|compte)'
const PHONE = /\b(?:phone|telephone|tel|phones)\b/

/** The rule for each field, the surer before the weaker: of two columns for one field the surer is taken. */
const RULES: readonly (readonly [ImportField, RegExp])[] = [
  [
    'emergencyContact',
    /\b(?:emergency contact|contact d urgence|personne a prevenir|urgence)\b(?!.*\b(?:phone|tel|telephone|relation|email)\b)/,
  ],
  ['email', /\b(?:e ?mail|courriel|mel|adresse electronique)s?\b/],
  ['mobilePhone', /\b(?:cell|cellulaire|mobile|portable|cellphone)\b/],
  [
    'homePhone',
    /\b(?:home|domicile|maison|res)\b.*\b(?:phone|tel|telephone)\b|\b(?:phone|tel|telephone)\b.*\b(?:home|domicile|maison)\b/,
  ],
  [
    'workPhone',
    /\b(?:work|office|business|travail|bureau)\b.*\b(?:phone|tel|telephone)\b|\b(?:phone|tel|telephone)\b.*\b(?:work|office|business|travail|bureau)\b/,
  ],
  ['phone', PHONE],
  ['from', /\b(?:move ?in|date d emmenagement|emmenagement|date d arrivee|arrivee|date d entree)\b/],
  ['to', /\b(?:move ?out|date de depart|demenagement|depart|date de sortie)\b/],
  ['from', /\b(?:lease (?:from|start|begin|begins)|start date|debut|possession date|date de possession)\b/],
  // The end of a lease is no departure: most leases go on.
  ['to', /^(?:end date|date de fin|fin)$/],
  [
    'sourceId',
    new RegExp(
      `^${WHO} (?:id|code|key|no|number|identifiant)$|^(?:id|code|account|tcode|t code|identifiant|no de (?:locataire|dossier|client|compte)|numero de (?:locataire|dossier|client|compte)|code (?:du )?locataire|external id|unique id)$`,
    ),
  ],
  ['givenName', /\b(?:first ?name|given ?names?|prenoms?|forename|firstname)\b(?!.*\bet nom\b)/],
  ['middleName', /\b(?:middle ?(?:name|initial)|second prenom|initiale)\b/],
  ['familyName', /\b(?:last ?name|family ?name|surname|lastname|nom de famille)\b/],
  [
    'fullName',
    /\b(?:full ?name|nom complet|nom et prenom|prenom et nom|nom prenom|prenom nom|display name|primary resident|nom affiche)\b/,
  ],
  ['familyName', /^nom(?: \d)?$/],
  ['fullName', new RegExp(`^(?:${WHO}s?|names?|${WHO} names?|noms?|nom (?:du |de l )?${WHO}|name s)(?: \\d)?$`)],
  [
    'unit',
    /^(?:no|numero|number)? ?(?:d |de l |du |de )?(?:unit|unite|apartment|appartement|appt|app|apt|apto|suite|condo|logement|porte|door|local|bldg unit)(?: (?:no|number|name|num|numero))?$/,
  ],
  ['unit', /^(?:lot|space|no porte|adresse unite)$/],
  ['tower', /^(?:tower|tour|batiment|bldg|building|immeuble|phase)(?: (?:name|no|number|nom))?$/],
  ['floor', /^(?:floor|etage|level|niveau)(?: (?:no|number))?$/],
  ['language', /\b(?:language|langue)\b/],
  ['kind', new RegExp(`^(?:(?:${WHO} )?type|type d(?:e)? ${WHO}|kind|role|relationship|occupancy type)$`)],
  ['status', new RegExp(`^(?:${WHO} )?(?:status|statut|etat)$`)],
  ['plate', /\b(?:plates?|plaques?|immatriculation)\b/],
  ['parking', /\b(?:parking|stationnement|stall)\b(?!.*\b(?:fee|rent|frais|loyer)\b)/],
  ['fob', /\b(?:key ?fobs?|fobs?|puces?|telecommandes?|remote)\b/],
  ['key', /^(?:keys?|cles?)(?: (?:no|number|numero|code))?$|^(?:no|numero) (?:de |de la )?cle$/],
  ['pet', /^(?:pets?|animal|animaux)(?: (?:name|nom|type|\d))?$/],
  ['storage', /\b(?:storage|locker|rangement|casier)\b(?!.*\b(?:fee|rent|frais|loyer)\b)/],
  ['notes', /^(?:notes?|comments?|remarques?|commentaires?)$/],
]

/** What is about a telephone or an address without being one. */
const ASIDE = /\b(?:label|type|ext|extension|opt in|consent|carrier|poste|verified|permission)\b/
const SLOT =
  /\b(?:resident|tenant|occupant|locataire|owner|proprietaire|coproprietaire|person|personne|roommate|colocataire|name|nom|prenom)\s?([1-9])\b/
const SECOND = /\b(?:secondary|second|co tenant|co owner|co resident|cotenant|spouse|conjointe?|coloc(?:ataire)?)\b/

/** A heading as its words: "TenantPhone2 *" is "tenant phone 2". */
export const headingWords = (heading: string): string =>
  fold(heading.replaceAll(/(\p{Ll})(\p{Lu})/gu, '$1 $2').replaceAll(/(\p{L})(\d)/gu, '$1 $2'))

/** True for what must not be kept: its name alone decides, so that nothing of it is read. */
export const isForbidden = (heading: string): boolean => {
  const words = headingWords(heading)
  // "S.I.N." is "sin".
  const joined = words.replaceAll(/\b(\p{L}) (?=\p{L}\b)/gu, '$1')
  return FORBIDDEN.some((rule) => rule.test(words) || rule.test(joined))
}

const personOf = (words: string): number => {
  const slot = Number(SLOT.exec(words)?.[1] ?? 0)
  return slot > 0 ? slot : SECOND.test(words) ? 2 : 1
}

interface Guess {
  use: NonNullable<ColumnUse>
  rank: number
}

function guess(heading: string): Guess | null {
  const words = headingWords(heading)
  if (words === '' || isForbidden(heading)) return null
  const rank = RULES.findIndex(([, rule]) => rule.test(words))
  if (rank < 0) return null
  const [field] = RULES[rank]!
  // Whom to call, or who signs for somebody, does not live here: their name and telephone are not the resident's.
  if (field !== 'emergencyContact' && STANDS_FOR.test(words)) return null
  if ((PHONE.test(words) || field === 'email') && ASIDE.test(words)) return null
  return { use: { field, person: ROW_FIELDS.has(field) ? 1 : personOf(words) }, rank }
}

const keyOf = ({ field, person }: NonNullable<ColumnUse>): string => `${field} ${person}`

/** What each column tells, by its heading. A field of a person is told by one column, the one that says it best. */
export function guessUses(headings: readonly string[]): ColumnUse[] {
  const guesses = headings.map(guess)
  const best = new Map<string, number>()
  for (const [at, one] of guesses.entries()) {
    if (!one) continue
    const held = best.get(keyOf(one.use))
    if (held === undefined || one.rank < guesses[held]!.rank) best.set(keyOf(one.use), at)
  }
  const uses = guesses.map((one, at): ColumnUse => (one && best.get(keyOf(one.use)) === at ? one.use : null))
  const has = (field: ImportField, person: number) => uses.some((use) => use?.field === field && use.person === person)
  // A name beside no first name is all of it.
  return uses.map((use) =>
    use?.field === 'familyName' && !has('givenName', use.person) && !has('fullName', use.person)
      ? { ...use, field: 'fullName' }
      : use,
  )
}

/** How many headings of a row mean something: the row with most of them is the heading. */
export const knownHeadings = (row: readonly string[]): number =>
  row.filter((heading) => guess(heading) !== null || (heading.length < 40 && isForbidden(heading))).length
