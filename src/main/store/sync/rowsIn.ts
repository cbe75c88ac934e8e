import { sqliteCode } from '../faults.ts'
import { carryOut, type ErasureRow } from './erasing/carryOut.ts'
import type { AnyRow } from '../rows.ts'
import { columnsOf } from '../columns.ts'
import type { SyncedTable } from '../schema.ts'
import type { ChangeSet, SyncContext } from './context.ts'
import { cellPlan, type CellPlan } from './cells.ts'
import type { PlainRows } from './filler.ts'
import type { OutboxOp } from '../outbox.ts'
import { keyOf, readOps } from './ops.ts'
import { takeReadable } from './readable.ts'
import { BadValue, fromWire, isSynced, placeOf, seqOf } from './values.ts'
import type { WireCells, WireRow } from '../../../shared/sync/wire.ts'

export interface AdoptOptions {
  /** Check each reference before the row goes in, instead of at the end. */
  careful?: boolean
  /** Take the row whatever its change number: the numbers are of another epoch, or the copy here is wrong. */
  force?: boolean
}

type PlainPlan = CellPlan & Pick<PlainRows, 'one' | 'several' | 'atOnce'>

/** More of them by one statement are no faster. */
const ROWS_AT_ONCE = 16

type Parked = 'table' | 'value' | 'parent' | 'overlay'

const ORPHAN = 'SQLITE_CONSTRAINT_FOREIGNKEY'
const rank = (table: string): number => (isSynced(table) ? placeOf(table) : -1)

