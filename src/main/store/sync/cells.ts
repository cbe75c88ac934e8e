import { SYNC_TABLES, type ColumnKind } from '../../../shared/sync/tables.ts'
import type { WireCells, WireRow } from '../../../shared/sync/wire.ts'
import { columnsOf } from '../columns.ts'
import { isSynced } from './values.ts'

export type Stored = string | number | null
export type Cell = string | null

/**
 * The text of a cell as the replica keeps it; undefined for one that it cannot keep. Runs also as text in a thread: it may use
 * nothing from outside itself.
 */
export function storedCell(kind: ColumnKind, text: unknown): Stored | undefined {
  if (text === null) return kind === 'seq' ? undefined : null
  if (typeof text !== 'string') return undefined
  switch (kind) {
    case 'seq': {
      const seq = /^\d{1,16}$/.test(text) ? Number(text) : 0
      return Number.isSafeInteger(seq) && seq >= 1 ? seq : undefined
    }
    case 'bool':
      return text === 'true' ? 1 : text === 'false' ? 0 : undefined
    case 'int':
      return /^-?\d{1,15}$/.test(text) ? Number(text) : undefined
    case 'json':
      try {
        return JSON.stringify(JSON.parse(text))
      } catch {
        return undefined
      }
    case 'instant': {
      // 2026-01-01 00:00:00.12+00, as Postgres writes an instant of UTC: exactly these places are looked at.
      if (text.length >= 22 && text.length <= 26 && text.endsWith('+00')) {
        const part = text.slice(20, -3)
        if (part === '' || text[19] === '.') return `${text.slice(0, 10)}T${text.slice(11, 19)}.${part.padEnd(3, '0')}Z`
      }
      const at = Date.parse(text)
      return Number.isFinite(at) ? new Date(at).toISOString() : undefined
    }
    default:
      return text
  }
}

/** Which cells of a row are stored, and as what. */
export interface CellPlan {
  columns: readonly string[]
  /** Where each column stands in a row of the page. */
  places: readonly number[]
  kinds: readonly ColumnKind[]
}

/** The columns of a page that this version knows; null where the table is unknown, or id or number is missing. */
export function cellPlan(table: string, columns: readonly string[]): CellPlan | null {
  if (!isSynced(table)) return null
  const kinds: Readonly<Record<string, ColumnKind>> = SYNC_TABLES[table]
  // In the order of all other writes: they share a statement.
  const known = columnsOf(table).filter((column) => columns.includes(column))
  if (!known.includes('id') || !known.includes('change_seq')) return null
  return {
    columns: known,
    places: known.map((column) => columns.indexOf(column)),
    kinds: known.map((column) => kinds[column]!),
  }
}

/** A row of a page in the form of a pull: what cannot be stored as it is goes the way that all others go. */
export function rowOfCells({ table, columns }: Pick<WireCells, 'table' | 'columns'>, row: readonly Cell[]): WireRow {
  const kinds: Readonly<Record<string, ColumnKind>> = isSynced(table) ? SYNC_TABLES[table] : {}
  const valueOf = (kind: ColumnKind | undefined, text: Cell): WireRow['row'][string] => {
    if (text === null) return null
    if (kind !== 'bool' && kind !== 'int' && kind !== 'json' && kind !== 'instant') return text
    const stored = storedCell(kind, text)
    // Whoever stores it finds that it is none.
    if (stored === undefined) return text
    if (kind === 'bool') return stored === 1
    return kind === 'json' ? (JSON.parse(text) as WireRow['row'][string]) : stored
  }
  return {
    table,
    row: Object.fromEntries(columns.map((column, at) => [column, valueOf(kinds[column], row[at] ?? null)])),
  }
}
