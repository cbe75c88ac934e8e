import {
  isWaiting,
  STEP_NAMES,
  STEPS,
  UNDO_ARRIVAL_MS,
  UNDO_WINDOW_MS,
  type PackageStatus,
} from '../../../src/shared/packages/lifecycle.ts'
import { may, type Role } from '../../../src/shared/staff/permissions.ts'
import type { WireRow } from '../../../src/shared/sync/wire.ts'

type Row = Record<string, WireRow['row'][string]>

/** A change of status of the act that is being applied; from null where the parcel arrives. */
export interface Noted {
  packageId: string
  from: PackageStatus | null
  to: PackageStatus
}

const stepOf = (type: unknown) => STEP_NAMES.find((name) => STEPS[name].event === type)
const leads = (type: unknown, from: unknown, to: unknown): boolean => {
  const step = stepOf(type)
  if (!step || !(STEPS[step].from as readonly unknown[]).includes(from)) return false
  return STEPS[step].to === to || (STEPS[step].to === 'previous' && to !== from && isWaiting(to as PackageStatus))
}

/** Whether an event has the statuses that the lifecycle has for its name. */
function isShaped({ type, from_status: from, to_status: to }: Row): boolean {
  if (type === 'undone') return true
  if (type === 'received') return from === null && to !== null
  return stepOf(type) ? leads(type, from, to) : from === null && to === null
}

/** Whether the events of an act tell its changes of status, each one and nothing else. */
export function tellsWhatWasDone(events: readonly Row[], noted: readonly Noted[]): boolean {
  const parcels = new Set([...events.map((event) => String(event['package_id'])), ...noted.map((n) => n.packageId)])
  return [...parcels].every((id) => {
    const told = events.filter((event) => event['package_id'] === id && event['to_status'] !== null)
    const done = noted.filter(({ packageId }) => packageId === id)
    return (
      told.length === done.length &&
      told.every((event, i) => {
        const { from, to } = done[i]!
        if (event['to_status'] !== to || (event['type'] === 'received') !== (from === null)) return false
        return event['type'] === 'received' || event['type'] === 'undone' || leads(event['type'], from, to)
      })
    )
  })
}

/** When a desk did something, as it tells it: not ahead of now, and never before what it told last. */
export function timeAtDesk(told: string, now: number, events: Iterable<Row>, desk: string): string {
  let newest = Math.min(Date.parse(told), now)
  for (const event of events) if (event['desk_id'] === desk) newest = Math.max(newest, Date.parse(String(event['at'])))
  return new Date(newest).toISOString()
}

/** Why an undo is refused to whoever sends it, or null. */
function whyTooLate(
  undo: Row,
  undone: Row,
  { sender, role, arrived, now }: { sender: string; role: Role; arrived: number; now: number },
): 'not_allowed' | 'invalid' | null {
  const toldLate = Date.parse(String(undo['at'])) - Date.parse(String(undone['at'])) > UNDO_WINDOW_MS
  if ((toldLate || now - arrived > UNDO_ARRIVAL_MS) && !may(role, 'acts.undo_late')) return 'not_allowed'
  const { reason } = undo['detail'] as { reason?: string }
  return toldLate && !reason?.trim() && undo['actor_id'] === sender ? 'invalid' : null
}

/** What is known while an event is taken. */
export interface Taking {
  all: readonly Row[]
  /** The ids of the same act's events. */
  own: ReadonlySet<string>
  actor: string
  desk: string
  caller: string
  role: Role
  now: number
  arrived(event: string): number | undefined
}

/** An event as the server writes it, or the code of its refusal. */
export function eventAsWritten(
  row: Row,
  { all, own, actor, desk, caller, role, now, arrived }: Taking,
): Row | 'invalid' | 'not_allowed' | 'lifecycle' {
  if (!isShaped(row)) return 'invalid'
  // An act that is done gets no more events.
  if (all.some((other) => other['act_id'] === row['act_id'] && !own.has(String(other['id'])))) return 'not_allowed'
  if (row['actor_id'] !== actor && role !== 'manager' && role !== 'admin') return 'not_allowed'
  const written = { ...row, desk_id: desk, at: timeAtDesk(String(row['at']), now, all, desk) }
  if (row['type'] !== 'undone') return written
  const undone = all.findLast(
    (one) =>
      one['act_id'] === row['undoes_act_id'] &&
      one['package_id'] === row['package_id'] &&
      one['type'] !== 'undone' &&
      one['type'] !== 'label_printed',
  )
  if (!undone) return 'lifecycle'
  const since = arrived(String(undone['id'])) ?? Date.parse(String(undone['at']))
  return whyTooLate(written, undone, { sender: caller, role, arrived: since, now }) ?? written
}
