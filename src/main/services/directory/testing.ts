import type { TableRow } from '../../store/schema.ts'
import { openReady, testDir, testOptions, testPorts } from '../../store/testing.ts'
import { readPlace } from '../place.ts'
import { createDirectory } from './index.ts'

/** Somebody of a test's building; without a unit they have moved out of all of them. */
export interface TestPerson {
  given?: string
  family: string
  unit?: string
  /** The same person as somebody earlier in the list, in one more occupancy: their place there. */
  same?: number
  aliases?: string[]
  from?: string
  to?: string
  receives?: boolean
  away?: 'hold' | 'forward'
}

const AT = '2026-11-20T10:00:00.000Z'
const common = { building_id: 'b1', created_at: AT, updated_at: AT, change_seq: 1 }

/** A directory over a real file with these people; units that nobody lives in are named by `units`. */
export async function openTestDirectory(
  later: (cleanUp: () => void) => void,
  people: readonly TestPerson[],
  { units = [], languages = ['fr', 'en'] }: { units?: readonly string[]; languages?: string[] } = {},
) {
  const ports = testPorts('2026-11-22T14:00:00.000Z')
  const store = await openReady(testOptions(testDir(later), ports), later)
  const numbers = [...new Set([...units, ...people.flatMap(({ unit }) => unit ?? [])])]
  const living = people.map((person, n) => ({ ...person, id: `r${person.same ?? n}`, occupancy: `o-r${n}` }))
  store.seed([
    { table: 'buildings', row: { id: 'b1', name: 'Lofts', languages: JSON.stringify(languages), ...common } },
    { table: 'desks', row: { id: 'd1', name: 'Réception', letter: 'A', ...common } },
    ...numbers.map((number): TableRow => ({ table: 'units', row: { id: `u-${number}`, number, ...common } })),
    ...living.flatMap(({ id, given = '', family, aliases = [], same }): TableRow[] =>
      same === undefined
        ? [
            {
              table: 'residents',
              row: { id, given_name: given, family_name: family, aliases: JSON.stringify(aliases), ...common },
            },
          ]
        : [],
    ),
    ...living.flatMap(({ id, away }): TableRow[] =>
      away === undefined
        ? []
        : [
            {
              table: 'absences',
              row: {
                id: `a-${id}`,
                resident_id: id,
                kind: away,
                from_date: '2026-11-01',
                to_date: '2026-12-31',
                note: '',
                ...common,
              },
            },
          ],
    ),
    ...living.flatMap(({ id, occupancy, unit, from, to, receives }): TableRow[] =>
      unit === undefined
        ? []
        : [
            {
              table: 'occupancies',
              row: {
                id: occupancy,
                resident_id: id,
                unit_id: `u-${unit}`,
                kind: 'tenant',
                from_date: from ?? null,
                to_date: to ?? null,
                receives_packages: receives === false ? 0 : 1,
                ...common,
              },
            },
          ],
    ),
  ])
  const directory = createDirectory({ store, ports, place: readPlace(store) })
  later(() => directory[Symbol.dispose]())
  return directory
}
