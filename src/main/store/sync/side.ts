import type Database from 'better-sqlite3'
import type { RestoreOutcome } from '../../../shared/contract/app.ts'
import type { PageAnswer, PullAnswer, PushAnswer, WireCells, WireRow } from '../../../shared/sync/wire.ts'
import type { AuditChain } from '../audit/chain.ts'
import type { ChangeSet } from '../changes.ts'
import { carryOutAll } from './erasing/carryOut.ts'
import type { KeptErasure } from './erasing/kept.ts'
import { sqliteCode } from '../faults.ts'
import type { Logger } from '../ports.ts'
import { answers, type Outcome, type Reason } from './answers.ts'
import type { RescuedActs } from '../rescued.ts'
import { forgetDone, refusedActs } from './refused.ts'
import { bringBack } from './bringBack.ts'
import { rowOfCells } from './cells.ts'
import { columnsKnown, replaying, syncContext } from './context.ts'
import { digestOf } from './digest.ts'
import { nextBatch, waitingOf, type Batch, type BatchLimits } from './queue.ts'
import type { QueuedEntry, StoredEntry } from './ops.ts'
import { repairOf } from './repair.ts'
import { unsentActs } from './unsent.ts'
import { rowsIn, type AdoptOptions } from './rowsIn.ts'

export type { Outcome } from './answers.ts'
export type { Batch } from './queue.ts'
export type { QueuedEntry } from './ops.ts'

/** How long acts that the server took are kept, in case it is restored from an older backup. */
const SENT_DAYS = 14
const SENT_MOST = 20_000

export interface SyncSideParts {
  schema: number
  log: Logger
  now(): Date
  newId(): string
  /**
   * One transaction; a change event when it is committed. What is not `flushed` may be gone after a power loss, as if it
   * had never been, until the next that is; a crash of the program takes nothing.
   */
  atomically<T>(fn: (changes: ChangeSet) => T, flushed?: boolean): T
  /** Gives a fault of the database the words that the rest of the program knows. */
  guard<T>(read: () => T): T
  audit: AuditChain | null
}

