import type { PushAnswer, WireResult } from '../../../shared/sync/wire.ts'
import type { SyncedTable } from '../schema.ts'
import { readOps, type StoredEntry } from './ops.ts'
import { dependants } from './queue.ts'
import type { ChangeSet, SyncContext } from './context.ts'
import type { AdoptOptions, RowsIn } from './rowsIn.ts'
import { isSynced } from './values.ts'

type Refused = Extract<WireResult, { status: 'refused' }>

export interface Outcome {
  applied: number
  refused: number
  /** Acts that a newer version of this program has to send. */
  tooOld: number
}

/** Why an act needs a person. */
export interface Reason {
  code: string
  message: string
  detail: Record<string, unknown>
  causeId: string | null
}

/** Puts the server's answers to acts into effect. Runs inside a write of sync. */
export function answers(context: SyncContext, rowsOf: RowsIn) {
  const { sql, meta } = context
  const drop = (id: string) => void sql('DELETE FROM _outbox WHERE id = ?').run(id)
  const find = (id: string) =>
    sql('SELECT seq, id, name, schema, actor_id, at, ops FROM _outbox WHERE id = ?').get(id) as StoredEntry | undefined

  function toRefused(entry: StoredEntry, reason: Reason, at: string): void {
    sql(
      `INSERT INTO _attention (id, seq, name, schema, actor_id, at, ops, code, message, detail, cause_id, refused_at)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING`,
    ).run(
      entry.id,
      entry.seq,
      entry.name,
      entry.schema,
      entry.actor_id,
      entry.at,
      entry.ops,
      reason.code,
      reason.message,
      JSON.stringify(reason.detail),
      reason.causeId,
      at,
    )
    drop(entry.id)
  }
  const rowsTouched = (entry: Pick<StoredEntry, 'ops'>) =>
    (readOps(entry.ops) ?? []).map(({ table, id }) => ({ table, id }))

  /** Moves an act, and what builds on it, out of the queue. Answers the rows that lose an edit. */
  function refuse(
    entry: StoredEntry,
    reason: Omit<Reason, 'causeId'>,
    answered: ReadonlySet<string>,
    at: string,
  ): { table: SyncedTable; id: string }[] {
    const ops = readOps(entry.ops)
    const touched = rowsTouched(entry)
    toRefused(entry, { ...reason, causeId: null }, at)
    if (!ops) return touched
    for (const dependant of dependants(context, { ...entry, ops }, answered)) {
      touched.push(...rowsTouched(dependant))
      toRefused(dependant, { code: 'depends', message: '', detail: {}, causeId: entry.id }, at)
    }
    return touched
  }

  function keepSent(entry: StoredEntry, result: WireResult, at: string): void {
    const upto = Math.max(0, ...result.rows.map(({ row }) => Number(row['change_seq']) || 0))
    sql(
      'INSERT OR IGNORE INTO _sent (id, name, schema, actor_id, at, ops, upto, sent_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
    ).run(entry.id, entry.name, entry.schema, entry.actor_id, entry.at, entry.ops, upto, at)
  }

  return {
    refuse,
    toRefused,
    /** Takes a whole answer: what was applied is the server's, what was refused is taken back, the rest replayed on top. */
    take(answer: PushAnswer, at: string, options: AdoptOptions, changes: ChangeSet): Outcome {
      const outcome: Outcome = { applied: 0, refused: 0, tooOld: 0 }
      const answered = new Set(answer.results.map(({ id }) => id))
      const touched: { table: SyncedTable; id: string }[] = []
      for (const result of answer.results) {
        const entry = find(result.id)
        if (!entry) continue
        if (result.status === 'applied') {
          keepSent(entry, result, new Date(answer.server_time).toISOString())
          drop(entry.id)
          touched.push(...rowsTouched(entry))
          outcome.applied++
        } else if (result.code === 'too_old') {
          // Not kept by the server: the same act passes when a newer version of this program sends it.
          outcome.tooOld++
        } else {
          touched.push(...refuse(entry, wordsOf(result), answered, at))
          outcome.refused++
        }
      }
      const known = meta.get('epoch')
      // Numbers of another epoch cannot be compared; the whole replica is about to be read again.
      const force = options.force === true || (known !== null && known !== answer.epoch)
      const rows = answer.results.flatMap((result) => result.rows)
      rowsOf.adoptAll(rows, { ...options, force }, changes)
      rowsOf.recomputeAll(
        touched.filter(({ table }) => isSynced(table)),
        changes,
      )
      rowsOf.retryParked(changes)
      changes.add('_outbox')
      if (outcome.refused > 0) changes.add('_attention')
      return outcome
    },
  }
}

const wordsOf = ({ code, message, detail }: Refused): Omit<Reason, 'causeId'> => ({ code, message, detail })
