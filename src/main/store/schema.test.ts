import Database from 'better-sqlite3'
import { getTableConfig } from 'drizzle-orm/sqlite-core'
import { expect, it, describe } from 'vitest'
import { migrate } from './migrate.ts'
import { columnsOf, LOCAL_TABLES, MESSAGE_SIDE_TABLES, SYNC_SIDE_TABLES, SYNCED_TABLES } from './columns.ts'
import { SYNCED } from './schema.ts'
import { replicaMigrations } from './testing.ts'

interface Column {
  name: string
  type: string
  notnull: number
  dflt_value: string | null
  pk: number
}

const db = new Database(':memory:')
migrate(db, replicaMigrations())

function declared(table: keyof typeof SYNCED): Column[] {
  return getTableConfig(SYNCED[table]).columns.map((column) => ({
    name: column.name,
    type: column.getSQLType().toUpperCase(),
    notnull: column.notNull ? 1 : 0,
    dflt_value:
      column.default === undefined
        ? null
        : typeof column.default === 'number'
          ? String(column.default)
          : `'${String(column.default)}'`,
    pk: column.primary ? 1 : 0,
  }))
}
const stored = (table: string): Column[] =>
  db.prepare<[string], Column>('SELECT name, type, "notnull", dflt_value, pk FROM pragma_table_info(?)').all(table)
const byName = (columns: Column[]) => Object.fromEntries(columns.map((column) => [column.name, column]))

describe('the declared schema', () => {
  it('knows every table of the migrated database, and no other', () => {
    const tables = db
      .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'")
      .pluck()
      .all()
    // Made of the others by triggers; nobody names them in an act or carries them over.
    const derived = (name: string) => /^_(conversation_heads|message_texts|message_words(_\w+)?)$/.test(name)
    expect(SYNCED_TABLES).toEqual(Object.keys(SYNCED))
    expect([...SYNCED_TABLES, ...LOCAL_TABLES, ...SYNC_SIDE_TABLES, ...MESSAGE_SIDE_TABLES].toSorted()).toEqual(
      (tables as string[]).filter((name) => !derived(name)).toSorted(),
    )
  })

  it.each(SYNCED_TABLES)('has the columns of %s as SQLite has them: type, null, default, key', (table) => {
    expect(byName(declared(table))).toEqual(byName(stored(table)))
    expect(columnsOf(table).toSorted()).toEqual(
      declared(table)
        .map(({ name }) => name)
        .toSorted(),
    )
    expect(columnsOf(table).slice(-4)).toEqual(['created_at', 'updated_at', 'deleted_at', 'change_seq'])
  })

  it('keeps the local tables out of reach of acts', () => {
    expect(() => columnsOf('_outbox' as never)).toThrow('not a synced table')
    expect(() => columnsOf('toString' as never)).toThrow('not a synced table')
  })
})
