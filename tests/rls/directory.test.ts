import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { act, change, insert, newId, patch, pushOne, remove, type Act } from './acts.ts'
import { createWorld, type World } from './people.ts'
import { RESIDENT, STAFF, uid, type Row, type Who } from './ids.ts'

let world: World
beforeAll(async () => {
  world = await createWorld(inject('serverUrl'))
})
afterAll(() => world.drop())

const push = (who: Who, one: Act) => pushOne(world.db, who, one)
const note = (text: string, more: Partial<Act> = {}, event: Row = {}) =>
  change(
    [patch('absences', uid(85), { note: text })],
    { table_name: 'absences', row_id: uid(85), after: { note: text }, ...event },
    more,
  )

describe('a change of who is away or who collects', () => {
  // Bug: the desk could neither write nor end an absence that somebody told it.
  it('is the desk’s to make, change and end, with its event', async () => {
    const id = newId()
    const facts = { resident_id: RESIDENT.mine, kind: 'hold', from_date: '2026-12-20', to_date: '2026-12-24', note: '' }
    const event = { table_name: 'absences', row_id: id }
    expect(await push('desk', change([insert('absences', id, facts)], { ...event, type: 'added', after: facts }))).toBe(
      'applied',
    )
    expect(
      await push(
        'desk',
        change([patch('absences', id, { to_date: '2026-12-22' })], { ...event, after: { to_date: '2026-12-22' } }),
      ),
    ).toBe('applied')
    expect(await push('desk', change([remove('absences', id)], { ...event, type: 'removed', before: facts }))).toBe(
      'applied',
    )
  })

  it('without its event, or told by an event of something else, is refused', async () => {
    expect(await push('desk', act([patch('absences', uid(85), { note: 'x' })]))).toBe('invalid')
    expect(await push('desk', note('y', {}, { after: { note: 'z' } }))).toBe('invalid')
    expect(await push('desk', note('y', {}, { row_id: uid(86) }))).toBe('invalid')
    expect(await push('desk', note('y', {}, { type: 'removed' }))).toBe('invalid')
    expect(await push('desk', change([], { table_name: 'absences', row_id: uid(85), after: { note: '' } }))).toBe(
      'invalid',
    )
  })

  it('is signed by whoever made it, once, and never changed', async () => {
    expect(await push('desk', note('colin', { actor: STAFF.desk2 }))).toBe('not_allowed')
    const one = note('une fois')
    expect(await push('desk', one)).toBe('applied')
    const { rows } = await world.db.query(
      `select e.actor_id, n.sent_by from public.directory_events e join private.senders n on n.row_id = e.id where e.act_id = $1`,
      [one.id],
    )
    expect(rows).toEqual([{ actor_id: STAFF.desk, sent_by: STAFF.desk }])
    // The same act has no second event under another name.
    expect(await push('desk', note('encore', {}, { act_id: one.id }))).toBe('not_allowed')
    for (const sql of [`update public.directory_events set type = 'added'`, 'delete from public.directory_events'])
      await expect(world.db.query(`${sql} where act_id = $1`, [one.id]), sql).rejects.toThrow('append-only')
  })

  it('is taken back once, and only when it is there', async () => {
    const one = note('à défaire')
    expect(await push('desk', note('rien', {}, { undoes_act_id: one.id }))).toBe('missing')
    expect(await push('desk', one)).toBe('applied')
    expect(await push('desk', note('avant', {}, { undoes_act_id: one.id }))).toBe('applied')
    expect(await push('desk', note('encore', {}, { undoes_act_id: one.id }))).toBe('constraint')
  })
})

describe('people, units and homes', () => {
  it('are changed by who may write the directory: the desk has no event for it', async () => {
    const event = { table_name: 'residents', row_id: RESIDENT.mine, after: { notes: 'n' } }
    const ops = [patch('residents', RESIDENT.mine, { notes: 'n' })]
    expect(await push('desk', change(ops, event))).toBe('not_allowed')
    expect(await push('manager', change(ops, event, { actor: STAFF.manager }))).toBe('applied')
  })

  // Bug: an event of the directory alone, without a right to its row, told a change that nobody made.
  it('have no event without their change', async () => {
    const event = { table_name: 'residents', row_id: RESIDENT.mine, after: { notes: 'n' } }
    expect(await push('desk', change([], event))).toBe('not_allowed')
    expect(await push('manager', change([], event, { actor: STAFF.manager }))).toBe('invalid')
  })

  // Bug: a desk that wrote past the history of the directory left a unit, a home or a person that nobody had changed.
  it.each([
    ['units', uid(31), { note: 'x' }],
    ['residents', RESIDENT.mine, { notes: 'x' }],
    ['occupancies', uid(81), { notified: true }],
  ])('are not changed without their event: %s', async (table, id, values) => {
    const manager = { actor: STAFF.manager }
    expect(await push('manager', act([patch(table, id, values)], manager))).toBe('invalid')
    expect(
      await push(
        'manager',
        change([patch(table, id, values)], { table_name: table, row_id: id, after: values }, manager),
      ),
    ).toBe('applied')
  })

  // Bug: a desk that had not heard of a new message closed the conversation of who moves out, and the whole move was refused.
  it('close a conversation of who leaves, which a message opens again', async () => {
    const after = { status: 'closed' }
    const close = (heard: string) =>
      change(
        [patch('conversations', uid(101), { ...after, status_seen_at: heard })],
        { table_name: 'conversations', row_id: uid(101), after },
        { actor: STAFF.manager },
      )
    const status = async () =>
      (await world.db.query('select status from public.conversations where id = $1', [uid(101)])).rows
    expect(await push('manager', close('1970-01-01T00:00:00.000Z'))).toBe('applied')
    expect(await status()).toEqual([{ status: 'open' }])
    expect(await push('manager', close('2026-12-31T00:00:00.000Z'))).toBe('applied')
    expect(await status()).toEqual([{ status: 'closed' }])
  })
})

describe('units', () => {
  // Bug: a building of two towers with the same numbers could not be written down.
  it('have a number once in each tower', async () => {
    const add = (tower: string | null) => {
      const id = newId()
      const facts = { number: '909', floor: 9, tower }
      return change(
        [insert('units', id, facts)],
        { table_name: 'units', row_id: id, type: 'added', after: facts },
        { actor: STAFF.manager },
      )
    }
    expect(await push('manager', add('A'))).toBe('applied')
    expect(await push('manager', add('B'))).toBe('applied')
    expect(await push('manager', add('B'))).toBe('constraint')
    expect(await push('manager', add(null))).toBe('applied')
    expect(await push('manager', add(null))).toBe('constraint')
  })
})
