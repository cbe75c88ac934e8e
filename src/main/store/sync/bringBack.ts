import { z } from 'zod'
import type { RestoreOutcome } from '../../../shared/contract/app.ts'
import type { AuditChain } from '../audit/chain.ts'
import { carryOutAll } from './erasing/carryOut.ts'
import { isOfEnvironment } from '../faults.ts'
import { outliving, type LocalTableName } from '../localTables.ts'
import { enqueue, type OutboxEntry } from '../outbox.ts'
import type { RescuedActs } from '../rescued.ts'
import type { ChangeSet, SyncContext } from './context.ts'
import { isQueuedUnderItsId, saidId } from './damagedId.ts'
import { readOps } from './ops.ts'
import type { RowsIn } from './rowsIn.ts'
import type { SyncedTable } from '../schema.ts'

/** Text that was damaged on the disk reads on, with this mark where its bytes are no letters any more. */
const isGarbled = (text: string): boolean => text.includes('\uFFFD')

const stored = z.object({
  id: z.string(),
  name: z.string(),
  schema: z.number(),
  actor_id: z.string(),
  at: z.string(),
  ops: z.string(),
  state: z.enum(['waiting', 'again']).default('waiting'),
})
interface Parts {
  context: SyncContext
  rowsOf: RowsIn
  write<T>(fn: (changes: ChangeSet) => T): T
  /** Chains what is brought back, where this schema has a chain. */
  audit: Pick<AuditChain, 'act' | 'settle'> | null
  /** For an act whose id was damaged beyond reading. */
  newId(): string
}
type Stored = z.infer<typeof stored>
type Verdict = 'applied' | 'waiting' | 'refused'

/** Key of `_sync`: the last rescue whose acts were brought back. */
const DONE = 'brought_back'
const DECISIONS = outliving('decisions')
const WORK = outliving('work')

/**
 * Puts rescued acts back into the queue and their effect into the tables, all in one commit and only once. An act on rows that
 * are not here is queued all the same: the server says whether there are such rows. A fault of the disk ends it without a
 * verdict about any act; null when it was done before.
 */
