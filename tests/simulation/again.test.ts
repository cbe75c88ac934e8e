import { afterAll, beforeAll, expect, it } from 'vitest'
import type { SimDesk } from './simDesk.ts'
import { twoDesks } from './twoDesks.ts'

let desks: Awaited<ReturnType<typeof twoDesks>>
beforeAll(async () => {
  desks = await twoDesks(12)
  for (const desk of [desks.a, desks.b]) desks.read(desk)
})
afterAll(() => desks.end())

const waits = (desk: SimDesk) =>
  desk
    .store()!
    .prepare<{ id: string; note: string; resident_id: string; status: string }>(
      `SELECT id, note, resident_id, status FROM packages WHERE deleted_at IS NULL AND status = 'received'`,
    )
    .all()

/** Takes back what was done last with a parcel. */
function undo(desk: SimDesk): void {
  const [last] = desk.services()!.undo.recent({ limit: 5 })
  desk.services()!.undo.undo(desk.actor, { actId: last!.actId, reason: 'a mistake' })
}
/** Does again what was undone last. Answers the parcel that then stands. */
function redo(desk: SimDesk): string {
  const [last] = desk.services()!.undo.recent({ limit: 5 })
  return desk.services()!.redo.redo(desk.actor, { actId: last!.actId }).packages[0]!.id
}
const write = (desk: SimDesk, packageId: string) => {
  const { unit, jean } = desks.ids
  desk.services()!.changes.edit(desk.actor, { packageId, note: 'leaks', kind: 'envelope' })
  desk.services()!.intake.assign(desk.actor, { packageId, unitId: unit, residentId: jean, print: false })
}

type Step = 'A undoes' | 'A redoes' | 'A is back' | 'B writes' | 'B is back'
const ORDERS: readonly (readonly Step[])[] = [
  ['A undoes', 'A redoes', 'B writes', 'A is back', 'B is back'],
  ['A undoes', 'A redoes', 'B writes', 'B is back', 'A is back'],
  ['A undoes', 'B writes', 'A is back', 'B is back', 'A redoes', 'A is back'],
  ['A undoes', 'B writes', 'B is back', 'A redoes', 'A is back'],
  ['A undoes', 'A is back', 'A redoes', 'B writes', 'B is back', 'A is back'],
  ['B writes', 'A undoes', 'A redoes', 'A undoes', 'A redoes', 'A is back', 'B is back'],
  ['B writes', 'A undoes', 'A redoes', 'A undoes', 'A redoes', 'B is back', 'A is back'],
  ['A undoes', 'A redoes', 'A is back', 'A undoes', 'A redoes', 'B writes', 'B is back', 'A is back'],
]

// Bug: what another desk wrote of a parcel meanwhile stayed on the row that an undo had removed.
it.each(ORDERS.map((steps) => ({ steps })))(
  'what another desk writes of a parcel reaches its second registration: $steps',
  ({ steps }) => {
    const { server, a, b } = desks
    for (const { id } of waits(a)) desks.gone(id)
    const first = desks.registered()
    let stands = first
    const does: Record<Step, () => void> = {
      'A undoes': () => undo(a),
      'A redoes': () => (stands = redo(a)),
      'A is back': () => desks.comesBack(a),
      'B writes': () => write(b, first),
      'B is back': () => desks.comesBack(b),
    }
    for (const step of steps) does[step]()
    for (const desk of [a, b]) desks.read(desk)
    const wanted = { id: stands, note: 'leaks', resident_id: desks.ids.jean, status: 'received' }
    expect(stands).not.toBe(first)
    expect(server.row('packages', stands)).toMatchObject({ ...wanted, kind: 'envelope', deleted_at: null })
    for (const desk of [a, b]) expect(waits(desk)).toEqual([wanted])
    const told = server.rows('notices').filter((one) => one['package_id'] === stands && one['state'] === 'waiting')
    expect(told.filter((one) => one['resident_id'] !== desks.ids.jean)).toEqual([])
  },
)
