import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest'
import { PACKAGE_STATUSES, STEP_NAMES, STEPS, UNDO_WINDOW_MS } from '../../src/shared/packages/lifecycle.ts'
import {
  foundAnew,
  act,
  event,
  handOver,
  insert,
  newId,
  patch,
  push,
  pushOne,
  register,
  remove,
  step,
  undo,
} from './acts.ts'
import { AT, PARCEL, STAFF, uid, USERS } from './ids.ts'
import { createWorld, stateOf, type World } from './people.ts'

let world: World
beforeEach(async () => void (world = await createWorld(inject('serverUrl'))))
afterEach(() => world.drop())

const parcel = PARCEL.mine
const one = (which: ReturnType<typeof act>, who: Parameters<typeof pushOne>[1] = 'desk') =>
  pushOne(world.db, who, which)
const stepAct = (type: string, from: string, to: string, detail = {}, id = newId()) =>
  act(step(parcel, id, type, from, to, detail), { id })
const later = (ms: number) => new Date(Date.parse(AT) + ms).toISOString()
const handoverOf = async (packageId: string) =>
  String(
    (await world.db.query(`select id from public.handovers where package_id = $1 and deleted_at is null`, [packageId]))
      .rows[0]!['id'],
  )
const undoHandOver = async (done: { id: string }, packageId: string, more = {}, values = {}) =>
  undo(
    done.id,
    packageId,
    [patch('packages', packageId, { status: 'received' }), remove('handovers', await handoverOf(packageId))],
    { from_status: 'picked_up', to_status: 'received', ...values },
    more,
  )

describe('the table', () => {
  it('is the one of the console', async () => {
    const { rows } = await world.db.query('select * from private.lifecycle_steps order by step, from_status')
    const wanted = STEP_NAMES.flatMap((name) =>
      STEPS[name].from.map((from) => ({
        step: name,
        from_status: from,
        to_status: STEPS[name].to,
        event_type: STEPS[name].event,
        permission: STEPS[name].permission,
        needs: [...STEPS[name].needs],
        causes: [...STEPS[name].causes],
      })),
    )
    const sorted = wanted.toSorted((a, b) => `${a.step} ${a.from_status}`.localeCompare(`${b.step} ${b.from_status}`))
    expect(rows).toEqual(sorted)
    expect(UNDO_WINDOW_MS, 'check_event says 10 minutes').toBe(600_000)
  })

  it('is kept for every pair of statuses, whatever the event claims', async () => {
    for (const from of PACKAGE_STATUSES)
      for (const to of PACKAGE_STATUSES) {
        const rule = STEP_NAMES.find(
          (name) =>
            STEPS[name].from.includes(from) &&
            (STEPS[name].to === to || (STEPS[name].to === 'previous' && to === 'received')),
        )
        const id = newId()
        const made = register()
        await push(world.db, 'desk', [made])
        await world.db.query(`set session_replication_role = replica`)
        await world.db.query(`update public.packages set status = $1 where id = $2`, [from, made.packageId])
        await world.db.query(`set session_replication_role = origin`)
        const done = act(
          [
            ...step(made.packageId, id, rule ? STEPS[rule].event : 'released', from, to, { reason: 'x' }),
            ...(to === 'picked_up' ? handOver(made.packageId, { act_id: id }).ops.slice(2) : []),
          ],
          { id },
        )
        expect(await one(done), `${from} -> ${to}`).toBe(rule ? 'applied' : 'lifecycle')
      }
  })
})