export function bringBack(parts: Parts, acts: RescuedActs, at: string): RestoreOutcome | null {
  const { context, rowsOf, write, audit, newId } = parts
  const { sql, rows } = context
  const outcome: RestoreOutcome = {
    found: 0,
    applied: 0,
    waiting: 0,
    refused: 0,
    unreadable: 0,
    unread: acts.sources.some(({ whole, holes }) => !whole || holes),
    ...(acts.wanted && { wanted: true, dropped: acts.dropped }),
  }
  const columnsOf = new Map<string, string[]>()
  if (context.meta.get(DONE) === acts.id) return null

  return write((changes) => {
    Object.assign(outcome, { found: 0, applied: 0, waiting: 0, refused: 0, unreadable: 0 })
    context.meta.set(DONE, acts.id)
    context.meta.set('brought_back_to', acts.backup)
    audit?.settle(at)
    for (const table of DECISIONS) add(table, acts.kept[table] ?? [])
    for (const table of WORK) take(table, acts.kept[table] ?? [])
    const isKnown = sql(
      'SELECT 1 FROM _outbox WHERE id = @id UNION ALL SELECT 1 FROM _sent WHERE id = @id UNION ALL SELECT 1 FROM _attention WHERE id = @id',
    )
    for (const row of acts.entries) {
      const { data: read } = stored.safeParse(row)
      if (read && isKnown.get({ id: read.id })) continue
      const called = read && saidId(read)
      if (read && (isKnown.get({ id: called }) || isQueuedUnderItsId(sql, read))) continue
      outcome.found++
      if (!read) {
        outcome.unreadable++
        continue
      }
      const act = { ...read, id: called ?? newId() }
      const verdict = tried(act, changes)
      outcome[verdict]++
    }
    carryOutAll(context, changes)
    sql(
      "INSERT INTO _meta (key, value) VALUES ('restore_outcome', ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
    ).run(JSON.stringify(outcome))
    changes.add('_outbox')
    changes.add('_attention')
    return outcome
  })

  function tried(act: Stored, changes: ChangeSet): Verdict {
    const ops = isGarbled(act.ops) ? null : readOps(act.ops)
    if (!ops) return toRefused(act, 'invalid', 'unreadable')
    if (act.schema > context.schema) return toRefused(act, 'too_old', `schema ${act.schema}`)
    context.db.exec('SAVEPOINT rescued')
    try {
      const later = act.state === 'again' ? [] : apply(ops)
      // Without a project nothing can bring the row.
      if (later.length > 0 && !acts.synced && context.meta.get('cursor') === null) {
        undo()
        return toRefused(act, 'missing', `${later[0]!.table} ${later[0]!.id}`)
      }
      enqueue(sql, act)
      audit?.act({ ...act, ops }, true)
      for (const { table, id } of later) rowsOf.recompute(table, id, changes)
      context.db.exec('RELEASE rescued')
      return later.length > 0 ? 'waiting' : 'applied'
    } catch (error) {
      if (isOfEnvironment(error) || !context.db.inTransaction) throw error
      undo()
      return toRefused(act, 'constraint', error instanceof Error ? error.message : String(error))
    }
  }
  function undo(): void {
    context.db.exec('ROLLBACK TO rescued')
    context.db.exec('RELEASE rescued')
  }

  /** Does to the rows what the act did. Answers those that are not here, or refer to one that is not. */
  function apply(ops: OutboxEntry['ops']): { table: SyncedTable; id: string }[] {
    const later: { table: SyncedTable; id: string }[] = []
    for (const { table, op, id, values } of ops) {
      const before = rows.get(table, id)
      rowsOf.keepBase(table, id)
      if (op === 'insert' && before) continue
      const complete = context.parentsPresent(table, values)
      if (op === 'insert' && complete) rows.insert(table, { ...values, id, change_seq: null })
      else if (before && complete) rows.update(table, id, values)
      else if (before && isOnlyHere(before, table, id)) throw new Error(`${table} ${id} refers to what is not here`)
      else later.push({ table, id })
    }
    return later
  }

  /** Neither the server nor an act of the queue can make this row again. */
  function isOnlyHere(row: Readonly<Record<string, unknown>>, table: string, id: string): boolean {
    if (row['change_seq'] !== null) return false
    return sql('SELECT 1 FROM _outbox_rows WHERE table_name = ? AND row_id = ?').get(table, id) === undefined
  }

  function toRefused(act: Stored, code: string, message: string): 'refused' {
    const last = sql('SELECT coalesce(max(seq), 0) FROM _attention').pluck().get() as number
    sql(
      `INSERT INTO _attention (id, seq, name, schema, actor_id, at, ops, code, message, detail, cause_id, refused_at)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, '{}', NULL, ?)`,
    ).run(act.id, last + 1, act.name, act.schema, act.actor_id, act.at, act.ops, code, message, at)
    return 'refused'
  }

  /** What the server answered since the backup was made. What the backup still has in its queue stands there. */
  function add(table: LocalTableName, found: RescuedActs['entries']): void {
    const isQueued = sql('SELECT 1 FROM _outbox WHERE id = ?')
    for (const row of found) if (!isQueued.get(row['id'])) insert('IGNORE', table, row)
  }
  /**
   * What people left on this desk. The replica is newer than the backup: its rows replace those of the backup, and where all of
   * them could be read, what is missing in them was sent or thrown away since the backup.
   */
  function take(table: LocalTableName, found: RescuedActs['entries']): void {
    if (acts.complete.includes(table)) sql(`DELETE FROM ${table}`).run()
    for (const row of found) insert('REPLACE', table, row)
  }
  function columns(table: LocalTableName): string[] {
    const found = columnsOf.get(table)
    if (found) return found
    const read = (context.db.pragma(`table_info('${table}')`) as { name: string }[]).map(({ name }) => name)
    columnsOf.set(table, read)
    return read
  }
  function insert(or: 'IGNORE' | 'REPLACE', table: LocalTableName, row: RescuedActs['entries'][number]): void {
    // The order of sent acts is given anew: the backup has used those numbers for others.
    const names = columns(table).filter((name) => name in row && !(table === '_sent' && name === 'seq'))
    try {
      sql(`INSERT OR ${or} INTO ${table} (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`).run(
        ...names.map((name) => row[name]),
      )
    } catch (error) {
      // Half a row of a bad page: the rest must not wait for it.
      if (isOfEnvironment(error) || !context.db.inTransaction) throw error
      if (table === '_attention') outcome.unreadable++
    }
  }
}
