import { setImmediate } from 'node:timers/promises'
import { DeskError } from '../../../shared/contract/errors.ts'
import { BATCH_OPEN } from '../../store/batch.ts'
import type { Tx } from '../../store/open.ts'
import type { Actor, ServiceDeps } from '../deps.ts'
import { EVENT_COLUMNS, readEvent, type DirectoryEvent, type EventRecord } from './events.ts'
import { createRecorder, type Recorder } from './record.ts'
import { canTakeBack, takeBack } from './takeBack.ts'

/** A commit holds as many items as are written in this time, since a scan waits for it, and no more than a push may carry. */
const PART_MS = 8
const PART = 100
const CUT = { fr: 'Importation interrompue', en: 'Import was cut short' }
/** Events looked at before anything else has its turn. */
const LOOK = 100

export interface Progress {
  done: number
  of: number
}

/** Writes that are one act but too large for one commit: they stand whole or, also after a crash, not at all. */
export function createBatches({ store, place, ports }: ServiceDeps, told: () => void) {
  let progress: Progress | null = null
  /** The building is being closed: what is under way is left to the next start. */
  let halted = false

  /** `open`: the batch that is to be taken back when this does not come to its end; null for the one that is being written. */
  async function inParts<T>(
    actor: Actor,
    name: string,
    items: readonly T[],
    open: string | null,
    write: (tx: Tx, batchId: string, item: T) => void,
    signal?: AbortSignal,
  ): Promise<string> {
    let batchId = ''
    for (let at = 0; at < items.length;) {
      if (halted) throw new DeskError('NOT_READY')
      if (signal?.aborted) throw new DeskError('IMPORT_STOPPED')
      // The first part is what lists of acts read: one item.
      const end = at === 0 ? 1 : Math.min(items.length, at + PART)
      store.together(
        () => {
          const isFirst = at === 0
          store.transact(
            name,
            { staffId: actor.id },
            (tx) => {
              batchId ||= tx.actId
              const began = performance.now()
              do {
                write(tx, batchId, items[at]!)
                at += 1
              } while (at < end && performance.now() - began < PART_MS)
            },
            { untold: true },
          )
          if (isFirst) store.meta.set(BATCH_OPEN, open ?? batchId)
        },
        // What comes last brings all of it to the disk.
        { flushed: false },
      )
      progress = { done: at, of: items.length }
      told()
      await setImmediate()
    }
    return batchId
  }

  async function alone<T>(run: () => Promise<T>): Promise<T> {
    if (progress) throw new DeskError('IMPORT_RUNNING')
    progress = { done: 0, of: 0 }
    try {
      // What did not come to its end before is finished first.
      await finish()
      return await run()
    } finally {
      progress = null
      if (!halted) store.tellUntold()
      told()
    }
  }
  const close = () => store.meta.set(BATCH_OPEN, '')

  /** The events of a batch that nobody has taken back yet, the last first. */
  const standing = (batchId: string): { id: string; rowId: string }[] =>
    store
      .prepare<{ id: string; rowId: string }>(
        `SELECT e.id, e.row_id AS rowId FROM directory_events e WHERE e.batch_id = @batchId AND NOT EXISTS (
           SELECT 1 FROM directory_events u WHERE u.undoes_act_id = e.act_id AND u.row_id = e.row_id)
         ORDER BY e.id DESC`,
      )
      .all({ batchId })
  const eventOf = (id: string): DirectoryEvent =>
    readEvent(store.prepare<EventRecord>(`SELECT ${EVENT_COLUMNS} FROM directory_events e WHERE e.id = ?`).get(id)!)

  async function expectPossible(ids: readonly { id: string }[], own: ReadonlySet<string>): Promise<void> {
    for (const [at, { id }] of ids.entries()) {
      if (!canTakeBack(store, eventOf(id), own)) throw new DeskError('UNDO_NOT_LAST')
      if (at % LOOK === LOOK - 1) await setImmediate()
    }
  }

  async function undo(actor: Actor, batchId: string, isSure: boolean, reason: string): Promise<string> {
    const ids = standing(batchId)
    const own = new Set(ids.map(({ rowId }) => rowId))
    if (!isSure) await expectPossible(ids, own)
    const again = new Map<string, string>()
    progress = { done: 0, of: ids.length }
    const actId = await inParts(actor, 'directory.importUndo', ids, batchId, (tx, undoId, { id }) => {
      const event = eventOf(id)
      // What somebody built on meanwhile stays.
      if (!canTakeBack(store, event, own)) return
      takeBack(
        store,
        createRecorder(tx, { actor, place, ports }, { undoes: event.actId, batchId: undoId, reason }),
        event,
        again,
      )
    })
    close()
    return actId
  }

  /** Why it is taken back, which the server asks of whoever does it long after: what was said when it was begun, else that it was cut. */
  const reasonFor = (open: string): string =>
    store
      .prepare<{ reason: string }>(
        `SELECT u.reason FROM directory_events e JOIN directory_events u ON u.undoes_act_id = e.act_id
         WHERE e.batch_id = ? AND u.reason IS NOT NULL LIMIT 1`,
      )
      .get(open)?.reason ?? CUT[place.building.languages[0] === 'en' ? 'en' : 'fr']

  async function finish(): Promise<void> {
    const open = store.meta.get(BATCH_OPEN)
    if (!open) return
    const began = store
      .prepare<{ actor_id: string }>('SELECT actor_id FROM directory_events WHERE batch_id = ? LIMIT 1')
      .get(open)
    ports.log.warn('import.cut', { batch: open })
    if (began) await undo({ id: began.actor_id, name: '', role: 'manager' }, open, true, reasonFor(open))
    else close()
  }

  return {
    progress: (): Progress | null => progress,

    /** Writes items in their order as one act. What fails or is stopped takes back all that was written. */
    write: <T>(
      actor: Actor,
      items: readonly T[],
      write: (record: Recorder, tx: Tx, item: T) => void,
      signal: AbortSignal,
    ): Promise<string> =>
      alone(async () => {
        progress = { done: 0, of: items.length }
        try {
          const actId = await inParts(
            actor,
            'directory.import',
            items,
            null,
            (tx, batchId, item) => write(createRecorder(tx, { actor, place, ports }, { batchId }), tx, item),
            signal,
          )
          if (signal.aborted) throw new DeskError('IMPORT_STOPPED')
          close()
          return actId
        } catch (error) {
          if (!halted) await finish()
          throw error
        }
      }),

    /** Takes a whole batch back, as one act that can be taken back in its turn. */
    takeBack: (actor: Actor, batchId: string, reason: string): Promise<string> =>
      alone(() => undo(actor, batchId, false, reason)),

    halt(): void {
      halted = true
    },

    /** Takes back what the end of the program has cut, in the name of whoever began it. */
    recover: (): Promise<void> => (store.meta.get(BATCH_OPEN) ? alone(async () => undefined) : Promise.resolve()),
  }
}

export type Batches = ReturnType<typeof createBatches>
