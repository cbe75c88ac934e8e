import { digestAnswer, pullAnswer, pushAnswer, type WireOp, type WireResult } from '../../src/shared/sync/wire.ts'
import { A, AT, DESK, STAFF, uid, type Row, type Who } from './ids.ts'
import type { Connection } from './people.ts'

let last = 10_000
/** An id that no other thing of the test has. */
export const newId = (): string => uid(++last)

export interface Act {
  id: string
  name: string
  schema: number
  actor: string
  at: string
  ops: WireOp[]
}

/** An act of the staff member 'desk', as a console would send it. */
export const act = (ops: WireOp[], more: Partial<Act> = {}): Act => ({
  id: newId(),
  name: 'test',
  schema: 1,
  actor: STAFF.desk,
  at: AT,
  ops,
  ...more,
})

type Values = WireOp['values']
export const insert = (table: string, id: string, values: Values): WireOp => ({ table, op: 'insert', id, values })
export const patch = (table: string, id: string, values: Values): WireOp => ({ table, op: 'patch', id, values })
export const remove = (table: string, id: string): WireOp => ({ table, op: 'remove', id, values: {} })

export const event = (packageId: string, actId: string, type: string, values: Values = {}): WireOp =>
  insert('package_events', newId(), {
    package_id: packageId,
    act_id: actId,
    type,
    actor_id: STAFF.desk,
    desk_id: DESK,
    at: AT,
    detail: {},
    ...values,
  })

/** The ops of a step with its event, in the order in which the console writes them. */
export const step = (packageId: string, actId: string, type: string, from: string, to: string, detail: Row = {}) => [
  patch('packages', packageId, { status: to }),
  event(packageId, actId, type, { from_status: from, to_status: to, detail: detail as Values }),
]

/** An act of the directory with its event, as a console sends it. */
export function change(ops: WireOp[], event: Row, more: Partial<Act> = {}): Act {
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

/** A note about a person, with its event. */
export const noteOn = (residentId: string, notes: string, actor: string): Act =>
  change(
    [patch('residents', residentId, { notes })],
    { table_name: 'residents', row_id: residentId, after: { notes } },
    { actor },
  )

export function handOver(packageId: string, values: Values = {}, from = 'received'): Act {
  const id = newId()
  return act(
    [
      ...step(packageId, id, 'handed_over', from, 'picked_up', { proof: 'known' }),
      insert('handovers', newId(), {
        package_id: packageId,
        act_id: id,
        collected_by: 'Ana Roy',
        proof: 'known',
        handed_by: STAFF.desk,
        at: AT,
        ...values,
      }),
    ],
    { id, name: 'packages.hand_over' },
  )
}

export function register(values: Values = {}, more: Partial<Act> = {}): Act & { packageId: string } {
  const id = newId()
  const packageId = newId()
  return {
    ...act(
      [
        insert('packages', packageId, {
          id: packageId,
          building_id: A,
          short_number: 'A7',
          label_code: packageId,
          pickup_code: '123456',
          unit_id: null,
          resident_id: null,
          carrier: 'ups',
          tracking_number: null,
          kind: 'parcel',
          perishable: false,
          note: '',
          status: 'received',
          received_at: AT,
          received_by: more.actor ?? STAFF.desk,
          created_at: AT,
          updated_at: AT,
          deleted_at: null,
          ...values,
        }),
        event(packageId, id, 'received', { to_status: 'received', actor_id: more.actor ?? STAFF.desk }),
      ],
      { id, name: 'packages.register', ...more },
    ),
    packageId,
  }
}

/** Takes back what the given act did to a parcel; `ops` undo its effect. */
export function undo(undone: string, packageId: string, ops: WireOp[], values: Values, more: Partial<Act> = {}): Act {
  const id = newId()
  return act(
    [
      ...ops,
      event(packageId, id, 'undone', {
        undoes_act_id: undone,
        actor_id: more.actor ?? STAFF.desk,
        at: more.at ?? AT,
        ...values,
      }),
    ],
    { id, name: 'acts.undo', ...more },
  )
}

/** Building A is founded, and nobody has worked in it yet. */
export const foundAnew = (db: Pick<Connection, 'query'>) =>
  db.query(
    `insert into private.founders (email, building_id) values ('samir@example.com', $1)
     on conflict (email) do update set brought_at = null`,
    [A],
  )

/** Pushes inside the caller's transaction; answers what wire.ts says it answers. */
export async function pushIn(db: Pick<Connection, 'query'>, acts: unknown[], desk = DESK) {
  const { rows } = await db.query('select public.sync_push($1, $2) as a', [desk, JSON.stringify(acts)])
  return pushAnswer.parse(rows[0]!['a'])
}

export const push = async (db: Connection, who: Who, acts: unknown[], desk = DESK): Promise<WireResult[]> =>
  (await db.as(who, () => pushIn(db, acts, desk))).results

type Session = Pick<Connection, 'query'>

/** Watches a session from another one; what is answered resolves once it waits for a lock that somebody else holds. */
export async function lockOf(session: Session, watcher: Session): Promise<() => Promise<void>> {
  const { rows } = await session.query('select pg_backend_pid() as pid')
  return async () => {
    for (;;) {
      const found = await watcher.query('select cardinality(pg_blocking_pids($1)) as n', [rows[0]!['pid']])
      if (Number(found.rows[0]!['n']) > 0) return
    }
  }
}

/** What became of one act: 'applied', or its refusal code. */
export async function pushOne(db: Connection, who: Who, one: unknown): Promise<string> {
  const [result] = await push(db, who, [one])
  return result!.status === 'applied' ? 'applied' : result!.code
}

export async function pull(
  db: Connection,
  who: Who,
  since: string | null = null,
  limit = 1000,
  building = A,
  bytes = 1_000_000,
) {
  const { rows } = await db.as(who, (query) =>
    query('select public.sync_pull($1, $2, $3, $4) as a', [building, since, limit, bytes]),
  )
  return pullAnswer.parse(rows[0]!['a'])
}

export async function digest(db: Connection, who: Who, building = A) {
  const { rows } = await db.as(who, (query) => query('select public.sync_digest($1) as a', [building]))
  return digestAnswer.parse(rows[0]!['a'])
}
