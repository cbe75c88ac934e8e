import { V7Generator } from 'uuidv7'
import type { NewRow, SyncedTable, TableRow } from '../store/schema.ts'
import { startOfDay, timeOfDay } from '../../shared/time/zone.ts'
import type { Random } from '../../shared/random.ts'

/** What the makers of sample rows share. */
export interface SampleParts {
  random: Random
  now: Date
  buildingId: string
  /** A UUIDv7 of that time. */
  id(at: Date): string
  /** A whole row, stamped with its time. */
  row<T extends SyncedTable>(
    table: T,
    at: Date,
    values: Omit<NewRow<T>, 'building_id' | 'created_at'> & { id: string },
  ): TableRow
}

export const DAY_MS = 86_400_000
export const HOUR_MS = 3_600_000
export const MINUTE_MS = 60_000

/** So many whole days earlier. */
export const daysBefore = (now: Date, days: number): Date => new Date(now.getTime() - days * DAY_MS)
/** The date of an instant, in UTC. */
export const dateOf = (at: Date): string => at.toISOString().slice(0, 10)

export const ZONE = 'America/Toronto'

/** When the desk opens on that day. */
export const opening = (at: Date): Date => timeOfDay(ZONE, at, 8 * HOUR_MS)

/** Moves an act out of the night: to the morning after or the evening before, between two times. */
export function awake(random: Random, at: Date, after: Date, before: Date): Date {
  const opens = opening(at)
  if (at >= opens) return at
  const morning = opens.getTime() + random.int(2 * HOUR_MS)
  if (morning < before.getTime()) return new Date(morning)
  const evening = startOfDay(ZONE, at).getTime() - random.int(2 * HOUR_MS)
  return evening > after.getTime() ? new Date(evening) : at
}

/** What all sample rows are made with: one randomness, one time, one building. */
export function sampleParts(random: Random, now: Date): SampleParts {
  const uint32 = () => Math.floor(random.next() * 0x1_0000_0000)
  const generator = new V7Generator({ nextUint32: uint32 })
  // Rows are not made in the order of their times.
  generator.setRollbackAllowance(0)
  const id = (at: Date) => generator.generateOrResetWithTs(at.getTime()).toString()
  const buildingId = id(daysBefore(now, 900))
  return {
    random,
    now,
    buildingId,
    id,
    row: (table, at, values) =>
      ({
        table,
        row: { building_id: buildingId, created_at: at.toISOString(), updated_at: at.toISOString(), ...values },
      }) as unknown as TableRow,
  }
}
