import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { act, insert, newId, patch, pushOne, remove, type Act } from './acts.ts'
import { AT, createWorld, DESK, RESIDENT, STAFF, uid, type Row, type Who, type World } from './people.ts'

let world: World
beforeAll(async () => {
  world = await createWorld(inject('serverUrl'))
})
afterAll(() => world.drop())

type Ops = Act['ops']
/** An act of the directory with its event, as a console sends it. */
function change(ops: Ops, event: Row, more: Partial<Act> = {}): Act {
  const id = more.id ?? newId()
  const actor = more.actor ?? STAFF.desk
  return act(
    [
      ...ops,
      insert('directory_events', newId(), {
        act_id: id,
        type: 'changed',
        actor_id: actor,
        desk_id: DESK,
        at: AT,
        before: {},
        after: {},
        ...event,
      }),
    ],
    { ...more, id, actor },
  )
}
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
})
