import type { Column } from './columns.ts'
import { TABLES, type SyncTable } from './tables.ts'

type TextColumn<T extends SyncTable> = {
  [C in keyof (typeof TABLES)[T]]: (typeof TABLES)[T][C] extends { most: number } ? C : never
}[keyof (typeof TABLES)[T]]

/**
 * The longest value that the server takes: characters of a text, bytes of JSON as Postgres keeps it. No column of
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