/** Brings the server's rows into the replica and lays unsent edits on top. Runs inside a write of sync. */
export function rowsIn(context: SyncContext) {
  const { sql, rows } = context
  const upserts = new Map<string, string>()
  /** False only while it is sure that nothing is parked. */
  let parkedAny = true

  function upsertSql(table: SyncedTable, columns: readonly string[], force: boolean, atOnce = 1): string {
    const key = `${table}|${columns.length}|${atOnce}|${force ? 1 : 0}|${columns.length === columnsOf(table).length ? '' : columns.join()}`
    let text = upserts.get(key)
    if (!text) {
      const sets = columns.filter((column) => column !== 'id').map((column) => `${column} = excluded.${column}`)
      const guard = `WHERE ${table}.change_seq IS NULL OR excluded.change_seq > ${table}.change_seq`
      const row = `(${columns.map(() => '?').join(', ')})`
      text = `INSERT INTO ${table} (${columns.join(', ')}) VALUES ${Array.from({ length: atOnce }, () => row).join(', ')}
        ON CONFLICT (id) DO UPDATE SET ${sets.join(', ')} ${force ? '' : guard}`
      upserts.set(key, text)
    }
    return text
  }
  /** Puts a whole row in place; answers whether anything changed. */
  function put(table: SyncedTable, row: AnyRow, force: boolean): boolean {
    const columns = columnsOf(table).filter((column) => row[column] !== undefined)
    const values = columns.map((column) => row[column])
    return sql(upsertSql(table, columns, force)).run(...values).changes > 0
  }
  /** The same for a row of the server, of which a parent may be missing when references are checked row by row. */
  function putWithParents(table: SyncedTable, row: AnyRow, force: boolean): boolean | 'no parent' {
    try {
      return put(table, row, force)
    } catch (error) {
      if (sqliteCode(error) === ORPHAN) return 'no parent'
      throw error
    }
  }
  function park(table: string, id: string, reason: Parked, seq: number | null, row: unknown): void {
    parkedAny = true
    sql(
      `INSERT INTO _parked (table_name, row_id, reason, change_seq, row, schema) VALUES (?, ?, ?, ?, ?, ?)
       ON CONFLICT (table_name, row_id) DO UPDATE SET reason = excluded.reason, change_seq = excluded.change_seq, row = excluded.row, schema = excluded.schema
       WHERE _parked.change_seq IS NULL OR excluded.change_seq >= _parked.change_seq`,
    ).run(table, id, reason, seq, JSON.stringify(row), context.schema)
  }
  const parkedAt = (table: string, id: string) =>
    sql('SELECT change_seq FROM _parked WHERE table_name = ? AND row_id = ?').get(table, id) as
      | { change_seq: number | null }
      | undefined
  const unpark = (table: string, id: string) =>
    void sql('DELETE FROM _parked WHERE table_name = ? AND row_id = ?').run(table, id)
  const anyParked = (): boolean => sql('SELECT 1 FROM _parked LIMIT 1').get() !== undefined
  const anyBase = (): boolean => sql('SELECT 1 FROM _base LIMIT 1').get() !== undefined
  const baseOf = (table: string, id: string) =>
    sql('SELECT row FROM _base WHERE table_name = ? AND row_id = ?').get(table, id) as
      | { row: string | null }
      | undefined

  /** `read` keeps what was read: an act of hundreds of rows is not read anew for each of them. */
  const opsOn = (table: SyncedTable, id: string, read: Map<number, readonly OutboxOp[]>) =>
    (
      sql(
        `SELECT o.seq FROM _outbox_rows r JOIN _outbox o ON o.seq = r.seq
         WHERE r.table_name = ? AND r.row_id = ? AND o.state = 'waiting' ORDER BY o.seq`,
      )
        .pluck()
        .all(table, id) as number[]
    ).flatMap((seq) => {
      let ops = read.get(seq)
      if (!ops) {
        ops = readOps(sql('SELECT ops FROM _outbox WHERE seq = ?').pluck().get(seq) as string) ?? []
        read.set(seq, ops)
      }
      return ops.filter((op) => op.table === table && op.id === id)
    })

  /** The row as the server has it with the unsent edits on top, written to the table. */
  function recompute(
    table: SyncedTable,
    id: string,
    changes: ChangeSet,
    read = new Map<number, readonly OutboxOp[]>(),
  ): void {
    const base = baseOf(table, id)
    if (!base) return
    const server = base.row === null ? null : (JSON.parse(base.row) as AnyRow)
    const ops = opsOn(table, id, read)
    let shown: AnyRow | null = server
    for (const op of ops) {
      if (op.op === 'insert') shown ??= { ...op.values, id, change_seq: null }
      else if (shown) shown = { ...shown, ...op.values }
    }
    if (parkedAt(table, id)?.change_seq === null) unpark(table, id)
    if (shown && shown !== server && !context.parentsPresent(table, shown)) {
      // What it refers to is not here (yet): show what the server has, and look again when more has arrived.
      park(table, id, 'overlay', null, {})
      shown = server
    }
    if (shown) put(table, shown, true)
    else sql(`DELETE FROM ${table} WHERE id = ?`).run(id)
    if (ops.length === 0) sql('DELETE FROM _base WHERE table_name = ? AND row_id = ?').run(table, id)
    changes.add(table, id)
  }
  function recomputeAll(keys: Iterable<{ table: SyncedTable; id: string }>, changes: ChangeSet): void {
    const once = new Map([...keys].map((key) => [keyOf(key.table, key.id), key]))
    const read = new Map<number, readonly OutboxOp[]>()
    for (const { table, id } of [...once.values()].toSorted((a, b) => placeOf(a.table) - placeOf(b.table)))
      recompute(table, id, changes, read)
  }

  /** Takes one row of the server; what cannot be shown is parked, never lost and never in the way. */
  function adopt(given: WireRow, options: AdoptOptions & { bases: boolean }, changes: ChangeSet): void {
    const { table } = given
    const force = options.force ?? false
    let id = ''
    let seq: number | null = null
    try {
      id = String(given.row['id'] ?? '')
      seq = seqOf(given.row['change_seq'])
      if (!isSynced(table)) return park(table, id, 'table', seq, given.row)
      if (parkedAny) {
        const waiting = parkedAt(table, id)
        if (waiting && waiting.change_seq !== null && (waiting.change_seq < seq || force)) unpark(table, id)
        else if (waiting && waiting.change_seq !== null && waiting.change_seq > seq) return
      }
      if (given.row['too_large'] !== undefined) {
        // The server names it instead of sending it: what stands here stays, and no act builds on it.
        context.log.warn('sync.row_too_large', { table, id, bytes: Number(given.row['too_large']) })
        return park(table, id, 'value', seq, given.row)
      }
      const row = fromWire(table, given.row)
      if (options.careful && !context.parentsPresent(table, row)) return park(table, id, 'parent', seq, given.row)
      const base = options.bases ? baseOf(table, id) : undefined
      if (!base) {
        const done = putWithParents(table, row, force)
        if (done === 'no parent') park(table, id, 'parent', seq, given.row)
        else if (done) changes.add(table, id)
        return
      }
      const had = base.row === null ? null : Number((JSON.parse(base.row) as AnyRow)['change_seq'])
      if (had !== null && had >= seq && !force) return
      // The unsent edits may hide a value that the table would not take: try the bare row first.
      if (putWithParents(table, row, true) === 'no parent') return park(table, id, 'parent', seq, given.row)
      sql('UPDATE _base SET row = ? WHERE table_name = ? AND row_id = ?').run(JSON.stringify(row), table, id)
      recompute(table, id, changes)
    } catch (error) {
      const code = sqliteCode(error)
      const bad = error instanceof BadValue || (code?.startsWith('SQLITE_CONSTRAINT') && code !== ORPHAN)
      if (!bad) throw error
      context.log.warn('sync.row_parked', { table, detail: code ?? 'bad value' })
      park(table, id, 'value', seq, given.row)
      if (!isSynced(table)) return
      takeReadable(context, table, id, given.row)
      recompute(table, id, changes)
      changes.add(table, id)
    }
  }

  /** Looks again at what waits for a parent. */
  function retryParked(changes: ChangeSet): void {
    for (;;) {
      const waiting = sql(
        `SELECT table_name, row_id, reason, row FROM _parked WHERE reason IN ('parent', 'overlay')`,
      ).all() as { table_name: SyncedTable; row_id: string; reason: Parked; row: string }[]
      let progress = false
      for (const { table_name: table, row_id: id, reason, row } of waiting) {
        if (reason === 'overlay') {
          unpark(table, id)
          recompute(table, id, changes)
        } else {
          const values = JSON.parse(row) as WireRow['row']
          unpark(table, id)
          adopt({ table, row: values }, { careful: true, bases: true }, changes)
        }
        progress ||= !parkedAt(table, id)
      }
      if (!progress) return
    }
  }

  /** Erasures that have just come, and those that the server has not heard of: it still sends what they have erased. */
  function eraseAgain(given: readonly WireRow[], changes: ChangeSet): void {
    const come = given.flatMap(({ table, row }) => (table === 'erasures' ? [String(row['id'])] : []))
    const erasures = sql(
      `SELECT resident_id, shown_as, also, at FROM erasures
       WHERE change_seq IS NULL OR id IN (SELECT value FROM json_each(?))`,
    ).all(JSON.stringify(come)) as ErasureRow[]
    carryOut(context, erasures, changes)
  }

  return {
    recompute,
    recomputeAll,
    baseOf,
    retryParked,
    /** Takes rows, parents first. */
    adoptAll(given: readonly WireRow[], options: AdoptOptions, changes: ChangeSet): void {
      const bases = anyBase()
      parkedAny = anyParked()
      const all = { ...options, bases }
      for (const row of given.toSorted((a, b) => rank(a.table) - rank(b.table))) adopt(row, all, changes)
      if (parkedAny) retryParked(changes)
      eraseAgain(given, changes)
    },
    /**
     * How rows of a table that has neither unsent edits nor anything set aside are stored, one or several by a statement; null
     * where they must go the way of all others.
     */
    plain({ table, columns }: Pick<WireCells, 'table' | 'columns'>): PlainPlan | null {
      const plan = cellPlan(table, columns)
      const parked = `SELECT 1 FROM _parked WHERE table_name = ? OR reason IN ('parent', 'overlay') LIMIT 1`
      if (!plan || columns.includes('too_large') || anyBase() || sql(parked).get(table)) return null
      const sqlFor = (rows: number) => upsertSql(table as SyncedTable, plan.columns, false, rows)
      return { ...plan, one: sqlFor(1), several: sqlFor(ROWS_AT_ONCE), atOnce: ROWS_AT_ONCE }
    },
    /** Reads again what an older version had to set aside. */
    rereadParked(changes: ChangeSet): void {
      const old = sql(
        `SELECT table_name, row_id, row FROM _parked WHERE reason IN ('table', 'value') AND schema < ?`,
      ).all(context.schema) as { table_name: string; row_id: string; row: string }[]
      for (const { table_name: table, row_id: id, row } of old) {
        unpark(table, id)
        adopt({ table, row: JSON.parse(row) as WireRow['row'] }, { careful: true, bases: true }, changes)
      }
      if (anyParked()) retryParked(changes)
    },
    /** Keeps the server's copy of a row that an act is about to change again. */
    keepBase(table: SyncedTable, id: string): void {
      const row = rows.get(table, id)
      sql('INSERT OR IGNORE INTO _base (table_name, row_id, row) VALUES (?, ?, ?)').run(
        table,
        id,
        row && row['change_seq'] !== null ? JSON.stringify(row) : null,
      )
    },
  }
}

export type RowsIn = ReturnType<typeof rowsIn>
