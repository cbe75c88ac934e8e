import { existsSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, describe, expect, it } from 'vitest'
import type { PushAnswer, WireRow } from '../../../shared/sync/wire.ts'
import { SYNC_TABLES } from '../../../shared/sync/tables.ts'
import { migrate } from '../migrate.ts'
import { openStore, type Store } from '../open.ts'
import { columnsOf } from '../schema.ts'
import { openReady, registerParcel, replicaMigrations, testDir, testOptions, testPorts } from '../testing.ts'
import { openFresh } from './fresh.ts'
import { TABLE_ORDER, toWire } from './values.ts'

const cleanUps: (() => void)[] = []
afterEach(() => {
  for (const cleanUp of cleanUps.splice(0).toReversed()) cleanUp()
})
const later = (cleanUp: () => void) => void cleanUps.push(cleanUp)

const AT = '2026-01-01T00:00:00.000Z'
const common = (id: string, seq: number) => ({
  id,
  building_id: 'b1',
  created_at: AT,
  updated_at: AT,
  deleted_at: null,
  change_seq: String(seq),
})
const wire = {
  building: (seq = 1): WireRow => ({
    table: 'buildings',
    row: {
      ...common('b1', seq),
      name: 'Lofts',
      address: '',
      timezone: 'America/Toronto',
      languages: ['fr'],
      settings: {},
    },
  }),
  staff: (seq = 2): WireRow => ({
    table: 'staff',
    row: { ...common('s1', seq), user_id: null, display_name: 'Nadège', role: 'desk', active: true },
  }),
  desk: (seq = 3): WireRow => ({ table: 'desks', row: { ...common('d1', seq), name: 'Réception', letter: 'A' } }),
  unit: (seq = 4, id = 'u1', number = '804'): WireRow => ({
    table: 'units',
    row: { ...common(id, seq), number, floor: 8, tower: null },
  }),
  resident: (seq = 5, more: WireRow['row'] = {}): WireRow => ({
    table: 'residents',
    row: {
      ...common('r1', seq),
      given_name: 'Zoé',
      family_name: 'Tremblay',
      aliases: ['Zo'],
      language: 'fr',
      email: null,
      phone: null,
      channels: ['email'],
      emergency_contact: null,
      notes: '',
      confirmed_on: null,
      ...more,
    },
  }),
}
const founding = () => [wire.building(), wire.staff(), wire.desk(), wire.unit(), wire.resident()]
const page = (rows: WireRow[], cursor = 'c1', epoch = 'e1') => ({ rows, cursor, epoch })
const applied = (id: string, rows: WireRow[]): PushAnswer => ({
  results: [{ id, status: 'applied', rows }],
  epoch: 'e1',
  server_time: AT,
})
const refused = (id: string, rows: WireRow[] = []): PushAnswer => ({
  results: [
    { id, status: 'refused', code: 'lifecycle', message: 'picked_up to picked_up', detail: { by: 'Colin' }, rows },
  ],
  epoch: 'e1',
  server_time: AT,
})
const limits = { count: 100, bytes: 262_144, longestWaitMs: 60_000 }

async function desk(): Promise<{ store: Store; dir: string; ports: ReturnType<typeof testPorts> }> {
  const dir = testDir(later)
  const ports = testPorts()
  const store = await openReady(testOptions(dir, ports), later)
  store.sync.pulled(page(founding()))
  return { store, dir, ports }
}
const row = (store: Store, table: string, id: string) =>
  store.prepare<Record<string, unknown>>(`SELECT * FROM ${table} WHERE id = ?`).get(id)
/** The row as the server would give it after taking what is here. */
function asServer(
  store: Store,
  table: keyof typeof SYNC_TABLES,
  id: string,
  seq: number,
  more: WireRow['row'] = {},
): WireRow {
  return {
    table,
    row: { ...(toWire(table, row(store, table, id)!) as WireRow['row']), change_seq: String(seq), ...more },
  }
}
const patch = (store: Store, values: Record<string, string>, id = 'r1') =>
  store.transact('residents.edit', { staffId: 's1' }, (tx) => tx.patch('residents', id, values)).actId

