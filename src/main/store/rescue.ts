import {
  closeSync,
  constants,
  copyFileSync,
  existsSync,
  openSync,
  readSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs'
import Database from 'better-sqlite3'
import { z } from 'zod'
import { describe } from './faults.ts'
import { outboxWriter, type OutboxEntry } from './outbox.ts'
import type { Logger } from './ports.ts'
import { rowStatements } from './rows.ts'
import { SYNCED_TABLES } from './columns.ts'

const op = z.object({
  table: z.enum(SYNCED_TABLES),
  op: z.enum(['insert', 'patch', 'remove']),
  id: z.string(),
  values: z.record(z.string(), z.union([z.string(), z.number(), z.null()])),
})
const stored = z.object({
  seq: z.number(),
  id: z.string(),
  name: z.string(),
  schema: z.number(),
  actor_id: z.string(),
  at: z.string(),
  ops: z.string().transform((text) => z.array(op).parse(JSON.parse(text))),
})

export interface Rescued {
  entries: OutboxEntry[]
  /** Entries that could be found but not read. */
  unreadable: number
  /** What sync keeps of this desk: acts that were refused, and acts that the server took. */
  kept: Record<KeptTable, Record<string, unknown>[]>
}

const KEPT = ['_attention', '_sent'] as const
type KeptTable = (typeof KEPT)[number]
/** Nothing could be read. */
export const NOTHING: Rescued = { entries: [], unreadable: 0, kept: { _attention: [], _sent: [] } }

/**
 * Reads the acts that a damaged replica still holds, oldest first. The file itself is not changed. `donor` is a good
 * backup of the same replica: its first page stands in when the damaged one cannot be read.
 */
export function readOutbox(file: string, donor: string, log: Logger): Rescued {
  try {
    return readFrom(file)
  } catch (error) {
    log.warn('store.rescue_needs_first_page', { detail: describe(error) })
  }
  const copy = `${file}.rescue`
  const copies = [copy, `${copy}-wal`, `${copy}-shm`]
  try {
    for (const old of copies) rmSync(old, { force: true })
    copyFileSync(file, copy, constants.COPYFILE_FICLONE)
    if (existsSync(`${file}-wal`)) copyFileSync(`${file}-wal`, `${copy}-wal`, constants.COPYFILE_FICLONE)
    borrowFirstPage(copy, donor)
    return readFrom(copy)
  } catch (error) {
    log.error('store.rescue_failed', { detail: describe(error) })
    return NOTHING
  } finally {
    for (const old of copies) rmSync(old, { force: true })
  }
}

function readFrom(file: string): Rescued {
  const db = new Database(file, { readonly: true, fileMustExist: true })
  try {
    const found = new Map<number, OutboxEntry>()
    const bad = new Set<number>()
    for (const row of readBothWays(db, '_outbox')) {
      try {
        const entry = stored.parse(row)
        found.set(entry.seq, entry)
      } catch {
        bad.add(Number(row['seq']))
      }
    }
    const entries = [...found.entries()].toSorted(([a], [b]) => a - b).map(([, entry]) => entry)
    return {
      entries,
      unreadable: bad.size,
      kept: { _attention: keptRows(db, '_attention'), _sent: keptRows(db, '_sent') },
    }
  } finally {
    db.close()
  }
}

/** From both ends: a bad page in the middle hides only what lies on it. */
function* readBothWays(db: Database.Database, table: string): Generator<Record<string, unknown>> {
  for (const order of ['ASC', 'DESC']) {
    const select = db.prepare(`SELECT * FROM ${table} ORDER BY seq ${order}`)
    try {
      for (const row of select.iterate()) yield row as Record<string, unknown>
    } catch {
      // What was read so far counts.
    }
  }
}

function keptRows(db: Database.Database, table: KeptTable): Record<string, unknown>[] {
  try {
    return [...new Map([...readBothWays(db, table)].map((row) => [row['id'], row])).values()]
  } catch {
    // A file of a time before sync.
    return []
  }
}

/** Puts what sync kept into a restored replica. An act that is queued there is left to the server's answer. */
export function applyKept(db: Database.Database, kept: Rescued['kept']): void {
  const isQueued = db.prepare('SELECT 1 FROM _outbox WHERE id = ?')
  for (const table of KEPT) {
    const known = db.pragma(`table_info('${table}')`) as { name: string }[]
    for (const row of kept[table]) {
      if (isQueued.get(row['id'])) continue
      // The order of sent acts is given anew: the backup has used those numbers for others.
      const columns = known
        .map(({ name }) => name)
        .filter((name) => name in row && !(table === '_sent' && name === 'seq'))
      db.prepare(
        `INSERT OR IGNORE INTO ${table} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
      ).run(...columns.map((name) => row[name]))
    }
  }
}

/** The first page holds the header and the list of tables, which change only by a migration. */
function borrowFirstPage(copy: string, donor: string): void {
  const from = openSync(donor, 'r')
  const to = openSync(copy, 'r+')
  try {
    const head = Buffer.alloc(100)
    readSync(from, head, 0, 100, 0)
    const size = head.readUInt16BE(16) === 1 ? 65_536 : head.readUInt16BE(16)
    const page = Buffer.alloc(size)
    readSync(from, page, 0, size, 0)
    // Backups are without a log, the replica has one.
    page.writeUInt8(2, 18)
    page.writeUInt8(2, 19)
    page.writeUInt32BE(Math.floor(statSync(copy).size / size), 28)
    writeSync(to, page, 0, size, 0)
  } finally {
    closeSync(from)
    closeSync(to)
  }
}

export interface Refused {
  id: string
  name: string
  why: string
}

/** Applies acts to a restored replica, each whole or not at all, and queues them to be sent again. */
export function applyActs(
  db: Database.Database,
  acts: readonly OutboxEntry[],
  schema: number,
): { applied: number; refused: Refused[] } {
  const rows = rowStatements(db)
  const outbox = outboxWriter(db)
  const refused: Refused[] = []
  let applied = 0
  const apply = db.transaction((act: OutboxEntry) => {
    if (act.schema > schema) throw new Error(`written by schema ${act.schema}`)
    for (const { table, op: kind, id, values } of act.ops) {
      const before = rows.get(table, id)
      if (kind === 'insert') {
        if (before) continue
        rows.insert(table, { ...values, id, change_seq: null })
        outbox.keepBase(table, id, null)
      } else {
        if (!before) throw new Error(`${table} ${id} is not in the backup`)
        outbox.keepBase(table, id, before)
        rows.update(table, id, values)
      }
    }
    outbox.append(act)
  })
  for (const act of acts) {
    try {
      apply.immediate(act)
      applied++
    } catch (error) {
      refused.push({ id: act.id, name: act.name, why: describe(error) })
    }
  }
  return { applied, refused }
}
