import { fold } from '../../../shared/text/fold.ts'
import { nameKey, phoneKey } from './match.ts'
import type { FilePerson } from './people.ts'
import type { FoundUnit } from './units.ts'

export interface PlacedPerson {
  told: FilePerson
  unit: Exclude<FoundUnit, { problem: unknown }>
}

/** What makes two rows one person: the number of the file's system, else the name with the unit, the address or a telephone. */
function keysOf({ told, unit }: PlacedPerson): string[] {
  if (told.sourceId !== null) return [`id ${told.sourceId}`]
  const name = nameKey(told.name.given, told.name.family)
  return [
    `${name} unit ${'id' in unit ? unit.id : unit.make.key}`,
    ...(told.email === null ? [] : [`${name} email ${fold(told.email)}`]),
    ...told.phones
      .filter(({ typed }) => phoneKey(typed).length >= 7)
      .map(({ typed }) => `${name} phone ${phoneKey(typed)}`),
  ]
}

/** Rows of one person together, in the order of the file. */
export function groupPeople(placed: readonly PlacedPerson[]): PlacedPerson[][] {
  const groups: PlacedPerson[][] = []
  const byKey = new Map<string, PlacedPerson[]>()
  for (const one of placed) {
    const keys = keysOf(one)
    const found = keys.map((key) => byKey.get(key)).find((group) => group !== undefined)
    const group = found ?? []
    if (!found) groups.push(group)
    group.push(one)
    for (const key of keys) if (!byKey.has(key)) byKey.set(key, group)
  }
  return groups
}
