import { DeskError } from '../../shared/contract/errors.ts'
import type { ChangeSet } from './changes.ts'
import { sqliteCode } from './faults.ts'
import type { OutboxOp, OutboxWriter } from './outbox.ts'
import type { AnyRow, RowStatements } from './rows.ts'
import { columnsOf } from './columns.ts'
import type { NewRow, Row, SyncedTable } from './schema.ts'
import type { Prepare } from './statements.ts'

/** What an act may do. Usable only until its function returns. */
export interface Tx {
  readonly actId: string
  /** One time for the whole act. */
  readonly at: string
  /** Fills in id, building_id, created_at and updated_at where absent; answers the row as stored. */
  insert<T extends SyncedTable>(table: T, row: NewRow<T>): Row<T>
  /** Changes the columns that really differ; NOT_FOUND when there is no such row. A tombstone is still a row. */
  patch<T extends SyncedTable>(table: T, id: string, changes: Partial<Row<T>>): Row<T>
  /** Leaves a tombstone; removing it twice does nothing. */
  remove(table: SyncedTable, id: string): void
  /** The act stands only where this removed row is removed: refused elsewhere, and whenever its removal is. */
  buildOnRemoved(table: SyncedTable, id: string): void
  /** The row as this act sees it, tombstones included. */
  get<T extends SyncedTable>(table: T, id: string): Row<T> | undefined
  prepare: Prepare
}

const FIXED = new Set(['id', 'building_id', 'created_at', 'change_seq'])

export interface TxParts {
  rows: RowStatements
  outbox: OutboxWriter
  changes: ChangeSet
  prepare: Prepare
  building(): string
  nextId(): string
  /** A newer version has written what this one cannot read: nothing may be built on the part that is shown. */
  fromNewer(table: SyncedTable, id: string): boolean
  /** After some faults SQLite has taken the whole transaction back: the next write would stand alone. */
  inTransaction(): boolean
}

/** What was asked for names a row that is not here, or a new row by an id that is taken: the asker's mistake, not ours. */
function refusalOf(code: string | null): DeskError | null {
  if (code === 'SQLITE_CONSTRAINT_FOREIGNKEY') return new DeskError('NOT_FOUND')
  if (code === 'SQLITE_CONSTRAINT_PRIMARYKEY') return new DeskError('BAD_REQUEST', { field: 'id' })
  return null
}

/** One act being written: its Tx, the ops it gathers, and a fault that makes it impossible to commit. */
export function createTx(parts: TxParts, actId: string, at: string) {
  const { rows, outbox, changes } = parts
  const ops: OutboxOp[] = []
  let open = true
  let fault: unknown = null

  function stillWhole(): void {
    if (fault) throw fault
    if (!parts.inTransaction()) throw new Error('the act was taken back by a fault')
  }
  function write<R>(fn: () => R): R {
    if (!open) throw new Error('the act is over')
    stillWhole()
    try {
      return fn()
    } catch (error) {
      const code = sqliteCode(error)
      if (code && !code.startsWith('SQLITE_CONSTRAINT')) fault = error
      throw refusalOf(code) ?? error
    }
  }
  function record(op: OutboxOp['op'], table: SyncedTable, id: string, before: AnyRow | null, values: AnyRow): void {
    outbox.keepBase(table, id, before)
    ops.push({ table, op, id, values })
    changes.add(table, id)
  }
  function existing(table: SyncedTable, id: string): AnyRow {
    const row = rows.get(table, id)
    if (!row) throw new DeskError('NOT_FOUND', { table, id })
    if (parts.fromNewer(table, id)) throw new DeskError('FROM_NEWER_VERSION', { table, id })
    return row
  }

  const tx: Tx = {
    actId,
    at,
    prepare: parts.prepare,
    get: <T extends SyncedTable>(table: T, id: string) => write(() => rows.get(table, id)) as Row<T> | undefined,
    insert: <T extends SyncedTable>(table: T, given: NewRow<T>) =>
      write(() => {
        const id = given.id ?? parts.nextId()
        const row: AnyRow = { created_at: at, updated_at: at, ...defined(given), id }
        row['building_id'] ??= table === 'buildings' ? id : parts.building()
        const { change_seq: _, ...stored } = rows.insert(table, { ...row, change_seq: null })
        record('insert', table, id, null, stored)
        return { ...stored, change_seq: null } as unknown as Row<T>
      }),
    patch: <T extends SyncedTable>(table: T, id: string, given: Partial<Row<T>>) =>
      write(() => {
        const before = existing(table, id)
        const values: AnyRow = {}
        const known = columnsOf(table)
        for (const [column, value] of Object.entries(defined(given))) {
          if (!known.includes(column)) throw new Error(`${table} has no column ${column}`)
          if (value === before[column] || column === 'updated_at') continue
          if (FIXED.has(column)) throw new Error(`${table}.${column} never changes`)
          values[column] = value
        }
        if (Object.keys(values).length === 0) return before as Row<T>
        values['updated_at'] = at
        const after = rows.update(table, id, values)
        record('patch', table, id, before, values)
        return after as Row<T>
      }),
    remove: (table, id) =>
      write(() => {
        const before = existing(table, id)
        if (before['deleted_at'] !== null) return
        const values = { deleted_at: at, updated_at: at }
        rows.update(table, id, values)
        record('remove', table, id, before, values)
      }),
    buildOnRemoved: (table, id) =>
      write(() => {
        const before = existing(table, id)
        if (before['deleted_at'] === null) throw new DeskError('NOT_FOUND')
        // Removing what is removed changes nothing, and is refused where it is not to be removed.
        record('remove', table, id, before, { deleted_at: before['deleted_at'], updated_at: before['updated_at']! })
      }),
  }
  return {
    tx,
    ops,
    /** Ends the act: throws the fault that spoilt it, if any. */
    finish(): void {
      open = false
      stillWhole()
    },
    end(): void {
      open = false
    },
  }
}

const defined = (row: object): AnyRow =>
  Object.fromEntries(Object.entries(row).filter(([, value]) => value !== undefined))
