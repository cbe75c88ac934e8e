import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect } from 'vitest'
import type { Hub } from '../../dev/hub/hub.ts'
import { SYNC_TABLES } from '../../src/shared/sync/tables.ts'
import { fromWire, TABLE_ORDER } from '../../src/main/store/sync/values.ts'
import type { Done } from './protocol.ts'

/** The closed replica holds exactly the server's rows, column by column, and waits for nothing. */
export async function expectSame(hub: Hub, dataDir: string): Promise<void> {
  const db = new Database(join(dataDir, 'replica.db'), { readonly: true })
  try {
    for (const table of ['_outbox', '_base', '_attention', '_parked'])
      expect([table, db.prepare(`SELECT count(*) FROM ${table}`).pluck().get()]).toEqual([table, 0])
    for (const table of TABLE_ORDER) {
      const here = new Map(
        (db.prepare(`SELECT * FROM ${table}`).all() as Record<string, unknown>[]).map((row) => [row['id'], row]),
      )
      const { rows } = await hub.admin.query<{ row: Record<string, unknown> }>(
        `select to_jsonb(t) || jsonb_build_object('change_seq', t.change_seq::text) as row from public.${table} t`,
      )
      expect([table, here.size]).toEqual([table, rows.length])
      for (const { row } of rows) {
        const want = fromWire(table, row)
        const got = here.get(row['id'])!
        for (const column of Object.keys(SYNC_TABLES[table])) {
          const json = typeof want[column] === 'string' && /^[[{]/.test(want[column])
          const [a, b] = json
            ? [JSON.parse(String(got[column])), JSON.parse(String(want[column]))]
            : [got[column], want[column]]
          expect([table, column, a]).toEqual([table, column, b])
        }
      }
    }
  } finally {
    db.close()
  }
}

/** Each acknowledged act took effect on the server once: one verdict, and what it was to write stands once. */
export async function expectOnce(hub: Hub, done: readonly Done[]): Promise<void> {
  const { rows: verdicts } = await hub.admin.query<{ id: string; status: string }>(
    `select id, result ->> 'status' as status from private.sync_transactions`,
  )
  const status = new Map(verdicts.map((row) => [row.id, row.status]))
  const lost = done.filter(({ act }) => status.get(act) !== 'applied')
  expect(lost).toEqual([])
  const { rows: events } = await hub.admin.query<{ act_id: string; package_id: string; n: number }>(
    `select act_id, package_id, count(*)::int as n from public.package_events
     where type in ('received', 'handed_over') group by act_id, package_id`,
  )
  const times = new Map(events.map((row) => [`${row.act_id}/${row.package_id}`, row.n]))
  for (const { act, parcel } of done) expect([act, times.get(`${act}/${parcel}`)]).toEqual([act, 1])
  const { rows: twice } = await hub.admin.query(
    'select package_id from public.handovers where deleted_at is null group by package_id having count(*) > 1',
  )
  expect(twice).toEqual([])
}
