import type { Column } from './columns.ts'
import { TABLES, type SyncTable } from './tables.ts'

type TextColumn<T extends SyncTable> = {
  [C in keyof (typeof TABLES)[T]]: (typeof TABLES)[T][C] extends { most: number } ? C : never
}[keyof (typeof TABLES)[T]]

/**
 * The longest value that the server takes: characters of a text, bytes of JSON as text. No column of
 * either kind is without one; a test compares them with the constraints in Postgres and with what the desk lets people write.
 */
export const TEXT_LIMITS = Object.fromEntries(
  Object.entries(TABLES).map(([table, columns]) => [
    table,
    Object.fromEntries(
      Object.entries<Column>(columns).flatMap(([name, { most }]) => (most === undefined ? [] : [[name, most]])),
    ),
  ]),
) as { readonly [T in SyncTable]: { readonly [C in TextColumn<T>]: number } }

/** The longest text of a column; null for one that holds none. */
export const textLimit = (table: string, column: string): number | null => {
  const columns: Readonly<Record<string, number>> | undefined = Object.hasOwn(TEXT_LIMITS, table)
    ? TEXT_LIMITS[table as SyncTable]
    : undefined
  return columns && Object.hasOwn(columns, column) ? columns[column]! : null
}

/** Every time and date that is written lies from the first on and before the second: what a building can mean. */
export const TIME_SPAN = { from: '1900-01-01', before: '2080-01-01' } as const
