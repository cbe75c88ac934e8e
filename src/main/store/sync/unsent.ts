import type { ChangeSet } from '../changes.ts'
import type { SyncedTable } from '../schema.ts'
import type { RefusedActs, Edit, Refusal } from './refused.ts'
import type { SyncContext } from './context.ts'
import { waitingActs, waitingOf } from './queue.ts'

/** An act that waits to be sent. */
export type WaitingAct = ReturnType<typeof waitingActs>[number]

/** The acts that the server does not have: what the program may know of them, and decide. All else of sync is the engine's. */
export interface UnsentActs {
  /** How many wait to be sent. */
  count(): number
  /** Those that wait, oldest first. */
  waiting(limit: number): WaitingAct[]
  /** The ids of what a person has done and what still waits. */
  of(staffId: string): string[]
  /** Where an act that waits stands in the order of writing; null for one that does not wait. */
  placeOf(actId: string): number | null
  /** Whether an act that waits changes this row. */
  changes(table: SyncedTable, id: string): boolean
  /** What the server refused; it stays until somebody decides. */
  refused: {
    count(): number
    list(limit?: number): Refusal[]
    find(id: string): Refusal | undefined
    /** Those that build on one. */
    buildingOn(id: string): Refusal[]
    /** Those of one kind of act. */
    named(name: string): Refusal[]
    /** Queues an act again, changed where told, with what builds on it. */
    retry(id: string, edits?: readonly Edit[]): { id: string; newId: string }[]
    /** Gives an act up, with what builds on it. Answers how many they were. */
    discard(id: string): number
  }
}

interface Parts {
  context: SyncContext
  refused: RefusedActs
  write<T>(fn: (changes: ChangeSet) => T): T
  atomically<T>(fn: (changes: ChangeSet) => T): T
  guard<T>(read: () => T): T
}

/** The door to sync for everybody but its engine. */
export function unsentActs({ context, refused, write, atomically, guard }: Parts): UnsentActs {
  const { sql } = context
  return {
    count: () => guard(() => waitingOf(context).waiting),
    waiting: (limit) => guard(() => waitingActs(context, limit)),
    of: (staffId) =>
      guard(() => sql('SELECT id FROM _outbox WHERE actor_id = ? ORDER BY seq').pluck().all(staffId) as string[]),
    placeOf: (actId) =>
      guard(() => (sql('SELECT seq FROM _outbox WHERE id = ?').pluck().get(actId) as number | undefined) ?? null),
    changes: (table, id) =>
      guard(() => sql('SELECT 1 FROM _outbox_rows WHERE table_name = ? AND row_id = ?').get(table, id)) !== undefined,
    refused: {
      count: () => guard(refused.count),
      list: (limit) => guard(() => refused.list(limit)),
      find: (id) => guard(() => refused.find(id)),
      buildingOn: (id) => guard(() => refused.buildingOn(id)),
      named: (name) => guard(() => refused.named(name)),
      retry: (id, edits = []) => write((changes) => refused.retry(id, edits, changes)),
      discard: (id) => atomically((changes) => refused.discard(id, changes)),
    },
  }
}
