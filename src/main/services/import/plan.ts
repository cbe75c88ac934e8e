import { isPresent } from '../../../shared/people/home.ts'
import { groupPeople, type PlacedPerson } from './group.ts'
import type { Known } from './known.ts'
import { createMatcher } from './match.ts'
import type { FilePeople, FileUnit, Refused } from './people.ts'
import { planPerson } from './planPerson.ts'
import { nameOf, refusedLine, type Choices, type Gone, type Plan } from './planTypes.ts'
import { createUnitNames, createUnits } from './units.ts'

/** What an import of these people would do to the directory, and what nobody can say without being asked. Changes nothing. */
export function planImport(file: FilePeople, known: Known, choices: Choices, today: string): Plan {
  const units = createUnits(known.units, [...file.people.map(({ unit }) => unit), ...file.vacant], choices.makeUnits)
  const refused: Refused[] = [...file.refused]
  /** The unit of a row; one that is not known is refused by line and column. */
  const place = (unit: FileUnit, key: string, name: string): PlacedPerson['unit'] | null => {
    const found = units.find(unit)
    if (!('problem' in found)) return found
    const { line, column, number } = unit
    refused.push({ key, line, column, problem: found.problem, value: number, name, unit: number })
    return null
  }
  const placed = file.people.flatMap((told): PlacedPerson[] => {
    const unit = place(told.unit, told.key, nameOf(told.name))
    return unit ? [{ told, unit }] : []
  })
  for (const unit of file.vacant) place(unit, `${unit.line}.0`, '')

  const made = units.made()
  const unitName = createUnitNames([...known.units, ...made])
  const names = new Map([
    ...known.units.map((unit) => [unit.id, unitName(unit)] as const),
    ...made.map((unit) => [unit.key, unitName(unit)] as const),
  ])
  const numberOf = (unit: string): string => names.get(unit) ?? ''
  const context = { matcher: createMatcher(known), choices, today, numberOf }
  const plans = groupPeople(placed).map((group) => planPerson(group, context))
  const named = new Set(plans.flatMap(({ homes }) => homes))
  const doubted = new Set(plans.map((plan) => plan.doubted))
  const people = new Map(known.people.map((person) => [person.id, person]))
  const gone = known.homes
    .filter((home) => !named.has(home.id) && !doubted.has(home.personId) && isPresent(home, today))
    .map(({ id, personId, unitId, from }): Gone => ({
      homeId: id,
      personId,
      name: nameOf(people.get(personId) ?? { given: '', family: '' }),
      unit: numberOf(unitId),
      from,
    }))
  return {
    lines: [...refused.map(refusedLine), ...plans.flatMap(({ lines }) => lines)].toSorted((a, b) => a.line - b.line),
    gone,
    newUnits: made,
    newUnitNames: made.map(unitName),
    writes: plans.flatMap(({ write }) => write ?? []),
  }
}
