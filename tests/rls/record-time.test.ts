import { describe, expect, it } from 'vitest'
import { UNDO_ARRIVAL_MS, UNDO_WINDOW_MS } from '../../src/shared/packages/lifecycle.ts'
import { foundAnew, handOver, newId, patch, push, register, remove, undo } from './acts.ts'
import { arrives, worldElsewhen, iso, notified } from './elsewhen.ts'
import { AT, DESK, DESK2, STAFF } from './ids.ts'

const { world, one, asked } = worldElsewhen()

const timeOf = async (id: string) =>
  (await asked('select private.iso(at) as at from public.package_events where id = $1', [id]))['at']
const takeBack = (
  packageId: string,
  undone: string,
  told: string,
  more: Parameters<typeof undo>[4] = {},
  detail = {},
) =>
  undo(
    undone,
    packageId,
    [patch('packages', packageId, { status: 'received' })],
    { from_status: 'notified', to_status: 'received', detail },
    { at: told, ...more },
  )

describe('an undo', () => {
  // Bug: a clerk told a time right after the act, however long ago that was.
  it('that is backdated is for a manager: it is measured by when both acts arrived', async () => {
    const parcel = await arrives(world)
    const done = notified(world, parcel)
    await one(done)
    const told = iso(world.now() + 60_000)
    await world.at(world.now() + UNDO_ARRIVAL_MS + 1_000)
    expect(await one(takeBack(parcel, done.id, told))).toBe('not_allowed')
    expect(await one(takeBack(parcel, done.id, told), 'manager')).toBe('applied')
  })
  it('passes within the time that it needs for its way', async () => {
    const parcel = await arrives(world)
    const done = notified(world, parcel)
    await one(done)
    const told = iso(world.now() + UNDO_WINDOW_MS - 1_000)
    await world.at(world.now() + UNDO_ARRIVAL_MS - 1_000)
    expect(await one(takeBack(parcel, done.id, told))).toBe('applied')
  })
  it('that waited offline together with its act is judged by its own times', async () => {
    const parcel = await arrives(world)
    const done = notified(world, parcel)
    const back = takeBack(parcel, done.id, iso(world.now() + UNDO_WINDOW_MS - 1_000))
    await world.at(world.now() + 48 * 3_600_000)
    expect((await push(world.db, 'desk', [done, back])).map(({ status }) => status)).toEqual(['applied', 'applied'])
  })
  it('that waited with its act is late where the desk told so, also by a time before its last', async () => {
    const parcel = await arrives(world)
    const done = notified(world, parcel)
    const between = register()
    between.ops[1]!.values['at'] = iso(world.now() + 2 * UNDO_WINDOW_MS)
    const back = takeBack(parcel, done.id, iso(world.now() + 1_000))
    await world.at(world.now() + 48 * 3_600_000)
    expect((await push(world.db, 'desk', [done, between, back])).map(({ status }) => status)).toEqual([
      'applied',
      'applied',
      'refused',
    ])
    const reason = { reason: 'wrong door' }
    const mine = { actor: STAFF.manager }
    expect(await one(takeBack(parcel, done.id, iso(world.now()), mine), 'manager')).toBe('invalid')
    expect(await one(takeBack(parcel, done.id, iso(world.now()), mine, reason), 'manager')).toBe('applied')
  })
  it('leads back to where its act came from, and changes the parcel', async () => {
    const parcel = await arrives(world)
    const done = notified(world, parcel)
    await one(done)
    expect(await one(undo(done.id, parcel, [], { from_status: 'notified', to_status: null }))).toBe('invalid')
    expect(await one(undo(done.id, parcel, [], { from_status: 'notified', to_status: 'notified' }))).toBe('invalid')
    const made = register()
    await one(made)
    expect(await one(undo(made.id, made.packageId, [], { from_status: 'received' }))).toBe('invalid')
    expect(
      await one(undo(made.id, made.packageId, [remove('packages', made.packageId)], { from_status: 'received' })),
    ).toBe('applied')
  })
})

describe('a time', () => {
  it('is never before what that desk told last, nor ahead; another desk has its own', async () => {
    const told = async (when: string, desk = DESK) => {
      const made = register({ received_at: when })
      made.ops[1]!.values['at'] = when
      expect((await push(world.db, 'manager', [made], desk))[0]!.status).toBe('applied')
      return timeOf(made.ops[1]!.id)
    }
    const start = world.now()
    expect(await told(iso(start))).toBe(iso(start))
    expect(await told('2020-01-01T00:00:00.000Z')).toBe(iso(start))
    expect(await told(iso(start - 1))).toBe(iso(start))
    expect(await told(iso(start - 60_000), DESK2)).toBe(iso(start - 60_000))
    // A clock that is a year ahead binds the desk for no longer than until now.
    expect(await told(iso(start + 365 * 24 * 3_600_000))).toBe(iso(start))
    await world.at(start + 60_000)
    expect(await told(iso(start + 1_000))).toBe(iso(start + 1_000))
  })
  it.each(['2099-01-01T00:00:00Z', 'infinity', '-infinity', '1200-01-01T00:00:00Z'])(
    '%s is refused in an event, an arrival and a hand-over',
    async (when) => {
      const parcel = await arrives(world)
      const made = register()
      made.ops[1]!.values['at'] = when
      expect(await one(made)).toBe('constraint')
      expect(await one(register({ received_at: when }))).toBe('constraint')
      expect(await one(handOver(parcel, { at: when }))).toBe('constraint')
    },
  )
  it('of a hand-over is that of its event, and so are its author and its act', async () => {
    for (const values of [{ at: iso(world.now() - 3_600_000) }, { act_id: newId() }]) {
      const parcel = await arrives(world)
      const given = handOver(parcel, values)
      given.ops[1]!.values['at'] = iso(world.now())
      expect(await one(given)).toBe('at' in values ? 'applied' : 'invalid')
    }
    const parcel = await arrives(world)
    expect(await one(handOver(parcel, { handed_by: STAFF.desk }), 'manager')).toBe('applied')
    const next = await arrives(world)
    expect(await one(handOver(next, { handed_by: STAFF.manager }), 'manager')).toBe('invalid')
  })
  it('of a history that is brought in stays as it was', async () => {
    const made = { ...register({ received_at: AT }, { actor: STAFF.manager }), name: 'packages.bring_in' }
    await foundAnew(world.db)
    expect(await one(made, 'manager')).toBe('applied')
    expect(await timeOf(made.ops[1]!.id)).toBe(AT)
    const clerks = { ...register({ received_at: AT }), name: 'packages.bring_in' }
    expect(await one(clerks)).toBe('applied')
    expect(await timeOf(clerks.ops[1]!.id)).not.toBe(AT)
  })
})
