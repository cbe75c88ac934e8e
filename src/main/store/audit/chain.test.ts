import { createHash } from 'node:crypto'
import Database from 'better-sqlite3'
import { describe, expect, it, onTestFinished } from 'vitest'
import { openReady, registerParcel, seedSmall, testDir, testOptions, testPorts } from '../testing.ts'
import { bodiesOf, chainOf, verdictOf } from './testing.ts'

const later = (cleanUp: () => void) => onTestFinished(cleanUp)

async function desk() {
  const dir = testDir(later)
  const ports = testPorts()
  const options = testOptions(dir, ports)
  const store = await openReady(options, later)
  seedSmall(store)
  return { store, options, ports }
}

describe('the chain of a desk', () => {
  // Bug: an act was written, and the entry of it was a commit of its own that a power loss could take away.
  it('holds each act, in the act’s own commit', async () => {
    const { store } = await desk()
    const commits = store.commits()
    const { actId, id } = registerParcel(store, 1)
    expect(store.commits() - commits).toBe(1)
    const [first, entry] = bodiesOf(chainOf(store))
    expect(first).toMatchObject({
      what: 'audit.segment',
      n: 1,
      detail: { reason: 'begun', desk: 'd1', building: 'b1' },
    })
    expect(entry).toMatchObject({
      what: 'packages.register',
      area: 'parcels',
      by: 's1',
      act: actId,
      n: 2,
      rows: [
        { table: 'packages', op: 'insert', id, about: 'r1', words: { status: 'received' } },
        { table: 'package_events', about: 'r1', words: { type: 'received' } },
      ],
    })
    expect(verdictOf(chainOf(store))).toMatchObject({ broken: null, entries: 2, segments: 1 })
  })

  it('has nothing of an act that failed, and goes on after it', async () => {
    const { store } = await desk()
    const fails = () =>
      store.transact('packages.register', { staffId: 's1' }, (tx) => {
        tx.insert('shelves', { code: 'E1', name: 'E1' })
        throw new Error('no')
      })
    expect(fails).toThrow('no')
    expect(chainOf(store)).toEqual([])
    registerParcel(store, 1)
    expect(fails).toThrow('no')
    registerParcel(store, 2)
    expect(verdictOf(chainOf(store))).toMatchObject({ broken: null, entries: 3 })
  })

  it('has nothing for an act that changed nothing', async () => {
    const { store } = await desk()
    store.transact('residents.save', { staffId: 's1' }, (tx) =>
      tx.patch('residents', 'r1', { family_name: 'Tremblay' }),
    )
    expect(chainOf(store)).toEqual([])
  })

  // Bug: names stood in the log for ever, so that nobody could be erased without breaking it.
  it('says no value that a person typed, and is whole after an erasure', async () => {
    const { store } = await desk()
    store.transact('residents.save', { staffId: 's1' }, (tx) => {
      tx.patch('residents', 'r1', { family_name: 'Beauchemin', notes: 'sonnette en panne', email: 'x@example.com' })
    })
    store.audit.note({ what: 'access.person', by: 's1', about: 'r1', personal: { why: 'Beauchemin a appelé' } })
    const text = Buffer.concat(chainOf(store).map(({ body }) => Buffer.from(body))).toString('utf8')
    for (const typed of ['Beauchemin', 'sonnette', 'example.com', 'appelé']) expect(text).not.toContain(typed)
    const before = bodiesOf(chainOf(store))
    const salt = store.prepare<{ salt: Buffer }>("SELECT salt FROM _audit_salts WHERE subject = 'r1'").get()!.salt
    // Who knows what was written can prove it while the salt is there.
    const written = [
      ['email', 'x@example.com'],
      ['family_name', 'Beauchemin'],
      ['notes', 'sonnette en panne'],
      ['updated_at', before[1]!['at']],
    ]
    const digest = createHash('sha256').update(salt).update(JSON.stringify(written)).digest('base64url')
    expect(before[1]).toMatchObject({ rows: [{ columns: ['family_name', 'notes', 'email'], digest }] })

    store.transact('people.erase', { staffId: 's1' }, (tx) => {
      tx.patch('residents', 'r1', { family_name: 'effacée' })
      store.audit.forget(['r1'])
    })
    const now = store.prepare<{ salt: Buffer }>("SELECT salt FROM _audit_salts WHERE subject = 'r1'").get()!.salt
    expect(now.equals(salt)).toBe(false)
    expect(bodiesOf(chainOf(store)).slice(0, 3)).toEqual(before)
    expect(verdictOf(chainOf(store)).broken).toBeNull()
  })

  it('tells an act of very many rows by their numbers', async () => {
    const { store } = await desk()
    store.transact('directory.import', { staffId: 's1' }, (tx) => {
      for (let n = 0; n < 80; n++) tx.insert('residents', { family_name: `Nom ${n}` })
    })
    expect(bodiesOf(chainOf(store)).at(-1)).toMatchObject({ area: 'imports', counts: { residents: 80 } })
    expect(bodiesOf(chainOf(store)).at(-1)).not.toHaveProperty('rows')
    // Bug: all of them were under one salt that no erasure took away.
    const salted = store.prepare<{ subject: string }>('SELECT subject FROM _audit_salts').all()
    const people = store.prepare<{ id: string }>("SELECT id FROM residents WHERE family_name LIKE 'Nom %'").all()
    expect(salted.map(({ subject }) => subject).toSorted()).toEqual(people.map(({ id }) => id).toSorted())
  })

  it('goes on after a restart, and begins anew at another desk', async () => {
    const { store, options } = await desk()
    registerParcel(store, 1)
    store.close()
    const again = await openReady(options, later)
    registerParcel(again, 2)
    expect(bodiesOf(chainOf(again)).map(({ n }) => n)).toEqual([1, 2, 3])
    again.seed([
      {
        table: 'desks',
        row: {
          id: 'd2',
          name: 'Garage',
          letter: 'B',
          building_id: 'b1',
          created_at: '2026-01-01T00:00:00.000Z',
          updated_at: '2026-01-01T00:00:00.000Z',
        },
      },
    ])
    again.meta.set('desk_id', 'd2')
    again.close()
    const other = await openReady(options, later)
    registerParcel(other, 3)
    const bodies = bodiesOf(chainOf(other))
    expect(bodies[3]).toMatchObject({ n: 1, detail: { reason: 'desk', desk: 'd2', afterN: 3 } })
    expect(verdictOf(chainOf(other))).toMatchObject({ broken: null, segments: 2, entries: 5 })
  })

  it('is changed by nobody who asks the database for it', async () => {
    const { store, options } = await desk()
    registerParcel(store, 1)
    expect(() => store.local((tx) => tx.prepare('UPDATE _audit SET n = 5').run())).toThrow('may not write')
    const db = new Database(options.file)
    onTestFinished(() => void db.close())
    expect(() => db.exec('UPDATE _audit SET n = 5')).toThrow('append-only')
    expect(() => db.exec('DELETE FROM _audit')).toThrow('append-only')
  })
})
