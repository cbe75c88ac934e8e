import type { AddresseeSuggestion } from '../../../shared/contract/scan.ts'
import { unitOrder } from '../../../shared/text/order.ts'
import type { Entry } from './entry.ts'
import { isNameless, LEVELS, matchName, mayStandOn, printedName, type NameMatch, type Printed } from './nameMatch.ts'

/** What a carrier's label says of its addressee. */
export interface LabelNames {
  name: string | null
  /** The unit of the building that its address means. */
  unitId: string | null
}

export interface Candidate {
  entry: Entry
  alias: string | null
}
export interface LabelMatch extends Pick<AddresseeSuggestion, 'confidence' | 'why'> {
  best: Candidate
  /** Who is meant as well or nearly as well: somebody has to choose. */
  others: Candidate[]
}

interface Named extends Candidate {
  match: NameMatch
}

/** More than these are no help: the label's name is too common. */
const MOST_OFFERED = 4

const rank = ({ match }: Named): number => LEVELS.indexOf(match.level)
const WHOLE = LEVELS.indexOf('near')
const NEARLY = LEVELS.indexOf('initials')
const isExact = (named: Named): boolean => named.match.level === 'exact'

/** How an entry is named on the label, by the name or the alias that fits best. */
function named(entry: Entry, label: Printed): Named[] {
  if (entry.residentId === null) return []
  const own = matchName(entry.words, entry.givenWords, label)
  const ways: Named[] = own ? [{ entry, alias: null, match: own }] : []
  for (const { alias, words } of entry.aliases) {
    const match = matchName(words, 0, label)
    // A part of an alias is a part of too much.
    if (match && match.level !== 'part') ways.push({ entry, alias, match })
  }
  return ways.toSorted((a, b) => rank(a) - rank(b)).slice(0, 1)
}

/** Everybody whose whole name may stand on the label. */
const wholly = (entries: readonly Entry[], label: Printed): Named[] =>
  entries
    .filter(({ words, aliases }) => mayStandOn(label, words) || aliases.some((alias) => mayStandOn(label, alias.words)))
    .flatMap((entry) => named(entry, label))
    .filter((one) => rank(one) <= WHOLE)

const best = (all: readonly Named[]): Named[] =>
  all.toSorted(
    (a, b) =>
      rank(a) - rank(b) ||
      Number(a.entry.former) - Number(b.entry.former) ||
      Number(b.entry.receives) - Number(a.entry.receives),
  )

/** One entry per person: the best of the units they live in. */
const onePerPerson = (all: readonly Named[]): Named[] => {
  const seen = new Set<string | null>()
  return best(all).filter(({ entry: { residentId } }) => !seen.has(residentId) && seen.add(residentId))
}

/** True when `one` explains all of the label that `other` explains, and more or without a slip: Jean-François before Jean. */
const explainsMore = (one: NameMatch, other: NameMatch): boolean =>
  one.faithful && (one.covered & other.covered) === other.covered && (one.covered !== other.covered || !other.faithful)

/** Who may be meant: the best, with everybody who is as good or nearly. An exact name beats every near one. */
function rivals(all: readonly Named[]): Named[] {
  const [first] = best(all)
  if (!first) return []
  const limit = isExact(first) || rank(first) > WHOLE ? rank(first) : NEARLY
  const near = all.filter((one) => rank(one) <= limit)
  return best(near.filter((one) => !near.some((other) => explainsMore(other.match, one.match))))
}

/** What the name alone says: sure when it is all there and nothing else is. */
const confidenceOf = ({ entry, match }: Named): AddresseeSuggestion['confidence'] => {
  if (entry.former || !entry.receives) return 'possible'
  return match.otherGiven || match.besides === 'words' ? 'likely' : 'sure'
}

const choice = (all: readonly Candidate[]): LabelMatch | null => {
  const [first, ...others] = all
  return first && all.length <= MOST_OFFERED ? { best: first, others, confidence: 'possible', why: 'several' } : null
}

