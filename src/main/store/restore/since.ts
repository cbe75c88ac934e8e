import Database from 'better-sqlite3'
import { DeskError } from '../../../shared/contract/errors.ts'
import { asDeskError } from '../faults.ts'
import type { Store } from '../replica.ts'
import { readOps } from '../sync/ops.ts'
import type { OutboxOp } from '../outbox.ts'

export interface ActSince {
  id: string
  name: string
  at: string
  actorId: string
  ops: OutboxOp[]
}

export interface Since {
  /** Acts that the other file does not hold. */
  count: number
  kinds: { name: string; count: number }[]
  newest: ActSince[]
}

/** Acts come in their order: once so many in a row are in the other file, all before them are. */
const ENOUGH = 200

interface Row {
  id: string
  name: string
  at: string
  actor_id: string
  ops: string
}

/** What was done here that another file of this building, an older copy, does not hold; `shown` of it in full, the last first. */
export function actsSince(store: Store, other: string, shown: number): Since {
  const db = openOther(other)
  try {
    const isThere = knownIn(db)
    const kinds = new Map<string, number>()
    const newest: ActSince[] = []
    let count = 0
    let known = 0
    const acts = store.prepare<Row>('SELECT id, name, at, actor_id, ops FROM _outbox ORDER BY seq DESC')
    for (const { id, name, at, actor_id, ops } of acts.iterate()) {
      if (isThere(id)) {
        if (++known === ENOUGH) break
        continue
      }
      known = 0
      count++
      kinds.set(name, (kinds.get(name) ?? 0) + 1)
      if (newest.length < shown) newest.push({ id, name, at, actorId: actor_id, ops: readOps(ops) ?? [] })
    }
    const byCount = [...kinds].map(([name, n]) => ({ name, count: n })).toSorted((a, b) => b.count - a.count)
    return { count, kinds: byCount, newest }
  } catch (error) {
    throw asDeskError(error)
  } finally {
    db.close()
  }
}

/** The building whose data a file holds; null where it cannot be read. */
export function buildingIn(file: string): string | null {
  const db = openOther(file)
  try {
    return (
      (db.prepare('SELECT id FROM buildings WHERE deleted_at IS NULL ORDER BY id LIMIT 1').pluck().get() as
        | string
        | undefined) ?? null
    )
  } finally {
    db.close()
  }
}

function openOther(file: string): Database.Database {
  try {
    return new Database(file, { readonly: true, fileMustExist: true })
  } catch (error) {
    throw new DeskError('BACKUP_NOT_GOOD', { detail: String(error) }, { cause: error })
  }
}

function knownIn(db: Database.Database): (id: string) => boolean {
  const tables = db
    .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name IN ('_outbox', '_sent', '_attention')")
    .pluck()
    .all() as string[]
  const find = tables.map((table) => db.prepare(`SELECT 1 FROM ${table} WHERE id = ?`))
  return (id) => find.some((one) => one.get(id) !== undefined)
}