describe('two desks', () => {
  it('hand over the same parcel: the second is refused and told who did it, when and to whom', async () => {
    expect(await one(handOver(parcel))).toBe('applied')
    const [second] = await push(world.db, 'desk2', [
      { ...handOver(parcel, { collected_by: 'Luc', handed_by: STAFF.desk2 }), actor: STAFF.desk2 },
    ])
    expect(second).toMatchObject({
      status: 'refused',
      code: 'lifecycle',
      detail: { by: 'Nadège', at: AT, to: 'Ana Roy', status: 'picked_up' },
    })
    expect(second!.rows.map((r) => r.table)).toContain('packages')
  })

  it('hand over the same parcel at the same moment: one wins', async () => {
    const desks = await Promise.all([world.another(), world.another(), world.another(), world.another()])
    const ends = await Promise.all(desks.map((db) => pushOne(db, 'desk', handOver(parcel))))
    expect(ends.toSorted()).toEqual(['applied', 'lifecycle', 'lifecycle', 'lifecycle'])
  })

  it('step from what each of them saw: the step counts if the true status allows it', async () => {
    expect(await one(stepAct('notified', 'received', 'notified'))).toBe('applied')
    expect(await one(stepAct('held', 'received', 'on_hold', { reason: 'absent' }))).toBe('applied')
    // 'received' is what the second desk took it from; 'notified' is what it was.
    expect(await one(stepAct('released', 'on_hold', 'received'))).toBe('applied')
  })

  it('a hold ends where it began, and nowhere else', async () => {
    expect(await one(stepAct('notified', 'received', 'notified'))).toBe('applied')
    expect(await one(stepAct('held', 'notified', 'on_hold', { reason: 'absent' }))).toBe('applied')
    expect(await one(stepAct('released', 'on_hold', 'notified'))).toBe('applied')
    const other = PARCEL.neighbours
    const id = newId()
    expect(await one(act(step(other, id, 'held', 'received', 'on_hold', { reason: 'x' }), { id }))).toBe('applied')
    const wrong = newId()
    expect(await one(act(step(other, wrong, 'released', 'on_hold', 'notified'), { id: wrong }))).toBe('lifecycle')
  })

  it('undo an arrival that was handed over meanwhile: refused', async () => {
    const made = register()
    await push(world.db, 'desk', [made, handOver(made.packageId)])
    const back = undo(made.id, made.packageId, [remove('packages', made.packageId)], { from_status: 'received' })
    expect(await one(back)).toBe('lifecycle')
  })

  it('hand over a parcel whose arrival was undone: refused, saying so', async () => {
    const made = register()
    const back = undo(made.id, made.packageId, [remove('packages', made.packageId)], { from_status: 'received' })
    const [, , result] = await push(world.db, 'desk', [made, back, handOver(made.packageId)])
    expect(result).toMatchObject({ code: 'lifecycle', detail: { removed: true, by: 'Nadège' } })
  })
})

describe('an undo', () => {
  it('takes a hand-over back, after which the parcel can be handed over again', async () => {
    const done = handOver(parcel)
    expect(await one(done)).toBe('applied')
    expect(await one(await undoHandOver(done, parcel))).toBe('applied')
    expect(await one(handOver(parcel))).toBe('applied')
  })

  it('happens once', async () => {
    const done = stepAct('notified', 'received', 'notified')
    await one(done)
    const back = () =>
      undo(done.id, parcel, [patch('packages', parcel, { status: 'received' })], {
        from_status: 'notified',
        to_status: 'received',
      })
    expect(await one(back())).toBe('applied')
    expect(await one(back())).toBe('lifecycle')
  })

  it('of an act that the server refused is refused too', async () => {
    await one(handOver(parcel))
    const second = handOver(parcel)
    expect(await one(second)).toBe('lifecycle')
    expect(await one(await undoHandOver(second, parcel))).toBe('lifecycle')
  })

  it('is refused when a later step stands on the act', async () => {
    const held = stepAct('held', 'received', 'on_hold', { reason: 'x' })
    await one(held)
    await one(handOver(parcel, {}, 'on_hold'))
    const back = undo(held.id, parcel, [], { from_status: 'on_hold', to_status: 'received' })
    expect(await one(back)).toBe('lifecycle')
  })

  it('after ten minutes is for managers, with a reason', async () => {
    const done = handOver(parcel)
    await one(done)
    const at = later(UNDO_WINDOW_MS + 1)
    const late = (actor: string, detail = {}) => undoHandOver(done, parcel, { at, actor }, { at, detail })
    expect(await one(await late(STAFF.desk, { reason: 'x' }))).toBe('not_allowed')
    // At a desk's session the desk's rights bind, whoever signs.
    expect(await one(await late(STAFF.manager, { reason: 'x' }))).toBe('not_allowed')
    expect(await one(await late(STAFF.manager), 'manager')).toBe('invalid')
    expect(await one(await late(STAFF.manager, { reason: 'wrong person' }), 'manager')).toBe('applied')
  })

  it('of facts that are no step (shelf, edit) is an event like any other', async () => {
    const id = newId()
    await one(act([patch('packages', parcel, { note: 'x' }), event(parcel, id, 'edited')], { id }))
    expect(await one(undo(id, parcel, [patch('packages', parcel, { note: '' })], {}))).toBe('applied')
  })
})

