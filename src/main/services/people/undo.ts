import { DeskError } from '../../../shared/contract/errors.ts'
import type { Parsed, Response } from '../../../shared/contract/index.ts'
import { UNDO_WINDOW_MS } from '../../../shared/packages/lifecycle.ts'
import { DIRECTORY_RIGHTS } from '../../../shared/people/kinds.ts'
import { may } from '../../../shared/staff/permissions.ts'
import type { Actor, ServiceDeps } from '../deps.ts'
import { actOf, eventsOf, isTakenBack, isUndo, lastActs, type DirectoryEvent } from './events.ts'
import type { Besides } from '../packages/undo.ts'
import type { Batches } from './batch.ts'
import { createRecorder } from './record.ts'
import { subjectsOf } from './subjects.ts'
import { canTakeBack, takeBack } from './takeBack.ts'

type Act = Response<'acts.recent'>[number]

/** So many rows make an act large. */
const MANY = 100
/** So many people or units are named beside an act. */
const SUBJECTS = 50

const isBatch = ([first]: readonly DirectoryEvent[]): boolean => first?.batchId != null

/** Taking back what was done to the directory, and doing it again: an undo of the undo. */
export function createDirectoryUndo({ store, ports, place }: ServiceDeps, batches: Batches) {
  const nameOf = store.prepare<{ name: string }>('SELECT display_name AS name FROM staff WHERE id = ?')
  const inTime = (events: readonly DirectoryEvent[]): boolean =>
    ports.now().getTime() - Date.parse(events[0]!.at) <= UNDO_WINDOW_MS
  const canTakeAllBack = (events: readonly DirectoryEvent[]): boolean => {
    const own = new Set(events.map(({ rowId }) => rowId))
    return events.every((event) => canTakeBack(store, event, own))
  }
  // All of a large act is looked at when it is undone: too much for a list.
  const possible = (events: readonly DirectoryEvent[]): boolean =>
    !isTakenBack(store, events[0]!.actId) && (isBatch(events) || canTakeAllBack(events))

  const runBatch = async (actor: Actor, { batchId }: DirectoryEvent, reason = '') => {
    if (!may(actor.role, 'directory.write')) throw new DeskError('NOT_ALLOWED')
    return {
      actId: await batches.takeBack(actor, batchId ?? '', reason),
      packages: [],
      people: [],
      kept: [],
      written: [],
    }
  }

  const run = (
    actor: Actor,
    name: 'acts.undo' | 'acts.redo',
    events: readonly DirectoryEvent[],
    besides: Besides | null,
    reason = '',
  ) => {
    if (events.some(({ table }) => !may(actor.role, DIRECTORY_RIGHTS[table]))) throw new DeskError('NOT_ALLOWED')
    const people = subjectsOf(store, place, ports.now(), events.slice(0, SUBJECTS))
    const done = store.transact(name, { staffId: actor.id }, (tx) => {
      const record = createRecorder(tx, { actor, place, ports }, { undoes: events[0]!.actId, reason })
      const again = new Map<string, string>()
      const kept = events.toReversed().flatMap((event) => takeBack(store, record, event, again))
      besides?.run(tx)
      return kept
    })
    return {
      actId: done.actId,
      packages: besides?.packages() ?? [],
      people,
      kept: [...new Set(done.value)],
      written: [],
    }
  }

  return {
    /** Whether the directory is what this act changed. */
    has: (actId: string): boolean => eventsOf(store, actId).length > 0,

    /** This desk’s last acts on the directory, newest first. */
    recent: ({ limit }: Parsed<'acts.recent'>): Act[] =>
      lastActs(store, place.desk.id, limit).map((actId) => {
        const events = eventsOf(store, actId, MANY)
        const first = events[0]!
        const undo = isUndo(store, first)
        const now = inTime(events)
        const isOpen = events.length < MANY ? possible(events) : !isTakenBack(store, actId)
        return {
          actId,
          type: undo ? 'undone' : actOf(first),
          identified: false,
          at: first.at,
          actor: nameOf.get(first.actorId)?.name ?? '',
          packages: [],
          people: subjectsOf(store, place, ports.now(), events.slice(0, SUBJECTS)),
          settings: events.flatMap(({ table, after }) => (table === 'buildings' ? Object.keys(after) : [])),
          undone: isTakenBack(store, actId),
          undo: !isOpen || undo ? 'no' : now ? 'now' : 'reason',
          redo: isOpen && now && undo,
        }
      }),

    /**
     * Takes an act back by a new one: only columns that still hold what it wrote, so that a later change of another desk stays.
     * Late undo needs a manager and a reason, as with parcels.
     */
    undo(
      actor: Actor,
      { actId, reason }: Parsed<'acts.undo'>,
      besides: Besides | null,
    ): Response<'acts.undo'> | Promise<Response<'acts.undo'>> {
      const events = eventsOf(store, actId)
      if (isTakenBack(store, actId)) throw new DeskError('UNDO_DONE')
      if (isUndo(store, events[0]!) || !possible(events) || besides?.possible === false)
        throw new DeskError('UNDO_NOT_LAST')
      if (!inTime(events)) {
        // What it did to parcels besides has an undo of its own time.
        if (besides) throw new DeskError('CHANGE_ANEW')
        if (!may(actor.role, 'acts.undo_late')) throw new DeskError('UNDO_TOO_LATE')
        if (!reason.trim()) throw new DeskError('REASON_NEEDED')
      }
      const undone = actOf(events[0]!)
      if (isBatch(events)) return runBatch(actor, events[0]!, reason.trim()).then((done) => ({ ...done, undone }))
      return { ...run(actor, 'acts.undo', events, besides, reason.trim()), undone }
    },

    /** Does again what an undo took back. */
    redo(
      actor: Actor,
      { actId }: Parsed<'acts.redo'>,
      besides: Besides | null,
    ): Response<'acts.redo'> | Promise<Response<'acts.redo'>> {
      const events = eventsOf(store, actId)
      const [first] = events
      if (!first || !isUndo(store, first)) throw new DeskError('NOT_FOUND')
      if (!inTime(events) || !possible(events) || besides?.possible === false) throw new DeskError('REDO_TOO_LATE')
      const [done] = eventsOf(store, first.undoes ?? '')
      const redone = actOf(done ?? first)
      if (isBatch(events)) return runBatch(actor, first).then((again) => ({ ...again, redone }))
      return { ...run(actor, 'acts.redo', events, besides), redone }
    },
  }
}
