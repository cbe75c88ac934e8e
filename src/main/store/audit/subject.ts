import type { SyncedTable } from '../schema.ts'

interface Op {
  table: SyncedTable
  id: string
  values: Readonly<Record<string, unknown>>
}
type Row = Readonly<Record<string, unknown>>

/** Where a row says whom it is about, the first that it names. */
const NAMED = ['resident_id', 'author_resident_id', 'package_id', 'conversation_id', 'message_id'] as const
const TABLE_OF = { package_id: 'packages', message_id: 'messages' } as const

const text = (value: unknown): string | null => (typeof value === 'string' ? value : null)

/**
 * Whom a row is about: a person, else a parcel or a conversation that nobody has, else the row itself. Under the salt of that
 * one its values are hashed.
 */
export function subjectOf(op: Op, rowOf: (table: string, id: string) => Row | undefined): string {
  const { table, id, values } = op
  if (table === 'directory_events') {
    const [of, row] = [text(values['table_name']), text(values['row_id'])]
    if (of === null || row === null) return id
    return text(rowOf(of, row)?.['resident_id']) ?? row
  }
  if (!('building_id' in values)) {
    // A patch names only what it changes.
    const row = rowOf(table, id)
    return row ? (named(row, rowOf) ?? id) : id
  }
  return named(values, rowOf) ?? id
}

function named(row: Row, rowOf: (table: string, id: string) => Row | undefined): string | null {
  for (const column of NAMED) {
    const value = text(row[column])
    if (value === null) continue
    if (column !== 'package_id' && column !== 'message_id') return value
    const parent = rowOf(TABLE_OF[column], value)
    return (parent && (text(parent['resident_id']) ?? text(parent['conversation_id']))) ?? value
  }
  return null
}