describe('the wire and the tables', () => {
  it('name the same columns: a column that one forgot would never travel', () => {
    for (const table of TABLE_ORDER)
      expect(Object.keys(SYNC_TABLES[table]).toSorted()).toEqual(columnsOf(table).toSorted())
  })
  it('keeps booleans as 0/1 and JSON as text, and gives them back', async () => {
    const { store } = await desk()
    expect(row(store, 'staff', 's1')).toMatchObject({ active: 1, change_seq: 2 })
    expect(row(store, 'residents', 'r1')).toMatchObject({ aliases: '["Zo"]' })
    expect(asServer(store, 'residents', 'r1', 5).row).toEqual(wire.resident().row)
  })
})

describe('a pulled row', () => {
  it('never replaces a newer one, whatever the order of arrival', async () => {
    const { store } = await desk()
    store.sync.pulled(page([wire.resident(9, { phone: '9' }), wire.resident(7, { phone: '7' })]))
    expect(row(store, 'residents', 'r1')).toMatchObject({ phone: '9', change_seq: 9 })
  })
  it('goes under an unsent edit: other columns are new, the edited one stays', async () => {
    const { store } = await desk()
    patch(store, { phone: '514 1' })
    store.sync.pulled(page([wire.resident(9, { phone: '438 9', notes: 'portal' })]))
    expect(row(store, 'residents', 'r1')).toMatchObject({ phone: '514 1', notes: 'portal', change_seq: 9 })
  })
  it('may come before its parent, or without one, and appears with it', async () => {
    const { store } = await desk()
    const home: WireRow = {
      table: 'occupancies',
      row: {
        ...common('o1', 6),
        resident_id: 'r1',
        unit_id: 'u9',
        kind: 'owner',
        from_date: null,
        to_date: null,
        receives_packages: true,
      },
    }
    store.sync.pulled(page([home], 'c2'))
    expect(row(store, 'occupancies', 'o1')).toBeUndefined()
    expect(store.sync.cursor()).toBe('c2')
    store.sync.pulled(page([wire.unit(8, 'u9', '901')], 'c3'))
    expect(row(store, 'occupancies', 'o1')).toMatchObject({ unit_id: 'u9' })
  })
  it('may take a key that another row is about to give up', async () => {
    const { store } = await desk()
    store.sync.pulled(page([wire.unit(6, 'u2', '805')]))
    store.sync.pulled(page([wire.unit(7, 'u1', '805')]))
    store.sync.pulled(page([wire.unit(8, 'u2', '804')]))
    expect([row(store, 'units', 'u1')!['number'], row(store, 'units', 'u2')!['number']]).toEqual(['805', '804'])
  })
  it('of an unknown table or with an unknown value is kept for a newer version, unknown columns are left out', async () => {
    const { store } = await desk()
    const strange: WireRow[] = [
      { table: 'loans', row: { ...common('l1', 6), thing: 'key' } },
      wire.resident(7, { language: 'es' }),
      { ...wire.unit(8, 'u2', '805'), row: { ...wire.unit(8, 'u2', '805').row, colour: 'red' } },
    ]
    store.sync.pulled(page(strange, 'c2'))
    expect(row(store, 'residents', 'r1')).toMatchObject({ language: 'fr', change_seq: 5 })
    expect(row(store, 'units', 'u2')).toMatchObject({ number: '805' })
    const parked = store.prepare('SELECT table_name, reason, change_seq FROM _parked ORDER BY change_seq').all()
    expect(parked).toEqual([
      { table_name: 'loans', reason: 'table', change_seq: 6 },
      { table_name: 'residents', reason: 'value', change_seq: 7 },
    ])
    // The same file under a version that knows the value.
    store.sync.parts.context.db.prepare(`UPDATE _parked SET schema = 1, row = replace(row, '"es"', '"en"')`).run()
    store.sync.reread()
    expect(row(store, 'residents', 'r1')).toMatchObject({ language: 'en', change_seq: 7 })
  })
})

