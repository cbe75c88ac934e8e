import { join } from 'node:path'
import Database from 'better-sqlite3'
import type { DeliveryState } from '../../src/shared/packages/noticeWords.ts'

interface Given {
  packageId: string
  /** Null: there was nobody to tell. */
  personId: string | null
  channel: 'email' | 'sms' | 'none'
  state: DeliveryState
  reason?: string
  at?: string
}

/** Writes into a replica what the server would say about the newest notice of a parcel; answers the delivery's id. */
export function deliver(dataDir: string, { packageId, personId, channel, state, reason, at }: Given): string {
  const db = new Database(join(dataDir, 'replica.db'))
  try {
    const notice = db
      .prepare('SELECT id, building_id FROM notices WHERE package_id = ? ORDER BY rowid DESC')
      .get(packageId) as { id: string; building_id: string }
    const id = crypto.randomUUID()
    const time = at ?? '2026-11-20T15:05:00.000Z'
    const on = (...states: readonly DeliveryState[]) => (states.includes(state) ? time : null)
    db.prepare(
      `INSERT INTO notice_deliveries (id, building_id, notice_id, person_id, channel, state, reason, leaves_at, accepted_at,
         delivered_at, ended_at, created_at, updated_at, change_seq)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 900)`,
    ).run(
      id,
      notice.building_id,
      notice.id,
      personId,
      channel,
      state,
      reason ?? null,
      on('leaving'),
      on('accepted', 'delayed', 'delivered', 'bounced', 'complained'),
      on('delivered'),
      on('failed', 'bounced', 'complained', 'suppressed', 'dropped'),
      time,
      time,
    )
    if (state !== 'leaving')
      db.prepare('UPDATE notices SET state = ? WHERE id = ?').run(
        ['accepted', 'delayed', 'delivered'].includes(state) ? 'sent' : 'failed',
        notice.id,
      )
    return id
  } finally {
    db.close()
  }
}
