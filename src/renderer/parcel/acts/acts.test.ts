import { beforeEach, expect, it, vi } from 'vitest'
import { createFeedback } from '../../window/feedback/store.ts'
import { request } from '../../window/data/bridge.ts'
import { undoLastAct, undoOffer } from './acts.tsx'

vi.mock('../../window/data/bridge.ts', () => ({ request: vi.fn<() => Promise<unknown>>() }))

const act = (actId: string, type: string) => ({
  actId,
  type,
  at: '2026-11-22T14:00:00.000Z',
  undo: 'now',
  packages: type === 'received' ? [{ id: 'p1', shortNumber: 'A1', unit: '804', name: 'Ana' }] : [],
  people: type === 'received' ? [] : [{ residentId: 'r1', unitId: 'u1', unit: '804', name: 'Ana' }],
})

/** A desk whose last acts are these; tells which of them were undone. */
function world(...acts: ReturnType<typeof act>[]) {
  const undone: string[] = []
  vi.mocked(request).mockImplementation(async (name: string, input: unknown) => {
    if (name === 'acts.recent') return acts as never
    const { actId } = input as { actId: string }
    undone.push(actId)
    const { type, packages, people } = acts.find((one) => one.actId === actId)!
    return { actId: `undo of ${actId}`, undone: type, packages, people, kept: [] } as never
  })
  const feedback = createFeedback(() => undefined)
  return { feedback, undone }
}

beforeEach(() => {
  vi.mocked(request).mockReset()
})

it('names what another screen did, and undoes it with the second press', async () => {
  // Bug: on the intake F9 took back an absence that had been noted minutes before on a person's page.
  const { feedback, undone } = world(act('absence', 'absence_added'), act('parcel', 'received'))
  await undoLastAct(feedback, '/intake')
  expect(undone).toEqual([])
  expect(feedback.shown.get()).toMatchObject({ tone: 'attention', unit: '804', actions: [{ undoes: 'absence' }] })
  await undoLastAct(feedback, '/intake')
  expect(undone).toEqual(['absence'])
})

it('undoes at once what the screen shows', async () => {
  const { feedback, undone } = world(act('parcel', 'received'))
  await undoLastAct(feedback, '/intake')
  expect(undone).toEqual(['parcel'])
})

it('undoes what the banner offers, not what was done elsewhere since', async () => {
  // Bug: any undo in the banner let the key take back the newest act, whichever that was.
  const { feedback, undone } = world(act('absence', 'absence_added'), act('parcel', 'received'))
  feedback.show({ tone: 'ok', title: 'Registered', actions: [undoOffer(feedback, 'parcel')] })
  await undoLastAct(feedback, '/settings')
  expect(undone).toEqual(['parcel'])
})

it('asks when the offer of the banner can no longer be undone', async () => {
  const { feedback, undone } = world(act('absence', 'absence_added'))
  feedback.show({ tone: 'ok', title: 'Registered', actions: [undoOffer(feedback, 'gone')] })
  await undoLastAct(feedback, '/settings')
  expect(undone).toEqual([])
})

it('shows no unit for an act that has none', async () => {
  // Bug: after the undo of a change of the staff the banner showed the plate of a unit that is still to be found.
  const change = act('member', 'staff_changed')
  const { feedback } = world({ ...change, people: [{ ...change.people[0]!, unit: null as unknown as string }] })
  await undoLastAct(feedback, '/staff')
  await undoLastAct(feedback, '/staff')
  expect(feedback.shown.get()).not.toHaveProperty('unit')
})
