import { LOFTS } from '../../src/main/store/sync/testRows.ts'
import type { WireResult, WireTransaction } from '../../src/shared/sync/wire.ts'
import { createServer, type Observed } from './server/server.ts'

let last = 0
const id = (): string => `01900000-0000-7000-8000-${String(++last).padStart(12, '0')}`
const MINUTE = 60_000

/**
 * A morning at one desk in which people send what is not theirs, tell times that were not, and write what was not done. Answers
 * what happened, and each attempt with its verdict and the one that is right.
 */
export function foreignNames() {
  const events: Observed[] = []
  const [building, desk, other] = [id(), id(), id()]
  const people = { one: id(), two: id(), manager: id() }
  let now = Date.parse('2026-11-20T13:00:00.000Z')
  const iso = (ms: number) => new Date(ms).toISOString()
  const server = createServer(
    () => now,
    building,
    (event) => void events.push(event),
  )
  const common = (row: string) => ({
    id: row,
    building_id: building,
    created_at: iso(now),
    updated_at: iso(now),
    deleted_at: null,
  })
  server.write('buildings', building, () => ({
    ...common(building),
    ...LOFTS,
  }))
  for (const [name, one] of Object.entries(people))
    server.write('staff', one, () => ({
      ...common(one),
      user_id: null,
      display_name: name,
      role: name === 'manager' ? 'manager' : 'desk',
      active: true,
    }))
  for (const [letter, one] of [
    ['A', desk],
    ['B', other],
  ] as const)
    server.write('desks', one, () => ({ ...common(one), name: letter, letter }))

  const verdicts: [what: string, got: string, wanted: string][] = []
  function send(what: string, wanted: string, caller: string, tx: WireTransaction, at = desk): WireResult {
    const [result] = server.push(at, caller, [tx]).results
    verdicts.push([what, result!.status === 'applied' ? 'applied' : result!.code, wanted])
    return result!
  }
  type Ops = WireTransaction['ops']
  type Values = Ops[number]['values']
  const act = (name: string, actor: string, at: number, ops: (act: string) => Ops): WireTransaction => {
    const made = id()
    return { id: made, name, schema: 1, actor, at: iso(at), ops: ops(made) }
  }
  const insert = (table: string, values: Values, row = id()): Ops[number] => ({
    table,
    op: 'insert',
    id: row,
    values: { building_id: building, created_at: iso(now), ...values },
  })
  const said = (of: string, actor: string, at: number, parcel: string, values: Values) =>
    insert('package_events', {
      package_id: parcel,
      act_id: of,
      actor_id: actor,
      desk_id: desk,
      at: iso(at),
      detail: {},
      from_status: null,
      to_status: null,
      undoes_act_id: null,
      ...values,
    })
  const status = (parcel: string, to: string): Ops[number] => ({
    table: 'packages',
    op: 'patch',
    id: parcel,
    values: { status: to },
  })
  function register(actor: string, at = now) {
    const parcel = id()
    const tx = act('packages.register', actor, at, (of) => [
      insert(
        'packages',
        {
          short_number: 'A1',
          label_code: parcel,
          pickup_code: '123456',
          carrier: 'ups',
          kind: 'parcel',
          perishable: false,
          oversize: false,
          signature_required: false,
          note: '',
          status: 'received',
          direction: 'incoming',
          received_at: iso(at),
          received_by: actor,
        },
        parcel,
      ),
      said(of, actor, at, parcel, { type: 'received', to_status: 'received' }),
    ])
    return { parcel, tx }
  }
  const notify = (actor: string, parcel: string, at = now) =>
    act('packages.notify', actor, at, (of) => [
      status(parcel, 'notified'),
      said(of, actor, at, parcel, { type: 'notified', from_status: 'received', to_status: 'notified' }),
    ])
  const undo = (actor: string, parcel: string, undone: string, at = now, detail: Values = {}) =>
    act('acts.undo', actor, at, (of) => [
      status(parcel, 'received'),
      said(of, actor, at, parcel, {
        type: 'undone',
        from_status: 'notified',
        to_status: 'received',
        undoes_act_id: undone,
        detail,
      }),
    ])
  const { one, two, manager } = people

  send('their own', 'applied', one, register(one).tx)
  send('a colleague’s', 'not_allowed', one, register(two).tx)
  send('a clerk’s, by a manager', 'applied', manager, register(one).tx)
  const handed = register(two).tx
  const elsewhere = register(two).tx
  server.handOn(desk, two, [handed.id])
  server.handOn(other, two, [elsewhere.id])
  send('a colleague’s that was handed on', 'applied', one, handed)
  send('one that was handed on at another desk', 'not_allowed', one, elsewhere)
  const taken = register(two).tx
  server.handOn(desk, one, [taken.id])
  send('one that somebody else handed on', 'not_allowed', one, taken)

  const waits = (): string => {
    const { parcel, tx } = register(one)
    send('a parcel', 'applied', one, tx)
    return parcel
  }
  const told = (parcel: string, at = now): string => {
    const tx = notify(one, parcel, at)
    send('a step', 'applied', one, tx)
    return tx.id
  }
  const early = waits()
  const first = told(early)
  now += 9 * MINUTE
  send('an undo in time', 'applied', one, undo(one, early, first))
  const second = told(early)
  const toldAt = now
  now += 60 * MINUTE
  send('a backdated undo', 'not_allowed', one, undo(one, early, second, toldAt + MINUTE))
  const late = undo(one, early, second, toldAt + MINUTE)
  send('the same, sent by a manager', 'applied', manager, late)
  const third = told(early)
  now += 60 * MINUTE
  waits()
  send('an undo before what the desk told last, by a manager', 'invalid', manager, undo(manager, early, third, toldAt))
  send('the same with a reason', 'applied', manager, undo(manager, early, third, toldAt, { reason: 'wrong door' }))
  // Both waited offline and arrive together.
  const before = now
  now += 24 * 60 * MINUTE
  const fourth = told(early, before)
  send('an undo that waited with its act', 'applied', one, undo(one, early, fourth, before + 5 * MINUTE))

  send('a time before what the desk told last', 'applied', one, register(one, now - 30 * 24 * 60 * MINUTE).tx)
  send('a time ahead', 'applied', one, register(one, now + 300 * MINUTE).tx)
  const bare = (values: Values, more: Ops = []) =>
    act('packages.edit', one, now, (of) => [...more, said(of, one, now, early, values)])
  send('an event without its status', 'invalid', one, bare({ type: 'notified', from_status: 'received' }))
  send(
    'a correction with a status',
    'invalid',
    one,
    bare({ type: 'edited', from_status: 'received', to_status: 'received' }),
  )
  send('an arrival that was not', 'invalid', one, bare({ type: 'received', to_status: 'received' }))
  send(
    'a step that no table has',
    'invalid',
    one,
    bare({ type: 'found', from_status: 'received', to_status: 'received' }),
  )
  send(
    'an event for an act that is done',
    'not_allowed',
    one,
    act('packages.edit', one, now, () => [said(fourth, one, now, early, { type: 'edited' })]),
  )
  send(
    'a change of status alone',
    'lifecycle',
    one,
    act('packages.notify', one, now, () => [status(early, 'notified')]),
  )
  return { events, verdicts }
}
