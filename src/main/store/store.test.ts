import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { sampleBuilding } from '../sample/building.ts'
import type { Change } from './changes.ts'
import { openReady, registerParcel, seedSmall, testDir, testOptions, testPorts } from './testing.ts'

// Files and threads: slow on a busy machine.
vi.setConfig({ testTimeout: 30_000 })

async function desk() {
  const ports = testPorts()
  const options = testOptions(testDir(onTestFinished), ports)
  const store = await openReady(options, onTestFinished)
  seedSmall(store)
  const changes: Change[] = []
  store.onChange((change) => changes.push(change))
  return { store, ports, changes, options }
}

describe('reads', () => {
  it('come from one prepared statement for the same SQL', async () => {
    const { store } = await desk()
    const sql = 'SELECT number FROM units WHERE id = ?'
    expect(store.prepare(sql)).toBe(store.prepare(sql))
    expect(store.prepare(sql).get('u1')).toEqual({ number: '804' })
    expect([...store.prepare(sql).iterate('u1')]).toEqual([{ number: '804' }])
    expect(store.prepare('-- why\n WITH one AS (SELECT 1 AS n) SELECT n FROM one').all()).toEqual([{ n: 1 }])
  })

  it('stay right when more statements are used than are kept', async () => {
    const { store } = await desk()
    for (let round = 0; round < 2; round++) {
      for (let n = 0; n < 400; n++) expect(store.prepare(`SELECT ${n} AS n`).get()).toEqual({ n })
    }
  })

  it.each([
    'DELETE FROM units',
    "UPDATE units SET number = '1' RETURNING id",
    "INSERT INTO _meta VALUES ('a', 'b') RETURNING key",
    'WITH gone AS (SELECT 1) DELETE FROM units',
    "WITH x(id) AS (SELECT 'u1') UPDATE units SET floor = 3 WHERE id IN x RETURNING id",
    'PRAGMA foreign_keys = OFF',
    'PRAGMA user_version',
    'SELECT 1; DELETE FROM units',
    "ATTACH 'other.db' AS other",
    'VACUUM',
    'BEGIN',
  ])('refuse %s', async (sql) => {
    const { store } = await desk()
    expect(() => store.prepare(sql).all()).toThrow()
    expect(store.prepare('SELECT number, floor FROM units').all()).toEqual([{ number: '804', floor: null }])
  })
})

describe('local writes', () => {
  it('change tables of this desk alone, outside the outbox', async () => {
    const { store, changes } = await desk()
    const job = ['j1', 'parcel', 'p1', '804', '102x152', 203, 'pdf-folder', 'pdf', 'queued', 't', 't']
    store.local((db) => {
      db.prepare(
        'INSERT INTO _print_jobs (id, kind, package_id, title, size, dpi, transport, language, state, created_at, updated_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
      ).run(...job)
      db.touched('_print_jobs', 'j1')
    })
    store.local((db) => db.prepare("UPDATE _print_jobs SET state = 'sent' WHERE id = ?").run('j1'))
    expect(store.local((db) => db.prepare('SELECT state FROM _print_jobs').get())).toEqual({ state: 'sent' })
    expect(changes).toEqual([{ tables: { _print_jobs: ['j1'] } }, { tables: { _print_jobs: [] } }])
    expect(store.prepare('SELECT count(*) AS n FROM _outbox').get()).toEqual({ n: 0 })
  })

  it.each([
    "UPDATE units SET number = '1'",
    'DELETE FROM packages',
    'INSERT INTO units (id) SELECT id FROM _meta',
    'INSERT OR REPLACE INTO units (id) VALUES (1)',
    'WITH a AS (SELECT 1) DELETE FROM units',
    'DELETE FROM _outbox',
    'DELETE FROM _base',
    'DROP TABLE _meta',
    'PRAGMA synchronous = OFF',
    'ALTER TABLE _meta ADD COLUMN x TEXT',
    'DELETE FROM "units"',
    'DELETE FROM main.units',
    'UPDATE OR IGNORE units SET floor = 1',
    'REPLACE INTO units (id) VALUES (1)',
  ])('refuse %s', async (sql) => {
    const { store, changes } = await desk()
    expect(() => store.local((db) => db.prepare(sql).run())).toThrow()
    expect(store.prepare('SELECT number, floor FROM units').all()).toEqual([{ number: '804', floor: null }])
    expect(changes).toEqual([])
  })

  it('inside an act are committed with it, or not at all', async () => {
    const { store, changes } = await desk()
    const note = () => store.meta.set('note', 'x')
    expect(() =>
      store.transact('a', { staffId: 's1' }, () => {
        note()
        throw new Error('no')
      }),
    ).toThrow('no')
    expect(store.meta.get('note')).toBeNull()
    store.transact('a', { staffId: 's1' }, (tx) => {
      tx.patch('units', 'u1', { floor: 8 })
      note()
    })
    expect(store.meta.get('note')).toBe('x')
    expect(changes).toEqual([{ tables: { units: ['u1'], _audit: [], _meta: ['note'], _outbox: [] } }])
  })
})

describe('a store', () => {
  it('remembers meta values', async () => {
    const { store } = await desk()
    expect(store.meta.get('settings')).toBeNull()
    store.meta.set('settings', '{"a":1}')
    store.meta.set('settings', '{"a":2}')
    expect(store.meta.get('settings')).toBe('{"a":2}')
  })

  it('loads rows in any order, all or none', async () => {
    const { store, changes } = await desk()
    const rows = [...sampleBuilding({ now: new Date('2026-11-22T19:30:00.000Z'), seed: 3 })]
    expect(() =>
      store.seed([
        ...rows,
        { table: 'units', row: { id: 'u1', building_id: 'b1', number: 'x', created_at: '', updated_at: '' } },
      ]),
    ).toThrow(/UNIQUE/)
    expect(() =>
      store.seed([
        {
          table: 'occupancies',
          row: {
            id: 'o',
            building_id: 'b1',
            resident_id: 'none',
            unit_id: 'u1',
            kind: 'owner',
            created_at: '',
            updated_at: '',
          },
        },
      ]),
    ).toThrow(/FOREIGN KEY/)
    expect(store.prepare('SELECT count(*) AS n FROM units').get()).toEqual({ n: 1 })
    store.seed(rows.toReversed())
    expect(store.prepare('SELECT count(*) AS n FROM units').get()).toEqual({ n: 121 })
    expect(store.prepare('SELECT count(*) AS n FROM _outbox').get()).toEqual({ n: 0 })
    expect(changes).toHaveLength(1)
    expect(changes[0]!.tables).toMatchObject({ packages: [], units: [] })
  })

  it('keeps what it committed when it is closed and opened again', async () => {
    const { store, options } = await desk()
    const { id } = registerParcel(store, 5)
    store.close()
    store.close()
    const again = await openReady(options, onTestFinished)
    expect(again.prepare('SELECT short_number FROM packages WHERE id = ?').get(id)).toEqual({ short_number: 'A5' })
  })

  it('says so when it is used after its end', async () => {
    const { store } = await desk()
    const read = store.prepare('SELECT 1')
    store[Symbol.dispose]()
    const notReady = expect.objectContaining({ code: 'NOT_READY' })
    expect(() => read.get()).toThrow(notReady)
    expect(() => store.prepare('SELECT 2')).toThrow(notReady)
    expect(() => registerParcel(store, 1)).toThrow(notReady)
    await expect(store.backup('manual')).rejects.toThrow(notReady)
  })
})
