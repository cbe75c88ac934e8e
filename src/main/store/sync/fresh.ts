import { existsSync, renameSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import type Database from 'better-sqlite3'
import type { WireCells } from '../../../shared/sync/wire.ts'
import { changeSet } from '../changes.ts'
import { APPLICATION_ID, applyPragmas, connect } from '../connection.ts'
import { carryOutAll } from './erasing/carryOut.ts'
import { describe } from '../faults.ts'
import { expectWhole, syncFile, syncFolder } from '../files.ts'
import { createIds } from '../ids.ts'
import { migrate, newestVersion, schemaVersion, type Migration } from '../migrate.ts'
import type { StorePorts } from '../ports.ts'
import type { SyncedTable } from '../schema.ts'
import { carryOver } from './carry.ts'
import { fillInThread, type Filler } from './filler.ts'
import { lighten, SETTLE } from './indexes.ts'
import { createSyncSide, type SyncSide } from './side.ts'
import { TABLE_ORDER, toWire } from './values.ts'

export interface FreshOptions {
  /** The replica whose place it will take. */
  file: string
  /** The building that is read: a half-filled file of another one is thrown away. */
  building: string
  migrations: readonly Migration[]
  ports: StorePorts
  /** Puts an empty replica of the newest schema at a path; without it the migrations make one. */
  blank?: (path: string) => void
  /** Puts rows into the file and makes its indexes, by default in a thread. */
  filler?: (path: string) => Filler
}

/** The store that is replaced: what sync needs of it. */
export interface OldReplica {
  readonly sync: SyncSide
  close(): void
}

const SIDES = ['', '-wal', '-shm', '-journal']

/** A replica being filled beside the one in use. A crash leaves it half filled: the next one goes on from there. */
export interface FreshReplica {
  side: SyncSide
  /** Begins again from nothing. */
  restart(): void
  /** Starts the thread that takes rows in: it stands when the first ones come. */
  ready(): void
  /** Takes the rows of a page that can be stored as they are; answers the others, which `side.filled` takes. */
  take(cells: WireCells): Promise<WireCells>
  /** Sets rows aside whose parents did not come, a slice per call; true when all were looked at. Also while indexes are made. */
  verify(rows: number): Promise<boolean>
  /** Makes the indexes and triggers that the long tables were filled without. */
  index(): Promise<void>
  /**
   * Takes over what the old replica holds of this desk and takes its place. Nothing else may write meanwhile. Closes
   * both; the caller opens the replica again. When it throws, the old file still stands in its place.
   */
  replace(old: OldReplica): void
  close(): void
}

/** Opens the replica that is being filled, where the last one stopped, or begins it. */
export function openFresh(options: FreshOptions): FreshReplica {
  const { file, building, migrations, ports } = options
  const path = `${file}.filling`
  const remove = () => {
    for (const side of SIDES) rmSync(path + side, { force: true })
  }
  let { db, side } = resume() ?? begin()
  let verified = { table: 0, after: 0 }
  let checked = false
  let indexing: Promise<void> | null = null
  let filler: Filler | null = null
  const fillerHere = (): Filler => (filler ??= (options.filler ?? fillInThread)(path))
  const endFiller = () => {
    filler?.close()
    filler = null
  }

  function connection(): { db: Database.Database; side: SyncSide } {
    const db = connect(path)
    applyPragmas(db)
    // The commit is durable when the log is; losing the last pages costs a second reading.
    db.pragma('synchronous = NORMAL')
    // Whoever fills the file writes its log back, every 16 MB: here nothing waits for a disk before four times as much.
    db.pragma('wal_autocheckpoint = 16000')
    migrate(db, migrations)
    db.pragma('foreign_keys = OFF')
    return { db, side: sideOf(db, ports) }
  }
  function begin() {
    remove()
    if (options.blank) {
      options.blank(path)
    } else {
      const made = connect(path)
      made.pragma(`application_id = ${APPLICATION_ID}`)
      made.close()
    }
    const opened = connection()
    opened.side.meta.set('building', building)
    opened.side.meta.set('indexes', JSON.stringify(lighten(opened.db)))
    return opened
  }
  function resume() {
    if (!existsSync(path)) return null
    try {
      const probe = connect(path)
      const current = schemaVersion(probe) === newestVersion(migrations)
      probe.close()
      if (!current) return null
      const opened = connection()
      if (opened.side.meta.get('building') === building && opened.side.meta.get('columns') !== null) return opened
      opened.db.close()
    } catch (error) {
      ports.log.warn('sync.fill_not_resumed', { detail: describe(error) })
    }
    return null
  }

  return {
    get side() {
      return side
    },
    restart() {
      endFiller()
      db.close()
      ;({ db, side } = begin())
      verified = { table: 0, after: 0 }
      checked = false
    },
    ready: () => void fillerHere(),
    async take(cells) {
      // Once references are checked, each row is looked at by itself.
      const plan = checked ? null : side.parts.rowsOf.plain(cells)
      if (!plan) return cells
      const { one, several, atOnce, places, kinds } = plan
      const left = await fillerHere().put({ one, several, atOnce, places, kinds, rows: cells.rows })
      return { ...cells, rows: left.map((at) => cells.rows[at]!) }
    },
    async verify(rows) {
      const table = TABLE_ORDER[verified.table]
      if (!table) {
        db.pragma('foreign_keys = ON')
        checked = true
        return true
      }
      const { context } = side.parts
      const last = context
        .sql(`SELECT rowid FROM ${table} WHERE rowid > ? ORDER BY rowid LIMIT 1 OFFSET ?`)
        .pluck()
        .get(verified.after, rows - 1) as number | undefined
      const missing = context
        .parents(table)
        .map(
          ({ column, table: parent }) =>
            `(t.${column} IS NOT NULL AND NOT EXISTS (SELECT 1 FROM ${parent} p WHERE p.id = t.${column}))`,
        )
      // A million of them are looked at: inside SQLite, not one by one here.
      const orphans = context
        .sql(`SELECT t.id FROM ${table} t WHERE t.rowid > ? AND t.rowid <= ? AND (${missing.join(' OR ') || '0'})`)
        .pluck()
        .all(verified.after, last ?? Number.MAX_SAFE_INTEGER) as string[]
      if (orphans.length > 0) {
        // One of the two writes at a time. Whoever makes the indexes hears of what goes wrong with them.
        await indexing?.catch(() => undefined)
        setAside(side, table, orphans)
      }
      if (last === undefined) verified = { table: verified.table + 1, after: 0 }
      else verified = { table: verified.table, after: last }
      // A child whose parent was just set aside was looked at before or after it: begin again.
      if (orphans.length > 0) verified = { table: 0, after: 0 }
      return false
    },
    index() {
      const wanted = side.meta.get('indexes')
      if (wanted === null) return Promise.resolve()
      const { meta } = side
      const thread = fillerHere()
      const make = async () => {
        for (const sql of [...(JSON.parse(wanted) as string[]), ...SETTLE]) await thread.run(sql)
        if (db.open) meta.set('indexes', null)
      }
      indexing ??= make().finally(() => (indexing = null))
      return indexing
    },
    replace(old) {
      if (side.meta.get('indexes') !== null) throw new Error('a replica without its indexes')
      carryOver(old.sync, side)
      side.parts.write((changes) => carryOutAll(side.parts.context, changes))
      side.meta.set('refill', null)
      endFiller()
      // Only what has no statistics yet, or has grown since the indexes were made.
      db.pragma('optimize = 0x10002')
      db.pragma('wal_checkpoint(TRUNCATE)')
      db.close()
      // Another program that reads either of them keeps its log from being folded in: what stands there would be lost.
      expectWhole(path)
      syncFile(path)
      old.close()
      expectWhole(file)
      for (const left of ['-wal', '-shm']) rmSync(file + left, { force: true })
      renameSync(path, file)
      syncFolder(dirname(file))
      for (const left of ['-wal', '-shm']) rmSync(path + left, { force: true })
    },
    close() {
      endFiller()
      if (db.open) db.close()
    },
  }
}

function setAside(side: SyncSide, table: SyncedTable, ids: readonly string[]): void {
  const { context, write } = side.parts
  write(() => {
    for (const id of ids) {
      context
        .sql(
          `INSERT OR REPLACE INTO _parked (table_name, row_id, reason, change_seq, row, schema) VALUES (?, ?, 'parent', ?, ?, ?)`,
        )
        .run(table, id, ...asParked(context, table, id))
      context.sql(`DELETE FROM ${table} WHERE id = ?`).run(id)
    }
  })
}

function asParked(context: SyncSide['parts']['context'], table: SyncedTable, id: string): [number, string, number] {
  const row = context.sql(`SELECT * FROM ${table} WHERE id = ?`).get(id) as Record<string, unknown>
  return [
    Number(row['change_seq']),
    JSON.stringify({ ...toWire(table, row), change_seq: String(row['change_seq']) }),
    context.schema,
  ]
}

function sideOf(db: Database.Database, ports: StorePorts): SyncSide {
  const ids = createIds(ports)
  return createSyncSide(db, {
    schema: schemaVersion(db),
    log: ports.log,
    now: ports.now,
    newId: () => ids.next(),
    guard: (read) => read(),
    audit: null,
    atomically(fn) {
      db.exec('BEGIN IMMEDIATE')
      try {
        const value = fn(changeSet())
        db.exec('COMMIT')
        return value
      } catch (error) {
        if (db.inTransaction) db.exec('ROLLBACK')
        throw error
      }
    },
  })
}
