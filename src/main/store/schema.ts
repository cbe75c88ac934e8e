import type { Column } from '../../shared/sync/columns.ts'
import type { SyncTable, TABLES } from '../../shared/sync/tables.ts'

export type SyncedTable = SyncTable
type Columns<T extends SyncedTable> = (typeof TABLES)[T]

/** A value as SQLite keeps it: a boolean is 0 or 1, JSON is text. */
type Value<C extends Column> =
  | (C extends { words: readonly (infer W)[] } ? W : C['kind'] extends 'int' | 'bool' | 'seq' ? number : string)
  | (C extends { nullable: true } ? null : never)
type Values<T extends SyncedTable> = {
  -readonly [C in keyof Columns<T>]: Columns<T>[C] extends Column ? Value<Columns<T>[C]> : never
}
/** The columns that a row to insert may leave out. */
type Optional<T extends SyncedTable> = {
  [C in keyof Columns<T>]: Columns<T>[C] extends { nullable: true } | { default: unknown } ? C : never
}[keyof Columns<T>]
/** What the store fills in. */
type Filled = 'id' | 'building_id' | 'created_at' | 'updated_at'
type Without<T extends SyncedTable, O extends PropertyKey> = Omit<Values<T>, O> &
  Partial<Pick<Values<T>, O & keyof Values<T>>>

/** A stored row, column names as in SQL. */
export type Row<T extends SyncedTable = SyncedTable> = { [S in SyncedTable]: Values<S> }[T]
/** A row to insert: what SQL defaults, and what the store fills in, may be absent. */
export type NewRow<T extends SyncedTable = SyncedTable> = T extends SyncedTable
  ? Without<T, Optional<T> | Filled>
  : never
/** One row of one table, as bulk loads carry it. */
export type TableRow = { [T in SyncedTable]: { table: T; row: Without<T, Optional<T>> } }[SyncedTable]
