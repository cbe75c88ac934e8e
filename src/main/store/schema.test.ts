import Database from 'better-sqlite3'
import { expect, it, describe } from 'vitest'
import type { Column as Described } from '../../shared/sync/columns.ts'
import { TABLES, type ColumnKind } from '../../shared/sync/tables.ts'
import { migrate } from './migrate.ts'
import { columnsOf, SINCE, SYNCED_TABLES } from './columns.ts'
import { LOCAL_TABLES, type LocalTableName } from './localTables.ts'
import type { SyncedTable } from './schema.ts'
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

const described = (table: SyncedTable): [string, Described][] => Object.entries<Described>(TABLES[table])
const INTEGERS: ReadonlySet<ColumnKind> = new Set(['int', 'bool', 'seq'])

const declared = (table: SyncedTable): Column[] =>
  described(table).map(([name, column]) => ({
    name,
    type: INTEGERS.has(column.kind) ? 'INTEGER' : 'TEXT',
    notnull: column.nullable ? 0 : 1,
    dflt_value:
      column.default === undefined
        ? null
        : typeof column.default === 'number'
          ? String(column.default)
          : `'${column.default}'`,
    pk: name === 'id' ? 1 : 0,
  }))
const stored = (table: string): Column[] =>
  db.prepare<[string], Column>('SELECT name, type, "notnull", dflt_value, pk FROM pragma_table_info(?)').all(table)
const byName = (columns: Column[]) => Object.fromEntries(columns.map((column) => [column.name, column]))

/** By name; the parts of a full-text index are its own. */
const tablesOf = (of: Database.Database): string[] =>
  of
    .prepare<[], string>(
      `SELECT name FROM pragma_table_list WHERE schema = 'main' AND type IN ('table', 'virtual') AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'`,
    )
    .pluck()
    .all()
    .toSorted()

describe('the declared schema', () => {
  it('knows every table of the migrated database, and no other', () => {
    expect([...SYNCED_TABLES, ...Object.keys(LOCAL_TABLES)].toSorted()).toEqual(tablesOf(db))
  })

  // Bug: a new table of the desk was in none of the lists of what a restore and an exchange keep, and was lost with the file.
  it.each(Object.keys(LOCAL_TABLES) as LocalTableName[])(
    'says of %s what names its rows and since when it is',
    (table) => {
      const { key, since } = LOCAL_TABLES[table]
      const named = db.prepare('SELECT name FROM pragma_table_info(?) WHERE pk > 0 ORDER BY pk').pluck().all(table)
      expect(named).toEqual(key)
      const before = new Database(':memory:')
      migrate(before, replicaMigrations().slice(0, since - 1))
      expect(tablesOf(before)).not.toContain(table)
      migrate(before, replicaMigrations().slice(0, since))
      expect(tablesOf(before)).toContain(table)
    },
  )

  it.each(SYNCED_TABLES)('has the columns of %s as SQLite has them: type, null, default, key', (table) => {
    expect(byName(declared(table))).toEqual(byName(stored(table)))
    expect(columnsOf(table).slice(-4)).toEqual(['created_at', 'updated_at', 'deleted_at', 'change_seq'])
  })

  // Bug: a word that the program writes and the table refuses, or the other way round, is found when somebody uses it.
  it.each(SYNCED_TABLES)('lets the columns of %s hold the words that SQLite lets them hold', (table) => {
    const sql = db.prepare<[string], string>('SELECT sql FROM sqlite_schema WHERE name = ?').pluck().get(table)!
    for (const [, column, list] of sql.matchAll(/CHECK \((\w+) IN \(('[^)]+')\)\)/g)) {
      const words = described(table).find(([name]) => name === column)![1].words
      expect([...list!.matchAll(/'([^']+)'/g)].map(([, word]) => word)).toEqual(words)
    }
  })

  // A file of an older version would be called damaged for a table that it cannot have yet.
  it('knows with which migration each table came', () => {
    const growing = new Database(':memory:')
    const since: Record<string, number> = {}
    replicaMigrations().forEach((_, index, all) => {
      migrate(growing, all.slice(0, index + 1))
      for (const name of growing.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").pluck().all()) {
        since[String(name)] ??= index + 1
      }
    })
    growing.close()
    for (const name of SYNCED_TABLES) expect([name, SINCE[name] ?? 1]).toEqual([name, since[name]])
    for (const name of Object.keys(LOCAL_TABLES) as LocalTableName[]) {
      expect([name, LOCAL_TABLES[name].since]).toEqual([name, since[name]])
    }
  })

  it('keeps the local tables out of reach of acts', () => {
    expect(() => columnsOf('_outbox' as never)).toThrow('not a synced table')
    expect(() => columnsOf('toString' as never)).toThrow('not a synced table')
  })
})