describe('an answer to a push', () => {
  it('applied: the server has the row, what is still unsent lies on top, the entry is gone', async () => {
    const { store } = await desk()
    const first = patch(store, { phone: '1' })
    patch(store, { phone: '2' })
    store.sync.pushed(applied(first, [wire.resident(10, { phone: '1', notes: 'seen' })]))
    expect(row(store, 'residents', 'r1')).toMatchObject({ phone: '2', notes: 'seen', change_seq: 10 })
    expect(store.sync.waiting().waiting).toBe(1)
    expect(store.sync.nextBatch(limits).entries).toHaveLength(1)
  })
  it('applied twice (the answer came again) changes nothing', async () => {
    const { store } = await desk()
    const act = patch(store, { phone: '1' })
    const answer = applied(act, [wire.resident(10, { phone: '1' })])
    store.sync.pushed(answer)
    const once = row(store, 'residents', 'r1')
    expect(store.sync.pushed(answer)).toEqual({ applied: 0, refused: 0, tooOld: 0 })
    expect(row(store, 'residents', 'r1')).toEqual(once)
    expect(store.prepare('SELECT count(*) AS n FROM _base').get()).toEqual({ n: 0 })
  })
  it('refused: rows that the act made go, even events, and what built on it goes with it; the rest stays', async () => {
    const { store } = await desk()
    const { actId, id } = registerParcel(store, 1)
    const shelf = store.transact('shelves', { staffId: 's1' }, (tx) =>
      tx.insert('shelves', { code: 'E1', name: 'one' }),
    ).actId
    const on = store.transact('note', { staffId: 's1' }, (tx) => tx.patch('packages', id, { note: 'x' })).actId
    store.transact('label', { staffId: 's1' }, (tx) =>
      tx.insert('package_events', {
        package_id: id,
        act_id: tx.actId,
        type: 'label_printed',
        actor_id: 's1',
        desk_id: 'd1',
        at: tx.at,
      }),
    )
    store.sync.pushed(refused(actId))
    expect(row(store, 'packages', id)).toBeUndefined()
    expect(store.prepare('SELECT count(*) AS n FROM package_events').get()).toEqual({ n: 0 })
    const items = store.sync.attention.list()
    expect(items.map(({ code, causeId }) => [code, causeId])).toEqual([
      ['lifecycle', null],
      ['depends', actId],
      ['depends', actId],
    ])
    expect(items[0]).toMatchObject({ detail: { by: 'Colin' }, name: 'packages.register' })
    expect(items[1]!.id).toBe(on)
    expect(store.sync.nextBatch(limits).entries.map((entry) => entry.id)).toEqual([shelf])
  })
  it('refused: an edit is taken back to what the server has now', async () => {
    const { store } = await desk()
    const act = patch(store, { phone: '1' })
    store.sync.pushed(refused(act, [wire.resident(11, { phone: 'theirs' })]))
    expect(row(store, 'residents', 'r1')).toMatchObject({ phone: 'theirs', change_seq: 11 })
  })
  it('keeps events append-only for everybody else', async () => {
    const { store } = await desk()
    registerParcel(store, 1)
    const { db } = store.sync.parts.context
    expect(() => db.prepare('DELETE FROM package_events').run()).toThrow('append-only')
    expect(() => db.prepare("UPDATE package_events SET type = 'x'").run()).toThrow('append-only')
    expect(db.prepare('SELECT count(*) AS n FROM _replaying').get()).toEqual({ n: 0 })
  })
})

