import type { Permission } from '../staff/permissions.ts'

export const PACKAGE_STATUSES = [
  'received',
  'notified',
  'on_hold',
  'picked_up',
  'forwarded',
  'returned',
  'lost',
] as const
export type PackageStatus = (typeof PACKAGE_STATUSES)[number]

/** What waits on a shelf: the statuses from which a parcel can be handed over. */
export const WAITING_STATUSES = ['received', 'notified', 'on_hold'] as const satisfies readonly PackageStatus[]

export const STEP_NAMES = ['notify', 'hold', 'release', 'hand_over', 'forward', 'return', 'lose', 'find'] as const
export type StepName = (typeof STEP_NAMES)[number]

/** The events that move a parcel along its life: its arrival and its steps. */
export const LIFE_EVENTS = [
  'received',
  'notified',
  'held',
  'released',
  'handed_over',
  'forwarded',
  'returned',
  'lost',
  'found',
] as const
export type LifeEvent = (typeof LIFE_EVENTS)[number]

/** All that a parcel's history may say. */
export const EVENT_TYPES = [
  ...LIFE_EVENTS,
  'addressee_changed',
  'edited',
  'shelf_set',
  'label_printed',
  'notice_settled',
  'undone',
] as const
export type EventType = (typeof EVENT_TYPES)[number]

export interface Step {
  from: readonly PackageStatus[]
  /** 'previous': the status that the parcel had before it was put on hold or lost. */
  to: PackageStatus | 'previous'
  /** What having done it is called in the history. */
  event: LifeEvent
  permission: Permission
  needs: readonly ('addressee' | 'proof' | 'reason')[]
  causes: readonly ('cancel_notices' | 'stop_reminders')[]
}

/** A parcel's life, step by step. The server's trigger enforces this same table. */
export const STEPS: Readonly<Record<StepName, Step>> = {
  notify: {
    from: ['received'],
    to: 'notified',
    event: 'notified',
    permission: 'packages.notify',
    needs: ['addressee'],
    causes: [],
  },
  hold: {
    from: ['received', 'notified'],
    to: 'on_hold',
    event: 'held',
    permission: 'packages.hold',
    needs: ['reason'],
    causes: ['stop_reminders'],
  },
  release: { from: ['on_hold'], to: 'previous', event: 'released', permission: 'packages.hold', needs: [], causes: [] },
  hand_over: {
    from: ['received', 'notified', 'on_hold'],
    to: 'picked_up',
    event: 'handed_over',
    permission: 'packages.hand_over',
    needs: ['addressee', 'proof'],
    causes: ['cancel_notices', 'stop_reminders'],
  },
  forward: {
    from: ['received', 'notified', 'on_hold'],
    to: 'forwarded',
    event: 'forwarded',
    permission: 'packages.return',
    needs: ['reason'],
    causes: ['cancel_notices', 'stop_reminders'],
  },
  return: {
    from: ['received', 'notified', 'on_hold'],
    to: 'returned',
    event: 'returned',
    permission: 'packages.return',
    needs: ['reason'],
    causes: ['cancel_notices', 'stop_reminders'],
  },
  lose: {
    from: ['received', 'notified', 'on_hold'],
    to: 'lost',
    event: 'lost',
    permission: 'packages.lose',
    needs: ['reason'],
    causes: ['cancel_notices', 'stop_reminders'],
  },
  find: { from: ['lost'], to: 'previous', event: 'found', permission: 'packages.lose', needs: [], causes: [] },
}

/** Statuses that end a parcel's life at the desk; only an undo leads out of them. */
export const TERMINAL_STATUSES = ['picked_up', 'forwarded', 'returned'] as const satisfies readonly PackageStatus[]

/** How long anyone may undo their desk's act; after it a manager may, with a reason. */
export const UNDO_WINDOW_MS = 10 * 60_000

/**
 * How long after an act its undo may reach the server without a manager: five minutes more, for the way. Acts that waited
 * offline together arrive together; an undo that waited alone is sent by a manager, who vouches for it.
 */
export const UNDO_ARRIVAL_MS = UNDO_WINDOW_MS + 5 * 60_000

/** How long a notice waits after the parcel was registered, so that undo costs nothing and tells nobody. */
export const NOTICE_GRACE_MS = 60_000

/** True when the parcel still waits to be collected. */
export const isWaiting = (status: PackageStatus): boolean =>
  (WAITING_STATUSES as readonly PackageStatus[]).includes(status)

/** The steps that the table allows from a status. */
export const stepsFrom = (status: PackageStatus): StepName[] =>
  STEP_NAMES.filter((name) => STEPS[name].from.includes(status))

/**
 * The status that a step leads to, or null when the table does not allow it.
 * `previous` is the status before the parcel was put on hold or lost; 'received' when unknown.
 */
export function statusAfter(step: StepName, from: PackageStatus, previous: PackageStatus | null): PackageStatus | null {
  const rule = STEPS[step]
  if (!rule.from.includes(from)) return null
  if (rule.to !== 'previous') return rule.to
  return previous && previous !== from && isWaiting(previous) ? previous : 'received'
}
