import { enqueue, type OutboxOp } from '../outbox.ts'
import type { SyncedTable } from '../schema.ts'
import type { ChangeSet, SyncContext } from './context.ts'
import { readOps, type StoredEntry } from './ops.ts'
import type { RowsIn } from './rowsIn.ts'

/** An act that the server refused. */
export interface Refusal {
  id: string
  name: string
  actorId: string
  at: string
  refusedAt: string
  code: string
  message: string
  detail: Record<string, unknown>
  /** The refused act that this one builds on. */
  causeId: string | null
  ops: OutboxOp[]
}

/** Other values for rows of a refused act. */
export interface Edit {
  table: SyncedTable
  id: string
  values: Record<string, string | number | null>
}

interface Kept extends StoredEntry {
  code: string
  message: string
  detail: string
  cause_id: string | null
  refused_at: string
}

/**
 * Forgets refused acts that took effect after all: a server that was restored from a backup does not know its refusal any
 * more, and a repeated request may have reached it. The rows that the act makes are there then. Runs inside a write of sync.
 */
export function forgetDone({ sql }: SyncContext, changes: ChangeSet): void {
  for (const { id, ops } of sql('SELECT id, ops FROM _attention').all() as Pick<Kept, 'id' | 'ops'>[]) {
    const made = (readOps(ops) ?? []).filter(({ op }) => op === 'insert')
    const isThere = ({ table, id }: { table: SyncedTable; id: string }): boolean =>
      sql(`SELECT 1 FROM ${table} WHERE id = ? AND change_seq IS NOT NULL`).get(id) !== undefined
    if (made.length === 0 || !made.every(isThere)) continue
    sql('DELETE FROM _attention WHERE id = ?').run(id)
    changes.add('_attention', id)
  }
}

const toAct = (row: Kept): Refusal => ({
  id: row.id,
  name: row.name,
  actorId: row.actor_id,
  at: row.at,
  refusedAt: row.refused_at,
  code: row.code,
  message: row.message,
  detail: JSON.parse(row.detail) as Record<string, unknown>,
  causeId: row.cause_id,
  ops: readOps(row.ops) ?? [],
})

/** What was refused, and what a person decides about it. Writes run inside a write of sync. */
export function refusedActs(context: SyncContext, rowsOf: RowsIn, newId: () => string) {
  const { sql, schema } = context
  const group = (id: string): Kept[] =>
    sql('SELECT * FROM _attention WHERE id = ? OR cause_id = ? ORDER BY seq').all(id, id) as Kept[]

  return {
    count: (): number => Number(sql('SELECT count(*) FROM _attention').pluck().get()),
    list: (limit = 200): Refusal[] =>
      (sql('SELECT * FROM _attention ORDER BY seq LIMIT ?').all(limit) as Kept[]).map(toAct),
    named: (name: string): Refusal[] =>
      (sql('SELECT * FROM _attention WHERE name = ? ORDER BY seq').all(name) as Kept[]).map(toAct),
    buildingOn: (id: string): Refusal[] =>
      (sql('SELECT * FROM _attention WHERE cause_id = ? ORDER BY seq').all(id) as Kept[]).map(toAct),
    find(id: string): Refusal | undefined {
      const row = sql('SELECT * FROM _attention WHERE id = ?').get(id) as Kept | undefined
      return row && toAct(row)
    },
    /** Queues an act again with what builds on it, as new acts: the server keeps its answer to the old ones. */
    retry(id: string, edits: readonly Edit[], changes: ChangeSet): { id: string; newId: string }[] {
      const acts = group(id)
      const names = new Map(acts.map((act) => [act.id, newId()]))
      const rename = (value: string | number | null) =>
        typeof value === 'string' ? (names.get(value) ?? value) : value
      const queued: { id: string; newId: string }[] = []
      for (const act of acts) {
        const ops = readOps(act.ops)
        if (!ops) continue
        for (const op of ops) {
          for (const [column, value] of Object.entries(op.values)) op.values[column] = rename(value as string | null)
          const edit = op.op === 'remove' ? undefined : edits.find((e) => e.table === op.table && e.id === op.id)
          if (edit) Object.assign(op.values, edit.values)
          rowsOf.keepBase(op.table, op.id)
        }
        const { name, actor_id, at } = act
        const ready = { name, actor_id, at, schema: Math.min(act.schema, schema), ops: JSON.stringify(ops) }
        enqueue(sql, { id: names.get(act.id)!, ...ready })
        sql('DELETE FROM _attention WHERE id = ?').run(act.id)
        rowsOf.recomputeAll(ops, changes)
        queued.push({ id: act.id, newId: names.get(act.id)! })
      }
      changes.add('_outbox')
      changes.add('_attention')
      return queued
    },
    /** Gives an act up, with what builds on it. Its local effect is gone already. */
    discard(id: string, changes: ChangeSet): number {
      changes.add('_attention', id)
      return sql('DELETE FROM _attention WHERE id = ? OR cause_id = ?').run(id, id).changes
    },
  }
}

export type RefusedActs = ReturnType<typeof refusedActs>
