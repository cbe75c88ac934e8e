import { join } from 'node:path'
import Database from 'better-sqlite3'
import { beforeAll, afterAll, describe, expect, it } from 'vitest'
import { PLACE_OF } from './parcel/event.ts'
import { openTestDesk, type TestDesk } from '../../../tests/support/testDesk.ts'
import { WAITING, WAITING_FOR, WAITING_IN } from './parcel/rows.ts'

let desk: TestDesk
let db: Database.Database
beforeAll(async () => {
  desk = await openTestDesk()
  db = new Database(join(desk.dataDir, 'replica.db'), { readonly: true })
})
afterAll(async () => {
  db.close()
  await desk.close()
})

const plan = (sql: string): string =>
  (db.prepare(`EXPLAIN QUERY PLAN ${sql}`).all() as { detail: string }[]).map((row) => row.detail).join('\n')

// On a million parcels a scan of the table takes seconds: each hot question must go through its index.
describe('hot queries use their indexes', () => {
  const questions: Record<string, [string, RegExp]> = {
    'a tracking number': [
      `SELECT * FROM packages p WHERE p.tracking_number IN ('a', 'b') AND p.deleted_at IS NULL`,
      /packages_tracking \(tracking_number=/,
    ],
    'the end of a tracking number': [
      `SELECT * FROM packages p WHERE p.tracking_number IS NOT NULL AND substr(p.tracking_number, -4) = '1234' AND p.tracking_number LIKE '%1234' AND p.deleted_at IS NULL ORDER BY p.received_at DESC LIMIT 8`,
      /packages_tracking_end/,
    ],
    'our own label': [`SELECT * FROM packages p WHERE p.label_code = 'x'`, /packages_label_code/],
    'a short number that waits': [
      `SELECT 1 FROM packages p INDEXED BY packages_waiting_short WHERE p.short_number = 'A1' AND ${WAITING}`,
      /packages_waiting_short/,
    ],
    'a pickup code': [
      `SELECT 1 FROM packages p WHERE p.pickup_code = '123456' AND ${WAITING}`,
      /packages_waiting_pickup/,
    ],
    'what waits, oldest first': [
      `SELECT * FROM packages p WHERE p.deleted_at IS NULL AND ${WAITING} ORDER BY p.received_at LIMIT 100`,
      /packages_waiting\b/,
    ],
    'what waits for a resident': [
      `SELECT * FROM packages p WHERE ${WAITING_FOR("'x'")} ORDER BY p.received_at LIMIT 100`,
      /packages_waiting\b/,
    ],
    'what waits in a unit': [`SELECT count(*) FROM packages p WHERE ${WAITING_IN("'x'")}`, /packages_waiting/],
    'the newest parcels': [
      `SELECT * FROM packages p WHERE p.deleted_at IS NULL ORDER BY p.received_at DESC LIMIT 100`,
      /packages_received/,
    ],
    'the last acts of a desk': [
      `SELECT * FROM package_events o WHERE desk_id = 'x' AND type <> 'label_printed'
       ORDER BY ${PLACE_OF('o')} DESC, o.rowid DESC LIMIT 240`,
      /package_events_order/,
    ],
    'a parcel’s history': [
      `SELECT * FROM package_events e WHERE package_id = 'x' ORDER BY ${PLACE_OF('e')}, e.rowid`,
      /package_events_package/,
    ],
  }
  for (const [name, [sql, index]] of Object.entries(questions)) {
    it(name, () => {
      const detail = plan(sql)
      expect(detail).toMatch(index)
      expect(detail).not.toMatch(/SCAN p\b(?! USING INDEX)|USE TEMP B-TREE FOR ORDER/)
    })
  }
})