describe('what is not complete', () => {
  it.each([
    ['a status without its event', () => act([patch('packages', parcel, { status: 'notified' })]), 'invalid'],
    [
      'an event without its status',
      () => act([event(parcel, newId(), 'notified', { from_status: 'received', to_status: 'notified' })]),
      'lifecycle',
    ],
    ['another event than the step', () => stepAct('released', 'received', 'notified'), 'invalid'],
    ['a hold without a reason', () => stepAct('held', 'received', 'on_hold'), 'invalid'],
    ['a hand-over without a proof', () => stepAct('handed_over', 'received', 'picked_up'), 'invalid'],
    ['a proof without a hand-over', () => act([handOver(parcel).ops[2]!]), 'invalid'],
    ['a parcel without its arrival', () => act([register().ops[0]!]), 'invalid'],
    ['a parcel that arrives picked up', () => register({ status: 'picked_up' }), 'not_allowed'],
    ['a removal without its undo', () => act([remove('packages', parcel)]), 'invalid'],
    ['a removal of what is picked up', () => act([remove('packages', PARCEL.gone)]), 'lifecycle'],
    ['a hand-over that is taken from the log', () => act([remove('handovers', uid(96))]), 'invalid'],
    [
      'a signature that is a picture',
      () => handOver(parcel, { proof: 'signature', signature: '<svg onload=alert(1)>' }),
      'constraint',
    ],
  ] as const)('%s is refused', async (_, make, code) => {
    expect(await one(make())).toBe(code)
  })

  it('does not come in by the Data API either: the checks run when the transaction ends', async () => {
    const direct = (sql: string) => stateOf(world.db.as('admin', (query) => query(sql)))
    expect(await direct(`update public.packages set status = 'notified' where id = '${parcel}'`)).toBe('22023')
    expect(await direct(`update public.packages set status = 'picked_up' where id = '${PARCEL.gone}'`)).toBe('LD001')
    expect(await direct(`update public.packages set deleted_at = now() where id = '${parcel}'`)).toBe('22023')
  })
})

describe('the log', () => {
  it('is never changed, by nobody', async () => {
    const asOwner = (sql: string) => stateOf(world.db.query(sql))
    expect(await asOwner(`update public.package_events set detail = '{}'`)).toBe('42501')
    expect(await asOwner(`delete from public.package_events`)).toBe('42501')
  })

  it('of a building comes into a new project as it was, through a manager', async () => {
    const made = register({ status: 'picked_up' }, { actor: STAFF.manager })
    const handed = newId()
    const whole = {
      ...made,
      name: 'packages.bring_in',
      ops: [
        made.ops[0]!,
        { ...made.ops[1]!, values: { ...made.ops[1]!.values, actor_id: STAFF.revoked } },
        event(made.packageId, handed, 'handed_over', { from_status: 'received', to_status: 'picked_up' }),
        insert('handovers', newId(), { ...handOver(made.packageId).ops[2]!.values, act_id: handed }),
      ],
    }
    await foundAnew(world.db)
    expect(await one(whole, 'manager')).toBe('applied')
    expect(USERS.manager).toBeDefined()
  })
})
