import { createHash } from 'node:crypto'
import Database from 'better-sqlite3'
import { schemaVersion } from '../migrate.ts'
import type { OutboxEntry, OutboxOp } from '../outbox.ts'
import type { AnyRow } from '../rows.ts'
import type { SyncedTable } from '../schema.ts'

const ROWS_PER_ACT = 50
/** What a parcel brings along: one act holds its whole history, so that its life stays true at every moment. */
const OF_PACKAGES = ['packages', 'package_events', 'handovers'] as const
/** As they were written: a computer's clock may have been set back meanwhile. */
const WRITTEN = 'coalesce(change_seq, 9007199254740991), rowid'

export interface Snapshot {
  /** Acts of the replica up to here are in the rows. */
  cut: number
  acts: number
  entries(): Generator<OutboxEntry>
  /** The rows of a table, for what is sent in another way. */
  one(table: SyncedTable, id: string): AnyRow | undefined
  close(): void
}

export interface SnapshotOptions {
  /** Every synced table that is sent, parents before children. */
  tables: readonly SyncedTable[]
  /** Who brings the rows in. */
  actor: string
  at: string
  /** Rows that the project has already. */
  skip: ReadonlySet<string>
}

/**
 * The rows of a backup as acts that make them. Reading the same file twice gives the same acts under the same ids: what was sent
 * before an interruption is known to the server and done once.
 */
export function readSnapshot(file: string, { tables, actor, at, skip }: SnapshotOptions): Snapshot {
  const db = new Database(file, { readonly: true, fileMustExist: true })
  const schema = schemaVersion(db)
  const plain = tables.filter((table) => !(OF_PACKAGES as readonly string[]).includes(table))
  const count = (table: string) => Number(db.prepare(`SELECT count(*) FROM ${table}`).pluck().get())
  const packagesAt = tables.indexOf('packages')
  const before = plain.filter((table) => tables.indexOf(table) < packagesAt)
  const after = plain.filter((table) => tables.indexOf(table) > packagesAt)

  function act(name: string, ops: OutboxOp[]): OutboxEntry {
    return { id: idOf(actor, ops), name, schema, actor_id: actor, at, ops }
  }
  function* inserts(table: SyncedTable): Generator<OutboxEntry> {
    let ops: OutboxOp[] = []
    let rows = 0
    for (const row of db.prepare(`SELECT * FROM ${table} ORDER BY id`).iterate() as Iterable<AnyRow>) {
      if (skip.has(String(row['id']))) continue
      ops.push(...making(table, row))
      if (++rows % ROWS_PER_ACT > 0) continue
      yield act('building.bring_in', ops)
      ops = []
    }
    if (ops.length > 0) yield act('building.bring_in', ops)
  }
  function* parcels(): Generator<OutboxEntry> {
    const events = db.prepare(`SELECT * FROM package_events WHERE package_id = ? ORDER BY ${WRITTEN}`)
    const handovers = db.prepare(`SELECT * FROM handovers WHERE package_id = ? ORDER BY deleted_at IS NULL, ${WRITTEN}`)
    for (const parcel of db.prepare('SELECT * FROM packages ORDER BY id').iterate() as Iterable<AnyRow>) {
      const [insert, ...removal] = making('packages', parcel)
      yield act('packages.bring_in', [
        insert!,
        ...(events.all(parcel['id']) as AnyRow[]).flatMap((row) => making('package_events', row)),
        ...(handovers.all(parcel['id']) as AnyRow[]).flatMap((row) => making('handovers', row)),
        ...removal,
      ])
    }
  }

  return {
    cut: Number(db.prepare(`SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = '_outbox'`).pluck().get()),
    acts: plain.reduce((sum, table) => sum + Math.ceil(count(table) / ROWS_PER_ACT), count('packages')),
    *entries() {
      for (const table of before) yield* inserts(table)
      yield* parcels()
      for (const table of after) yield* inserts(table)
    },
    one: (table, id) => db.prepare(`SELECT * FROM ${table} WHERE id = ?`).get(id) as AnyRow | undefined,
    close: () => void db.close(),
  }
}

/** Makes a row, and a tombstone of it where it is one. */
function making(table: SyncedTable, row: AnyRow): OutboxOp[] {
  const { change_seq: _seq, deleted_at: removed, updated_at: _at, ...values } = row
  // An account is linked by an invitation, and one of another project means nothing here.
  if (table === 'staff') values['user_id'] = null
  const id = String(row['id'])
  const insert: OutboxOp = { table, op: 'insert', id, values }
  return removed === null || removed === undefined
    ? [insert]
    : [insert, { table, op: 'remove', id, values: { deleted_at: removed } }]
}

/** A UUID (version 8) of what an act holds. */
function idOf(actor: string, ops: readonly OutboxOp[]): string {
  const hash = createHash('sha256')
    .update(JSON.stringify([actor, ops]))
    .digest()
  hash[6] = (hash[6]! & 0x0f) | 0x80
  hash[8] = (hash[8]! & 0x3f) | 0x80
  const hex = hash.toString('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join('-')
}