describe('what was refused', () => {
  it('is tried again as a new act, with other values, its followers behind it', async () => {
    const { store } = await desk()
    const { actId, id } = registerParcel(store, 1)
    store.transact('note', { staffId: 's1' }, (tx) => tx.patch('packages', id, { note: 'x' }))
    store.sync.pushed(refused(actId))
    const renamed = store.sync.attention.retry(actId, [{ table: 'packages', id, values: { short_number: 'A77' } }])
    expect(renamed).toHaveLength(2)
    expect(renamed[0]!.newId).not.toBe(actId)
    expect(row(store, 'packages', id)).toMatchObject({ short_number: 'A77', note: 'x', change_seq: null })
    expect(store.prepare('SELECT act_id FROM package_events').all()).toEqual([{ act_id: renamed[0]!.newId }])
    expect(store.sync.attention.count()).toBe(0)
    expect(store.sync.nextBatch(limits).entries[0]!.ops[0]!.values['short_number']).toBe('A77')
  })
  it('is given up with its followers', async () => {
    const { store } = await desk()
    const { actId, id } = registerParcel(store, 1)
    store.transact('note', { staffId: 's1' }, (tx) => tx.patch('packages', id, { note: 'x' }))
    store.sync.pushed(refused(actId))
    expect(store.sync.attention.discard(actId)).toBe(2)
    expect([store.sync.attention.count(), store.sync.waiting().waiting]).toEqual([0, 0])
  })
})

describe('the queue', () => {
  it('holds back what builds on a waiting act, and nothing else', async () => {
    const { store, ports } = await desk()
    const first = registerParcel(store, 1)
    store.transact('note', { staffId: 's1' }, (tx) => tx.patch('packages', first.id, { note: 'x' }))
    const second = registerParcel(store, 2)
    store.sync.postpone([first.actId], new Date(ports.now().getTime() + 30_000), '503')
    const batch = store.sync.nextBatch(limits)
    expect(batch.entries.map(({ id }) => id)).toEqual([second.actId])
    expect(batch.later).not.toBeNull()
    // A clock that was set back by a year must not make it wait a year.
    ports.set('2025-11-22T14:05:09.000Z')
    expect(store.sync.nextBatch(limits).entries).toHaveLength(3)
  })
  it('sends a second change of a row only when the first was answered', async () => {
    const { store } = await desk()
    patch(store, { phone: '1' })
    patch(store, { phone: '2' })
    expect(store.sync.nextBatch(limits).entries).toHaveLength(1)
    expect(store.sync.nextBatch({ ...limits, bytes: 10 }).entries).toHaveLength(1)
  })
  it('finds entries that cannot be read, and the others go on', async () => {
    const { store } = await desk()
    const act = patch(store, { phone: '1' })
    const good = registerParcel(store, 1).actId
    store.sync.parts.context.db.prepare("UPDATE _outbox SET ops = 'x' WHERE id = ?").run(act)
    const batch = store.sync.nextBatch(limits)
    expect(batch.unreadable.map(({ id }) => id)).toEqual([act])
    store.sync.park(act, { code: 'invalid', message: 'unreadable', detail: {} })
    expect(store.sync.nextBatch(limits).entries.map(({ id }) => id)).toEqual([good])
    expect(store.sync.attention.count()).toBe(1)
  })
  it('written before the second migration is as good as any', () => {
    const db = new Database(':memory:')
    migrate(db, replicaMigrations().slice(0, 1))
    const ops = JSON.stringify([{ table: 'units', op: 'patch', id: 'u1', values: { floor: 2 } }])
    db.prepare('INSERT INTO _outbox (id, name, schema, actor_id, at, ops) VALUES (?, ?, 1, ?, ?, ?)').run(
      'e1',
      'n',
      's1',
      AT,
      ops,
    )
    db.prepare('INSERT INTO _outbox (id, name, schema, actor_id, at, ops) VALUES (?, ?, 1, ?, ?, ?)').run(
      'e2',
      'n',
      's1',
      AT,
      'half a fi',
    )
    migrate(db, replicaMigrations())
    expect(db.prepare('SELECT * FROM _outbox_rows').all()).toEqual([{ table_name: 'units', row_id: 'u1', seq: 1 }])
    db.close()
  })
})

