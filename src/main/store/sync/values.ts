import { SYNC_TABLES, type ColumnKind } from '../../../shared/sync/tables.ts'
import type { AnyRow } from '../rows.ts'
import type { SyncedTable } from '../schema.ts'

/** A value from the server that this version cannot keep. */
export class BadValue extends Error {}

const ISO = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/

/** The change number of a row; throws when it is none, or more than JavaScript counts exactly. */
export function seqOf(value: unknown): number {
  const seq = typeof value === 'string' && /^\d{1,16}$/.test(value) ? Number(value) : value
  if (typeof seq !== 'number' || !Number.isSafeInteger(seq) || seq < 1)
    throw new BadValue(`change_seq ${String(value).slice(0, 40)}`)
  return seq
}

/** A value of the wire as the replica keeps it; throws a BadValue for one that it cannot keep. */
export function toStored(kind: ColumnKind, value: unknown): string | number | null {
  if (kind === 'seq') return seqOf(value)
  if (kind === 'json') return value === null ? null : JSON.stringify(value)
  if (value === null) return null
  switch (kind) {
    case 'bool':
      if (typeof value === 'boolean') return value ? 1 : 0
      break
    case 'int':
      if (typeof value === 'number' && Number.isSafeInteger(value)) return value
      break
    case 'instant': {
      if (typeof value !== 'string') break
      if (ISO.test(value)) return value
      const at = Date.parse(value)
      if (Number.isFinite(at)) return new Date(at).toISOString()
      break
    }
    default:
      if (typeof value === 'string') return value
  }
  throw new BadValue(`${kind} ${String(value).slice(0, 40)}`)
}

/** A row of the wire as the replica keeps it. Columns that this version does not know are left out. */
export function fromWire(table: SyncedTable, row: Readonly<Record<string, unknown>>): AnyRow {
  const kinds: Readonly<Record<string, ColumnKind>> = SYNC_TABLES[table]
  const stored: AnyRow = {}
  for (const column in kinds) {
    const value = row[column]
    if (value !== undefined) stored[column] = toStored(kinds[column]!, value)
  }
  if (typeof stored['id'] !== 'string') throw new BadValue('no id')
  if (typeof stored['change_seq'] !== 'number') throw new BadValue('no change_seq')
  return stored
}

/** Column values of an op as the wire carries them. */
export function toWire(table: SyncedTable, values: AnyRow): Record<string, unknown> {
  const kinds: Readonly<Record<string, ColumnKind>> = SYNC_TABLES[table]
  const out: Record<string, unknown> = {}
  for (const [column, value] of Object.entries(values)) {
    const kind = kinds[column]
    if (!kind || kind === 'seq') continue
    if (value === null) out[column] = null
    else if (kind === 'bool') out[column] = value === 1
    else if (kind === 'json') out[column] = JSON.parse(String(value)) as unknown
    else out[column] = value
  }
  return out
}

/** Synced tables, parents before children. */
export const TABLE_ORDER: readonly SyncedTable[] = Object.keys(SYNC_TABLES) as SyncedTable[]
const places = new Map<string, number>(TABLE_ORDER.map((table, place) => [table, place]))

/** Whether the server knows a table of this name. */
export const isSynced = (table: string): table is SyncedTable => places.has(table)
/** A table’s place in that order. */
export const placeOf = (table: SyncedTable): number => places.get(table)!
