import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { sampleBuilding } from '../sample/building.ts'
import { APPLICATION_ID } from './connection.ts'
import { migrate, schemaVersion, type Migration } from './migrate.ts'
import { migrationsFromDir } from './migrationsFromDir.ts'
import { openStore } from './open.ts'
import { openReady, registerParcel, replicaMigrations, testDir, testOptions } from './testing.ts'

// Files and threads: slow on a busy machine.
vi.setConfig({ testTimeout: 30_000 })

const step = (version: number, sql: string): Migration => ({ version, name: `step_${version}`, sql })
const memory = () => {
  const db = new Database(':memory:')
  onTestFinished(() => void db.close())
  return db
}

describe('migrations', () => {
  it('are read in order from a folder', () => {
    const dir = testDir(onTestFinished)
    mkdirSync(join(dir, '0003_folder.sql.d'))
    writeFileSync(join(dir, '0002_second.sql'), 'two')
    writeFileSync(join(dir, '0001_init.sql'), 'one')
    writeFileSync(join(dir, 'README.md'), '')
    expect(migrationsFromDir(dir)).toEqual([
      { version: 1, name: 'init', sql: 'one' },
      { version: 2, name: 'second', sql: 'two' },
    ])
  })

  it('run once each, whole or not at all', () => {
    const db = memory()
    const first = step(1, 'CREATE TABLE a (id TEXT PRIMARY KEY) STRICT')
    migrate(db, [first])
    migrate(db, [first])
    const second = step(2, "CREATE TABLE b (id TEXT) STRICT; INSERT INTO a VALUES ('x'); CREATE TABLE a (id TEXT)")
    expect(() => migrate(db, [first, second])).toThrow('migration 2 (step_2)')
    expect(schemaVersion(db)).toBe(1)
    expect(db.prepare('SELECT count(*) FROM a').pluck().get()).toBe(0)
    expect(db.inTransaction).toBe(false)
    expect(db.pragma('foreign_keys', { simple: true })).toBe(1)
  })

  it('may rebuild a table that others refer to, and may not leave orphans', () => {
    const db = memory()
    const first = step(
      1,
      "CREATE TABLE a (id TEXT PRIMARY KEY) STRICT; CREATE TABLE b (a TEXT REFERENCES a (id)) STRICT; INSERT INTO a VALUES ('x'); INSERT INTO b VALUES ('x')",
    )
    const rebuild = step(
      2,
      'CREATE TABLE n (id TEXT PRIMARY KEY, c TEXT) STRICT; INSERT INTO n (id) SELECT id FROM a; DROP TABLE a; ALTER TABLE n RENAME TO a',
    )
    migrate(db, [first, rebuild])
    expect(db.prepare('SELECT * FROM b JOIN a ON a.id = b.a').all()).toHaveLength(1)
    expect(() => migrate(db, [first, rebuild, step(3, 'DELETE FROM a')])).toThrow(
      '1 rows without their parent, first in b',
    )
    expect(db.prepare('SELECT count(*) FROM a').pluck().get()).toBe(1)
    expect(schemaVersion(db)).toBe(2)
  })

  it('may not end their own transaction', () => {
    const db = memory()
    expect(() => migrate(db, [step(1, 'CREATE TABLE a (id TEXT) STRICT; COMMIT')])).toThrow('ended its own transaction')
    expect(schemaVersion(db)).toBe(0)
  })
})

