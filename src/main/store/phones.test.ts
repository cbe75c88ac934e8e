import Database from 'better-sqlite3'
import { expect, it, onTestFinished } from 'vitest'
import { phonesIn } from '../../shared/people/phones.ts'
import { upcast } from '../sync/upcast.ts'
import { migrate } from './migrate.ts'
import { replicaMigrations } from './testing.ts'

const AT = '2026-01-01T00:00:00.000Z'
const BEFORE = 12

// Bug: after the upgrade people had no telephone any more, and an act that had waited named a column that is gone.
it('the one telephone of before is the first of several, in rows and in acts that wait', () => {
  const db = new Database(':memory:')
  onTestFinished(() => void db.close())
  const all = replicaMigrations()
  migrate(db, all.slice(0, BEFORE))
  db.prepare(
    `INSERT INTO buildings (id, building_id, name, timezone, created_at, updated_at) VALUES ('b', 'b', 'B', 'America/Toronto', @at, @at)`,
  ).run({ at: AT })
  const person = db.prepare(
    `INSERT INTO residents (id, building_id, family_name, phone, created_at, updated_at) VALUES (?, 'b', 'Roy', ?, '${AT}', '${AT}')`,
  )
  const typed: Record<string, [string | null, string | null]> = {
    r1: ['(514) 555-0123', '+15145550123'],
    r2: ['1 514.555.0123', '+15145550123'],
    r3: ['+1 514 555 0123', '+15145550123'],
    r4: ['514 555-0123 poste 4', null],
    r5: [null, null],
  }
  for (const [id, [phone]] of Object.entries(typed)) person.run(id, phone)
  const ops = [
    { table: 'residents', op: 'patch', id: 'r1', values: { phone: '438 555-0199', notes: 'n' } },
    { table: 'units', op: 'patch', id: 'u1', values: { number: '7' } },
  ]
  db.prepare(
    `INSERT INTO _outbox (id, name, schema, actor_id, at, ops) VALUES ('a', 'residents.save', ${BEFORE}, 's', '${AT}', ?)`,
  ).run(JSON.stringify(ops))
  db.prepare(`INSERT INTO _base (table_name, row_id, row) VALUES ('residents', 'r1', ?)`).run(
    JSON.stringify({ id: 'r1', family_name: 'Roy', phone: '514 555-0123' }),
  )

  migrate(db, all)
  const rows = db.prepare<[], { id: string; phones: string }>('SELECT id, phones FROM residents').all()
  for (const { id, phones } of rows) {
    const [phone, e164] = typed[id]!
    expect(phonesIn(phones)).toEqual(
      phone === null ? [] : [{ sms: false, e164, label: 'other', typed: phone, extension: null }],
    )
  }
  const kept = JSON.parse(db.prepare<[], string>('SELECT ops FROM _outbox').pluck().get()!) as typeof ops
  expect(kept[1]).toEqual(ops[1])
  expect(Object.keys(kept[0]!.values).toSorted()).toEqual(['notes', 'phones'])
  expect(phonesIn((kept[0]!.values as Record<string, string>)['phones']!)).toMatchObject([{ typed: '438 555-0199' }])
  const base = JSON.parse(db.prepare<[], string>('SELECT row FROM _base').pluck().get()!) as Record<string, string>
  expect(base['phone']).toBeUndefined()
  expect(phonesIn(base['phones']!)).toMatchObject([{ typed: '514 555-0123' }])
})

it('an act that a rescue brings from before is brought over as well', () => {
  const act = { id: 'a', name: 'residents.save', schema: BEFORE, actor_id: 's', at: AT }
  const op = { table: 'residents' as const, op: 'patch' as const, id: 'r1', values: { phone: '1', notes: 'n' } }
  const [brought] = upcast({ ...act, ops: [op] }, BEFORE + 1).ops
  expect(phonesIn(String(brought!.values['phones']))).toMatchObject([{ typed: '1' }])
  expect(brought!.values).not.toHaveProperty('phone')
})