/** What the sync engine does with a replica. Every method is one transaction, or none. */
export function createSyncSide(db: Database.Database, parts: SyncSideParts) {
  const context = syncContext(db, parts.schema, parts.log)
  const { sql, meta } = context
  const rowsOf = rowsIn(context)
  const answersOf = answers(context, rowsOf)
  const refused = refusedActs(context, rowsOf, parts.newId)
  const repair = repairOf(context, rowsOf)
  /** Grows with each write of server rows. */
  let version = 0

  const write = <T>(fn: (changes: ChangeSet) => T, { defer = true, flushed = true } = {}): T => {
    version++
    return parts.atomically((changes) => replaying(context, { defer }, () => fn(changes)), flushed)
  }
  /** Rows may come before their parents: then each is looked at by itself. Whatever the rows are, the write happens. */
  function writeRows<T>(fn: (changes: ChangeSet, options: AdoptOptions) => T, flushed = true): T {
    const orphan = (error: unknown) => sqliteCode(error) === 'SQLITE_CONSTRAINT_FOREIGNKEY'
    for (const defer of [false, true]) {
      try {
        return write((changes) => fn(changes, {}), { defer, flushed })
      } catch (error) {
        if (!orphan(error)) throw error
      }
    }
    try {
      return write((changes) => fn(changes, { careful: true }), { flushed })
    } catch (error) {
      if (!orphan(error)) throw error
    }
    // A row that should have been taken back is still referred to. The queue must not stop for it.
    parts.log.error('sync.references_broken', {})
    db.pragma('foreign_keys = OFF')
    try {
      return write(
        (changes) => {
          meta.set('refill', '1')
          return fn(changes, { careful: true })
        },
        { flushed },
      )
    } finally {
      db.pragma('foreign_keys = ON')
    }
  }

  /** A page was taken to its end. */
  function turned({ cursor, epoch }: Pick<PullAnswer, 'cursor' | 'epoch'>): void {
    meta.set('cursor', cursor)
    meta.set('epoch', epoch)
    if (meta.get('columns') === null) meta.set('columns', columnsKnown())
  }

  return {
    schema: parts.schema,
    version: () => version,
    waiting: () => waitingOf(context),
    meta: {
      get: (key: string): string | null => meta.get(key),
      set: (key: string, value: string | null): void => parts.atomically(() => meta.set(key, value)),
    },
    cursor: (): string | null => meta.get('cursor'),
    epoch: (): string | null => meta.get('epoch'),
    /** True when the replica must be filled anew: never filled, or filled by a version that knew fewer columns. */
    needsFill: (): boolean =>
      meta.get('cursor') === null || meta.get('refill') !== null || meta.get('columns') !== columnsKnown(),
    wantFill: (): void => parts.atomically(() => meta.set('refill', '1')),
    /** The server was put back to a backup and has not said so: everything is read again, and what it lacks is sent again. */
    rolledBack: (): void =>
      parts.atomically(() => {
        meta.set('rolled_back', '1')
        meta.set('refill', '1')
      }),

    nextBatch: (limits: BatchLimits): Batch => nextBatch(context, parts.now(), limits),
    /** The attempt came to nothing: try these not before `next`. */
    postpone(ids: readonly string[], next: Date, why: string): void {
      parts.atomically((changes) => {
        for (const id of ids)
          sql('UPDATE _outbox SET attempts = attempts + 1, next_attempt_at = ?, last_error = ? WHERE id = ?').run(
            next.toISOString(),
            why,
            id,
          )
        changes.add('_outbox')
      })
    },
    /** Takes the server's answer to a batch. */
    pushed: (answer: PushAnswer): Outcome =>
      writeRows((changes, options) => answersOf.take(answer, parts.now().toISOString(), options, changes)),
    /** Moves an act that cannot be sent out of the way, with what builds on it. */
    park: (id: string, reason: { code: string; message: string; detail: Record<string, unknown> }): void =>
      writeRows((changes) => {
        const entry = sql('SELECT seq, id, name, schema, actor_id, at, ops FROM _outbox WHERE id = ?').get(id)
        if (!entry) return
        const touched = answersOf.refuse(entry as StoredEntry, reason, new Set(), parts.now().toISOString())
        rowsOf.recomputeAll(touched, changes)
        rowsOf.retryParked(changes)
        changes.add('_outbox')
        changes.add('_attention')
      }),

    /**
     * Takes a page: its rows, the cursor and the epoch in one transaction. It is not flushed: after a power loss it is
     * read again.
     */
    pulled: (page: Pick<PullAnswer, 'rows' | 'cursor' | 'epoch'>): void =>
      writeRows((changes, options) => {
        rowsOf.adoptAll(page.rows, options, changes)
        forgetDone(context, changes)
        turned(page)
      }, false),
    /** Takes rows of a page whose rest is to follow: the cursor stays. */
    pulledPart: (rows: readonly WireRow[]): void =>
      writeRows((changes, options) => rowsOf.adoptAll(rows, options, changes), false),
    /** A part of a page of a whole reading; `page` is given with its last part, and moves the cursor. */
    filled: (cells: WireCells | null, page?: Pick<PageAnswer, 'cursor' | 'epoch'>): void =>
      writeRows((changes) => {
        if (cells) {
          const rows = cells.rows.map((row) => rowOfCells(cells, row))
          rowsOf.adoptAll(rows, {}, changes)
        }
        if (page) turned(page)
      }, false),
    /** Reads again what an older version of this program had to set aside. */
    reread: (): void => writeRows((changes) => rowsOf.rereadParked(changes)),
    /**
     * Forgets sent acts that no restore of the server can still miss. Their age is told by the server's clock alone: this
     * computer's may jump.
     */
    prune(): void {
      const newest = sql('SELECT max(sent_at) FROM _sent').pluck().get() as string | null
      if (newest === null) return
      const before = new Date(Date.parse(newest) - SENT_DAYS * 86_400_000).toISOString()
      parts.atomically(() => {
        sql('DELETE FROM _sent WHERE sent_at < ?').run(before)
        sql('DELETE FROM _sent WHERE seq <= (SELECT max(seq) FROM _sent) - ?').run(SENT_MOST)
      })
    },

    /**
     * The project has taken this replica's rows up to an act: those acts need not be sent any more, what was refused waits for a
     * person, and everything is read again from the project.
     */
    broughtIn(cut: number, refused: readonly { entry: QueuedEntry; reason: Omit<Reason, 'causeId'> }[]): void {
      write((changes) => {
        sql('DELETE FROM _outbox WHERE seq <= ?').run(cut)
        sql(
          `DELETE FROM _base WHERE NOT EXISTS
           (SELECT 1 FROM _outbox_rows o WHERE o.table_name = _base.table_name AND o.row_id = _base.row_id)`,
        ).run()
        const at = parts.now().toISOString()
        for (const { entry, reason } of refused)
          answersOf.toRefused({ ...entry, ops: JSON.stringify(entry.ops) }, { ...reason, causeId: null }, at)
        for (const key of ['cursor', 'epoch', 'columns']) meta.set(key, null)
        changes.add('_outbox')
        changes.add('_attention')
      })
    },

    digest: () => digestOf(context, () => version).start(),
    repair: {
      begin: (tables: ReadonlySet<string>, upto: number): void => write(() => repair.begin(tables, upto)),
      rows: (tables: ReadonlySet<string>, upto: number, rows: readonly WireRow[]): boolean =>
        write((changes) => repair.rows(tables, upto, rows, changes)),
      end: (tables: ReadonlySet<string>, upto: number): boolean =>
        writeRows((changes) => repair.end(tables, upto, changes)),
    },

    unsent: unsentActs({ ...parts, context, refused, write: writeRows }),

    /** Puts acts that a restore saved back into the queue; null when they stand there already. */
    bringBack: (acts: RescuedActs): RestoreOutcome | null =>
      bringBack(
        { context, rowsOf, write: writeRows, audit: parts.audit, newId: parts.newId },
        acts,
        parts.now().toISOString(),
      ),

    /** Erasures that were carried out here before another file took the place: whose rows it has, is erased again. */
    eraseAgain: (kept: readonly KeptErasure[]): void => {
      if (kept.length === 0) return
      const known = sql('SELECT 1 FROM erasures WHERE id = ?')
      const isHere = sql('SELECT 1 FROM residents WHERE id = ?')
      const lost = kept.filter((one) => !known.get(one.id) && isHere.get(one.resident_id))
      if (lost.length === 0) return
      write((changes) => {
        for (const one of lost) context.rows.insert('erasures', { ...one })
        carryOutAll(context, changes)
      })
    },

    /** For a fresh replica that takes this one's place. */
    parts: { context, rowsOf, write: writeRows },
  }
}

export type SyncSide = ReturnType<typeof createSyncSide>
