import { z } from 'zod'
import type { SyncContext } from './context.ts'
import { readOps } from './ops.ts'

interface Act {
  id: string
  at: string
  ops: string
}

const uuid = z.uuid()
const isWhole = (id: string): boolean => uuid.safeParse(id).success
/** Two ids that differ in no more places are one that was damaged: different ones differ nearly everywhere. */
const FEW = 4

/** What the rows of an act say that it is called, or what it is called where none does; null where neither is an id any more. */
export function saidId({ id, ops }: Act): string | null {
  const inserted = (readOps(ops) ?? []).filter(({ op }) => op === 'insert')
  const said = new Set(inserted.flatMap(({ values }) => values['act_id'] ?? []))
  const [only] = said
  if (said.size === 1 && typeof only === 'string' && isWhole(only)) return only
  return isWhole(id) ? id : null
}

/**
 * Whether an act of the queue is this one, whose id was damaged: both did the same at the same time, or make the same row, and the id
 * is none any more or nearly that act's.
 */
export function isQueuedUnderItsId(sql: SyncContext['sql'], { id, at, ops: text }: Act): boolean {
  const isOf = (other: string): boolean => !isWhole(id) || differences(id, other) <= FEW
  const same = sql('SELECT id FROM _outbox WHERE at = ? AND ops = ?').pluck().all(at, text) as string[]
  if (same.some(isOf)) return true
  const touching = sql(
    'SELECT id, ops FROM _outbox WHERE seq IN (SELECT seq FROM _outbox_rows WHERE table_name = ? AND row_id = ?)',
  )
  const makes = (ops: string, table: string, row: string): boolean =>
    (readOps(ops) ?? []).some((one) => one.op === 'insert' && one.table === table && one.id === row)
  return (readOps(text) ?? [])
    .filter(({ op }) => op === 'insert')
    .some(({ table, id: row }) =>
      (touching.all(table, row) as Act[]).some((other) => isOf(other.id) && makes(other.ops, table, row)),
    )
}

const differences = (one: string, other: string): number =>
  one.length === other.length ? [...one].filter((letter, at) => letter !== other[at]).length : Infinity
