import type { Column } from '../../../shared/sync/columns.ts'
import { TABLES } from '../../../shared/sync/tables.ts'
import type { SyncedTable } from '../schema.ts'

const columns = new Map<SyncedTable, readonly string[]>()

/** The columns of a table that hold one of the program's own words. */
function wordColumns(table: SyncedTable): readonly string[] {
  let found = columns.get(table)
  if (!found) {
    found = Object.entries<Column>(TABLES[table]).flatMap(([name, { words }]) => (words ? [name] : []))
    columns.set(table, found)
  }
  return found
}

/** What a write says in the program's own words; null when it says nothing so. */
export function wordsOf({ table, values }: { table: SyncedTable; values: Readonly<Record<string, unknown>> }) {
  const words: Record<string, string> = {}
  for (const column of wordColumns(table)) {
    const value = values[column]
    if (typeof value === 'string') words[column] = value
  }
  return Object.keys(words).length === 0 ? null : words
}
