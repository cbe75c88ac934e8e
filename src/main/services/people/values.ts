import type { DirectoryTable } from '../../../shared/people/kinds.ts'
import { SYNC_TABLES, type ColumnKind } from '../../../shared/sync/tables.ts'
import { KEPT_BY_STORE } from '../../store/columns.ts'
import type { Row } from '../../store/schema.ts'

export type Values = Record<string, unknown>

/** The columns of a table that say something about the building. */
const columnsOf = (table: DirectoryTable): [string, ColumnKind][] =>
  Object.entries<ColumnKind>(SYNC_TABLES[table]).filter(([column]) => !KEPT_BY_STORE.has(column))

/** Values of the replica in the form in which they travel, which is that of events. */
export function asTold(table: DirectoryTable, row: object): Values {
  const values = row as Values
  return Object.fromEntries(
    columnsOf(table)
      .filter(([column]) => values[column] !== undefined)
      .map(([column, kind]) => [column, told(kind, values[column])]),
  )
}

/** Values of an event as the replica keeps them. Columns that this version does not know are left out. */
export function asKept<T extends DirectoryTable>(table: T, values: Values): Partial<Row<T>> {
  return Object.fromEntries(
    columnsOf(table)
      .filter(([column]) => values[column] !== undefined)
      .map(([column, kind]) => [column, kept(kind, values[column])]),
  ) as Partial<Row<T>>
}

/** The same value, whichever way a list of JSON was written. */
export const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other)

function told(kind: ColumnKind, value: unknown): unknown {
  if (value === null) return null
  if (kind === 'bool') return value === 1
  return kind === 'json' ? (JSON.parse(value as string) as unknown) : value
}

function kept(kind: ColumnKind, value: unknown): unknown {
  if (value === null) return null
  if (kind === 'bool') return value === true ? 1 : 0
  return kind === 'json' ? JSON.stringify(value) : value
}
