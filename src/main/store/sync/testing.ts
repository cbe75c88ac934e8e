import { afterEach } from 'vitest'
import type { PushAnswer, WireRow } from '../../../shared/sync/wire.ts'
import type { SYNC_TABLES } from '../../../shared/sync/tables.ts'
import type { Replica } from '../open.ts'
import { openReady, testDir, testOptions, testPorts } from '../testing.ts'
import { BUILDING_VALUES, RESIDENT_VALUES } from './testRows.ts'
import { toWire } from './values.ts'

const cleanUps: (() => void)[] = []
afterEach(() => {
  for (const cleanUp of cleanUps.splice(0).toReversed()) cleanUp()
})
/** Runs when the test is over. */
export const later = (cleanUp: () => void): void => void cleanUps.push(cleanUp)

export const AT = '2026-01-01T00:00:00.000Z'
/** The columns that every row of the server has. */
export const common = (id: string, seq: number) => ({
  id,
  building_id: 'b1',
  created_at: AT,
  updated_at: AT,
  deleted_at: null,
  change_seq: String(seq),
})
export const wire = {
  building: (seq = 1): WireRow => ({
    table: 'buildings',
    row: {
      ...common('b1', seq),
      name: 'Lofts',
      address: '',
      timezone: 'America/Toronto',
      languages: ['fr'],
      ...BUILDING_VALUES,
    },
  }),
  staff: (seq = 2): WireRow => ({
    table: 'staff',
    row: { ...common('s1', seq), user_id: null, display_name: 'Nadège', role: 'desk', active: true },
  }),
  desk: (seq = 3): WireRow => ({ table: 'desks', row: { ...common('d1', seq), name: 'Réception', letter: 'A' } }),
  unit: (seq = 4, id = 'u1', number = '804'): WireRow => ({
    table: 'units',
    row: { ...common(id, seq), number, floor: 8, tower: null },
  }),
  home: (seq: number, unitId: string): WireRow => ({
    table: 'occupancies',
    row: {
      ...common('o1', seq),
      resident_id: 'r1',
      unit_id: unitId,
      kind: 'owner',
      from_date: null,
      to_date: null,
      receives_packages: true,
    },
  }),
  resident: (seq = 5, more: WireRow['row'] = {}): WireRow => ({
    table: 'residents',
    row: {
      ...common('r1', seq),
      given_name: 'Zoé',
      family_name: 'Tremblay',
      ...RESIDENT_VALUES,
      aliases: ['Zo'],
      ...more,
    },
  }),
}
/** The rows that all others refer to. */
export const founding = () => [wire.building(), wire.staff(), wire.desk(), wire.unit(), wire.resident()]
/** One page of a pull. */
export const page = (rows: WireRow[], cursor = 'c1', epoch = 'e1') => ({ rows, cursor, epoch })
/** A push that was taken. */
export const applied = (id: string, rows: WireRow[]): PushAnswer => ({
  results: [{ id, status: 'applied', rows }],
  epoch: 'e1',
  server_time: AT,
})
/** A push that was refused because somebody else was first. */
export const refused = (id: string, rows: WireRow[] = []): PushAnswer => ({
  results: [
    { id, status: 'refused', code: 'lifecycle', message: 'picked_up to picked_up', detail: { by: 'Colin' }, rows },
  ],
  epoch: 'e1',
  server_time: AT,
})
export const limits = { count: 100, bytes: 262_144, longestWaitMs: 60_000 }

/** A replica that has read the founding rows. */
export async function desk(): Promise<{ store: Replica; dir: string; ports: ReturnType<typeof testPorts> }> {
  const dir = testDir(later)
  const ports = testPorts()
  const store = await openReady(testOptions(dir, ports), later)
  store.sync.pulled(page(founding()))
  return { store, dir, ports }
}
/** A row as the replica holds it. */
export const row = (store: Replica, table: string, id: string) =>
  store.prepare<Record<string, unknown>>(`SELECT * FROM ${table} WHERE id = ?`).get(id)
/** The row as the server would give it after taking what is here. */
export function asServer(
  store: Replica,
  table: keyof typeof SYNC_TABLES,
  id: string,
  seq: number,
  more: WireRow['row'] = {},
): WireRow {
  return {
    table,
    row: { ...(toWire(table, row(store, table, id)!) as WireRow['row']), change_seq: String(seq), ...more },
  }
}
/** Edits a resident in one act; answers its id. */
export const patch = (store: Replica, values: Record<string, string>, id = 'r1') =>
  store.transact('residents.edit', { staffId: 's1' }, (tx) => tx.patch('residents', id, values)).actId