describe('a fresh replica', () => {
  async function swapped(epoch: string, rows: WireRow[], act: (store: Store) => void) {
    const { store, dir, ports } = await desk()
    store.meta.set('desk_id', 'd1')
    act(store)
    const options = testOptions(dir, ports)
    const fresh = openFresh({ file: options.file, building: 'b1', migrations: options.migrations, ports })
    fresh.side.pulled(page(rows, 'c9', epoch))
    while (!fresh.verify(100)) continue
    fresh.replace({ sync: store.sync, close: () => store.close() })
    const opened = await openStore(options)
    if (!opened.ok) throw new Error(JSON.stringify(opened.state))
    later(() => opened.store.close())
    expect(existsSync(join(dir, 'replica.db.filling'))).toBe(false)
    expect(opened.store.sync.needsFill()).toBe(false)
    return opened.store
  }
  it('takes over what waits, what was refused and the settings, and shows the unsent acts', async () => {
    let parcel = ''
    const store = await swapped('e2', [...founding(), wire.resident(20, { notes: 'new' })], (old) => {
      old.sync.pushed(refused(registerParcel(old, 1).actId))
      parcel = registerParcel(old, 2).id
      patch(old, { phone: '1' })
    })
    expect(row(store, 'packages', parcel)).toMatchObject({ short_number: 'A2' })
    expect(row(store, 'residents', 'r1')).toMatchObject({ phone: '1', notes: 'new', change_seq: 20 })
    expect([store.sync.waiting().waiting, store.sync.attention.count(), store.meta.get('desk_id')]).toEqual([
      2,
      1,
      'd1',
    ])
    expect(store.sync.epoch()).toBe('e2')
  })
  it('queues again what a restored server has forgotten, once, and only that', async () => {
    let known: { actId: string; id: string } | null = null
    let lost: { actId: string; id: string } | null = null
    const take = (store: Store, made: { actId: string; id: string }, seq: number) => {
      const events = store.prepare<{ id: string }>('SELECT id FROM package_events WHERE package_id = ?').all(made.id)
      const rows = [
        asServer(store, 'packages', made.id, seq),
        ...events.map(({ id }) => asServer(store, 'package_events', id, seq + 1)),
      ]
      store.sync.pushed(applied(made.actId, rows))
      return rows
    }
    const kept: WireRow[] = []
    const store = await swapped('e2', kept, (old) => {
      known = registerParcel(old, 1)
      kept.push(...founding(), ...take(old, known, 10))
      lost = registerParcel(old, 2)
      take(old, lost, 20)
      expect(old.sync.waiting().waiting).toBe(0)
    })
    expect(store.sync.nextBatch(limits).entries.map(({ id }) => id)).toEqual([lost!.actId])
    expect(row(store, 'packages', lost!.id)).toMatchObject({ short_number: 'A2', change_seq: null })
    expect(row(store, 'packages', known!.id)).toMatchObject({ change_seq: 10 })
  })
  it('goes on where a crash left it, and begins anew for another building', async () => {
    const { dir, ports } = await desk()
    const options = { ...testOptions(dir, ports), building: 'b1' }
    const first = openFresh(options)
    first.side.pulled(page(founding(), 'half'))
    first.close()
    const second = openFresh(options)
    expect(second.side.cursor()).toBe('half')
    second.close()
    const other = openFresh({ ...options, building: 'b2' })
    expect(other.side.cursor()).toBeNull()
    other.close()
  })
  it('sets aside a child whose parent never came', async () => {
    const { dir, ports } = await desk()
    const fresh = openFresh({ ...testOptions(dir, ports), building: 'b1' })
    later(() => fresh.close())
    const home: WireRow = {
      table: 'occupancies',
      row: {
        ...common('o1', 6),
        resident_id: 'r1',
        unit_id: 'u9',
        kind: 'owner',
        from_date: null,
        to_date: null,
        receives_packages: true,
      },
    }
    fresh.side.pulled(page([...founding(), home]))
    while (!fresh.verify(2)) continue
    const { db } = fresh.side.parts.context
    expect(db.pragma('foreign_key_check')).toEqual([])
    expect(db.prepare('SELECT row_id, reason FROM _parked').all()).toEqual([{ row_id: 'o1', reason: 'parent' }])
    fresh.side.pulled(page([wire.unit(7, 'u9', '901')], 'c2'))
    expect(db.prepare('SELECT id FROM occupancies').pluck().all()).toEqual(['o1'])
  })
})