describe('released migrations', () => {
  const released = replicaMigrations()
  /** The schema as SQLite sees it, without the order and spelling of statements. */
  const shape = (db: Database.Database) => {
    const all = (sql: string, ...params: unknown[]) => db.prepare<unknown[], { name: string }>(sql).all(...params)
    const tables = all(
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_stat%' ORDER BY name",
    )
    return {
      tables: tables.map(({ name: table }) => ({
        table,
        columns: all('SELECT name, type, "notnull", dflt_value, pk FROM pragma_table_info(?) ORDER BY name', table),
        keys: all(
          'SELECT "from", "table", "to", on_update, on_delete FROM pragma_foreign_key_list(?) ORDER BY 1',
          table,
        ),
        indexes: all('SELECT name, "unique", origin, partial FROM pragma_index_list(?) ORDER BY name', table).map(
          (index) => ({
            ...index,
            columns: all('SELECT seqno, name, "desc", coll, key FROM pragma_index_xinfo(?)', index.name),
          }),
        ),
      })),
      rest: db
        .prepare("SELECT type, name, sql FROM sqlite_schema WHERE type IN ('index', 'trigger', 'view') ORDER BY name")
        .all(),
    }
  }

  /** A replica of that version with the sample building in it, and one act that was never sent. */
  const makeOld = (file: string, version: number) => {
    const db = new Database(file)
    db.pragma(`application_id = ${APPLICATION_ID}`)
    db.pragma('journal_mode = WAL')
    migrate(db, released.slice(0, version))
    const inserts = new Map<string, Database.Statement>()
    const columnsOf = db.prepare('SELECT name FROM pragma_table_info(?)').pluck()
    const columns = new Map<string, Set<string>>()
    const columnsIn = (table: string): Set<string> => {
      const found = columns.get(table) ?? new Set(columnsOf.all(table) as string[])
      columns.set(table, found)
      return found
    }
    db.pragma('foreign_keys = OFF')
    db.transaction(() => {
      for (const { table, row } of sampleBuilding({ now: new Date('2026-11-22T19:30:00.000Z'), seed: 5 })) {
        const known = Object.entries(row).filter(([name]) => columnsIn(table).has(name))
        if (known.length === 0) continue
        const names = known.map(([name]) => name)
        const sql = `INSERT INTO ${table} (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`
        const insert = inserts.get(sql) ?? db.prepare(sql)
        inserts.set(sql, insert)
        insert.run(known.map(([, value]) => value))
      }
      db.prepare(
        "INSERT INTO _outbox (id, name, schema, actor_id, at, ops) VALUES ('act', 'residents.edit', ?, 's', 't', '[]')",
      ).run(version)
    })()
    db.close()
  }

  it('lead to the same schema from each released version, with rows and unsent acts in it, as from nothing', async () => {
    const fresh = memory()
    migrate(fresh, released)
    for (let version = 1; version <= released.length; version++) {
      const options = testOptions(testDir(onTestFinished))
      makeOld(options.file, version)
      const store = await openReady(options, onTestFinished)
      expect(store.schema).toBe(released.length)
      expect(store.prepare('SELECT id, schema FROM _outbox').all()).toEqual([{ id: 'act', schema: version }])
      expect(store.prepare<{ n: number }>('SELECT count(*) AS n FROM packages').get()!.n).toBeGreaterThan(300)
      const raw = new Database(options.file, { readonly: true })
      expect(shape(raw), `from version ${version}`).toEqual(shape(fresh))
      raw.close()
    }
    // Every version is opened, filled and opened again, each with its own durable commits.
  }, 90_000)
})

describe('opening with a new migration', () => {
  it('backs up first, keeps the rows and the backup', async () => {
    const options = testOptions(testDir(onTestFinished))
    const store = await openReady(options, onTestFinished)
    store.seed(sampleBuilding({ now: new Date('2026-11-22T19:30:00.000Z'), seed: 5 }))
    expect(store.listBackups()).toEqual([])
    store.close()
    const next = step(options.migrations.length + 1, 'ALTER TABLE units ADD COLUMN wing TEXT')
    const upgraded = await openReady({ ...options, migrations: [...options.migrations, next] }, onTestFinished)
    expect(upgraded.schema).toBe(next.version)
    expect(upgraded.prepare('SELECT count(*) AS n FROM units WHERE wing IS NULL').get()).toEqual({ n: 120 })
    expect(upgraded.listBackups()).toMatchObject([{ good: true, file: expect.stringContaining('before_migration') }])
    expect(upgraded.listBackups()[0]!.packages).toBeGreaterThan(300)
  })

  it('that fails leaves the old schema, says which step it was and opens again with the old program', async () => {
    const options = testOptions(testDir(onTestFinished))
    ;(await openReady(options, onTestFinished)).close()
    const broken = step(options.migrations.length + 1, 'CREATE TABLE units (id TEXT)')
    const result = await openStore({ ...options, migrations: [...options.migrations, broken] })
    expect(result).toEqual({
      ok: false,
      state: {
        state: 'failed',
        detail: expect.stringContaining(`migration ${broken.version} (step_${broken.version})`),
      },
    })
    const store = await openReady(options, onTestFinished)
    expect(store.schema).toBe(options.migrations.length)
  })

  it('refuses a database of a newer program and leaves it as it is', async () => {
    const options = testOptions(testDir(onTestFinished))
    const next = step(options.migrations.length + 1, 'ALTER TABLE units ADD COLUMN wing TEXT')
    const newer = await openReady({ ...options, migrations: [...options.migrations, next] }, onTestFinished)
    newer.close()
    expect(await openStore(options)).toEqual({
      ok: false,
      state: { state: 'newer', found: next.version, known: options.migrations.length },
    })
    const again = await openReady({ ...options, migrations: [...options.migrations, next] }, onTestFinished)
    expect(again.schema).toBe(next.version)
    expect(() => registerParcel(again, 1)).toThrow('no building')
  })
})
