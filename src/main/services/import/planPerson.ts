import { changesOf, homeChanges, newBelongings, newPhones, saidOfHome, saidOfNew, together } from './changes.ts'
import type { PlacedPerson } from './group.ts'
import type { KnownHome, KnownPerson } from './known.ts'
import type { createMatcher, Match } from './match.ts'
import type { FilePerson, Refused } from './people.ts'
import {
  nameOf,
  plainLine,
  refusedLine,
  type Choices,
  type HomeWrite,
  type PersonWrite,
  type PlanLine,
} from './planTypes.ts'

export interface PlanContext {
  matcher: ReturnType<typeof createMatcher>
  choices: Choices
  today: string
  /** How a unit is shown, by its id or the key under which it is made. */
  numberOf(unit: string): string
}

export interface PersonPlan {
  lines: PlanLine[]
  /** Null when nothing of them is written. */
  write: PersonWrite | null
  /** Homes that the file speaks of. */
  homes: string[]
  /** The person whom somebody has to tell from the one of the file. */
  doubted: string | null
}

interface Span {
  from: string | null
  to: string | null
}

const overlaps = (a: Span, b: Span): boolean => (a.from ?? '') <= (b.to ?? '9') && (b.from ?? '') <= (a.to ?? '9')
const over = (told: Span, standing: Span): Span => ({ from: told.from ?? standing.from, to: told.to ?? standing.to })
const sameSpan = (a: Span, b: Span): boolean => a.from === b.from && a.to === b.to
const spanText = ({ from, to }: Span): string => `${from ?? '…'} – ${to ?? '…'}`
const unitKey = (unit: PlacedPerson['unit']): string => ('id' in unit ? unit.id : unit.make.key)

/** The home that a row speaks of: the one of its days, or the newest where the row says none. */
const homeFor = (standing: readonly KnownHome[], unitId: string, told: Span): KnownHome | undefined =>
  standing
    .filter((home) => home.unitId === unitId && overlaps(home, told))
    .toSorted((a, b) => ((a.from ?? '') < (b.from ?? '') ? 1 : -1))[0]

/** The surest that any row of the person says about who they are. */
function matchOf(group: readonly PlacedPerson[], { matcher }: PlanContext): Match {
  const matches = group.map(({ told, unit }) => matcher.find(told, 'id' in unit ? unit.id : null))
  return matches.find(({ is }) => is === 'known') ?? matches.find(({ is }) => is === 'doubtful') ?? { is: 'unknown' }
}

type RowPlan =
  | { refused: Pick<Refused, 'problem' | 'value'> }
  | { twiceOf: number }
  | { home: KnownHome | undefined; write: HomeWrite | null; changes: PlanLine['changes'] }

/** What one row says of a home, after the earlier rows of the same person. */
function planHome(
  one: PlacedPerson,
  earlier: readonly PlacedPerson[],
  standing: readonly KnownHome[],
  context: PlanContext,
): RowPlan {
  const { told, unit } = one
  const before = earlier.find((other) => unitKey(other.unit) === unitKey(unit) && overlaps(other.told, told))
  if (before)
    return sameSpan(over(told, before.told), before.told)
      ? { twiceOf: before.told.line }
      : { refused: { problem: 'overlaps', value: spanText(told) } }
  const home = homeFor(standing, unitKey(unit), told)
  const isOver = told.hasLeft || (told.to !== null && told.to < context.today)
  // Who left without a day is proposed among those who are gone.
  if (isOver && (!home || told.to === null)) return { refused: { problem: 'moved_out', value: told.to ?? '' } }
  const span = home ? over(told, home) : told
  if (home && standing.some((other) => other !== home && other.unitId === home.unitId && overlaps(other, span)))
    return { refused: { problem: 'overlaps', value: spanText(span) } }
  const changes = home ? homeChanges(home, told) : saidOfHome(told)
  const write =
    home && changes.length === 0
      ? null
      : {
          homeId: home?.id ?? null,
          unit: 'id' in unit ? { id: unit.id } : { make: unit.make.key },
          kind: told.kind ?? (home ? null : context.choices.kind),
          from: told.from,
          to: told.to,
        }
  return { home, write, changes }
}

/** What all rows of one person do. */
export function planPerson(group: readonly PlacedPerson[], context: PlanContext): PersonPlan {
  const { matcher, choices, numberOf } = context
  const match = matchOf(group, context)
  const decision = group.map(({ told }) => choices.doubts[told.key]).find((one) => one !== undefined)
  const isOpen = match.is === 'doubtful' && decision === undefined
  const person: KnownPerson | null =
    match.is === 'known' || (match.is === 'doubtful' && decision === 'same') ? match.person : null
  const standing = person ? matcher.homesOf(person.id) : []
  const all = together(group.map(({ told }) => told))
  const changes = person ? changesOf(person, all) : []
  const phones = person ? newPhones(person, all) : all.phones
  const belongings = person ? newBelongings(person, all) : all.belongings
  const plan: PersonPlan = { lines: [], write: null, homes: [], doubted: isOpen ? match.person.id : null }
  const homes: HomeWrite[] = []
  const taken: PlacedPerson[] = []
  const lineOf = ({ told, unit }: PlacedPerson): PlanLine => ({
    ...plainLine(told.key, told.line, nameOf(told.name), numberOf(unitKey(unit))),
    ...(match.is === 'doubtful' && { doubt: match.doubt, candidate: candidateOf(match.person, context) }),
  })
  const refuse = (told: FilePerson, refused: Pick<Refused, 'problem' | 'value'>) =>
    plan.lines.push(
      refusedLine({
        key: told.key,
        line: told.line,
        column: null,
        name: nameOf(told.name),
        unit: told.unit.number,
        ...refused,
      }),
    )
  for (const one of group) {
    const row = planHome(one, taken, standing, context)
    if ('refused' in row) refuse(one.told, row.refused)
    else if ('twiceOf' in row)
      plan.lines.push({
        ...plainLine(one.told.key, one.told.line, nameOf(one.told.name), numberOf(unitKey(one.unit))),
        twiceOf: row.twiceOf,
      })
    else {
      const isFirst = taken.length === 0
      taken.push(one)
      if (row.home) plan.homes.push(row.home.id)
      if (row.write) homes.push(row.write)
      const line = lineOf(one)
      const own = [
        ...(isFirst ? (person ? changes : saidOfNew(all)) : []),
        ...(person && !row.home ? [{ field: 'unit' as const, from: null, to: line.unit }] : []),
        ...row.changes,
      ]
      if (isOpen) plan.lines.push({ ...line, state: 'doubtful' })
      else
        plan.lines.push({
          ...line,
          state: person === null ? 'new' : own.length > 0 ? 'changed' : 'same',
          changes: own,
        })
    }
  }
  if (!isOpen && taken.length > 0 && (person === null || changes.length > 0 || homes.length > 0))
    plan.write = { personId: person?.id ?? null, told: all, changes, phones, belongings, homes }
  return plan
}

function candidateOf(person: KnownPerson, { matcher, numberOf }: PlanContext): NonNullable<PlanLine['candidate']> {
  const [home] = matcher.homesOf(person.id)
  return { id: person.id, name: nameOf(person), unit: home ? numberOf(home.unitId) : '' }
}