function withUnit(entries: readonly Entry[], unitId: string, label: Printed): LabelMatch | null {
  const home = entries.filter((entry) => entry.unitId === unitId)
  const door = home.find((entry) => entry.residentId === null)
  if (!door) return null
  const only = (entry: Entry, say: Omit<LabelMatch, 'best' | 'others'>): LabelMatch => ({
    best: { entry, alias: null },
    others: [],
    ...say,
  })
  const all = home.flatMap((entry) => named(entry, label))
  const here = rivals(onePerPerson(all.filter(({ entry }) => !entry.former)))
  const gone = rivals(onePerPerson(all.filter(({ entry }) => entry.former)))
  const elsewhere = rivals(
    onePerPerson(
      wholly(
        entries.filter((entry) => entry.unitId !== unitId && !entry.former),
        label,
      ),
    ),
  )
  const whole = here.filter((one) => rank(one) <= WHOLE)
  // Somebody of exactly this name in another unit, or who has left this one, against somebody nearly so named here.
  const exact = [...gone, ...elsewhere].filter(isExact)
  const [first] = here
  if (first && !isExact(first) && exact.length > 0)
    return choice([...onePerPerson(exact), ...(whole.length > 0 ? here : [{ entry: door, alias: null }])])
  if (whole.length > 0) {
    if (here.length > 1) return choice(here)
    return { best: first!, others: [], confidence: confidenceOf(first!), why: 'unit_and_name' }
  }
  const left = gone.filter((one) => rank(one) <= WHOLE)
  if (left.length > 0) {
    // Who moved within the building is looked for where they live now.
    const now = elsewhere.find(({ entry }) => left.some((one) => one.entry.residentId === entry.residentId))
    if (now) return { best: now, others: [], confidence: 'possible', why: 'name_other_unit' }
    return left.length > 1 ? choice(left) : { best: left[0]!, others: [], confidence: 'possible', why: 'unit_and_name' }
  }
  if (here.length > 0) {
    const level = first!.match.level
    const alike = here.filter(({ match }) => match.level === level)
    // Two of the same family: the door is right for both.
    const one = alike.length === 1 && first!.entry.receives ? first!.entry : door
    return only(one, { confidence: 'likely', why: 'unit_and_part' })
  }
  if (isNameless(label)) return only(door, { confidence: 'likely', why: 'unit' })
  if (elsewhere.length === 1) return { best: elsewhere[0]!, others: [], confidence: 'possible', why: 'name_other_unit' }
  return only(door, { confidence: 'possible', why: 'unit_other_name' })
}

function withoutUnit(entries: readonly Entry[], label: Printed): LabelMatch | null {
  const all = wholly(
    entries.filter((entry) => !entry.former),
    label,
  )
  const people = rivals(onePerPerson(all))
  if (people.length > 1) return choice(people)
  const [only] = people
  if (!only) return null
  const homes = all.filter(({ entry }) => entry.residentId === only.entry.residentId)
  if (homes.length > 1) {
    const byUnit = unitOrder()
    return choice(homes.toSorted((a, b) => byUnit(a.entry.unitNumber, b.entry.unitNumber)).slice(0, MOST_OFFERED))
  }
  const exact = confidenceOf(only) === 'sure' && only.match.faithful
  return { best: only, others: [], confidence: exact ? 'likely' : 'possible', why: 'name' }
}

/**
 * Whom a label means among the people and units of the building, with what speaks for it. Several who fit as well are
 * all offered and nobody is chosen. Who moved out, or receives nothing here, is at most possible.
 */
export function matchLabel(entries: readonly Entry[], { name, unitId }: LabelNames): LabelMatch | null {
  const label = printedName(name ?? '')
  return (unitId === null ? null : withUnit(entries, unitId, label)) ?? withoutUnit(entries, label)
}
