import { SYNC_TABLES, type ColumnKind } from '../../../shared/sync/tables.ts'
import type { WireCells, WireRow } from '../../../shared/sync/wire.ts'
import type { SyncedTable } from '../schema.ts'
import { columnsOf } from '../columns.ts'
import { BadValue, isSynced, seqOf } from './values.ts'

type Stored = string | number | null
type Cell = string | null

const INTEGER = /^-?\d{1,15}$/
const bad = (kind: ColumnKind, text: unknown): never => {
  throw new BadValue(`${kind} ${String(text).slice(0, 40)}`)
}

/** 2026-01-01 00:00:00.12+00, as Postgres writes an instant of UTC, in the form that is kept. */
function instantOf(text: string): string {
  // Exactly these places are looked at; anything else goes the slow way.
  if (text.length >= 22 && text.length <= 26 && text.endsWith('+00')) {
    const part = text.slice(20, -3)
    if (part === '' || text[19] === '.') return `${text.slice(0, 10)}T${text.slice(11, 19)}.${part.padEnd(3, '0')}Z`
  }
  const at = Date.parse(text)
  return Number.isFinite(at) ? new Date(at).toISOString() : bad('instant', text)
}

function storedOf(kind: ColumnKind, text: unknown): Stored {
  if (text === null) return kind === 'seq' ? bad(kind, text) : null
  if (typeof text !== 'string') return bad(kind, text)
  switch (kind) {
    case 'seq':
      return seqOf(text)
    case 'bool':
      return text === 'true' ? 1 : text === 'false' ? 0 : bad(kind, text)
    case 'int':
      return INTEGER.test(text) ? Number(text) : bad(kind, text)
    case 'json':
      return JSON.stringify(JSON.parse(text))
    case 'instant':
      return instantOf(text)
    default:
      return text
  }
}

/** How the rows of a page become values to store. */
export interface CellReader {
  columns: readonly string[]
  read(row: readonly Cell[]): Stored[]
}

/** The columns of a page that this version knows, and their values as they are stored; null where id or number is missing. */
export function cellReader(table: SyncedTable, columns: readonly string[]): CellReader | null {
  const kinds: Readonly<Record<string, ColumnKind>> = SYNC_TABLES[table]
  // In the order of all other writes: they share a statement.
  const known = columnsOf(table).flatMap((column) => {
    const at = columns.indexOf(column)
    return at < 0 ? [] : [{ column, at, kind: kinds[column]! }]
  })
  if (!known.some(({ kind }) => kind === 'seq') || !known.some(({ column }) => column === 'id')) return null
  const places = known.map(({ at }) => at)
  const types = known.map(({ kind }) => kind)
  return {
    columns: known.map(({ column }) => column),
    read(row) {
      const values = Array.from<Stored>({ length: places.length })
      for (let i = 0; i < places.length; i++) values[i] = storedOf(types[i]!, row[places[i]!])
      return values
    },
  }
}

/** A row of a page in the form of a pull: what cannot be stored as it is goes the way that all others go. */
export function rowOfCells({ table, columns }: Pick<WireCells, 'table' | 'columns'>, row: readonly Cell[]): WireRow {
  const kinds: Readonly<Record<string, ColumnKind>> = isSynced(table) ? SYNC_TABLES[table] : {}
  const valueOf = (kind: ColumnKind | undefined, text: Cell): WireRow['row'][string] => {
    if (text === null) return null
    try {
      if (kind === 'bool' && (text === 'true' || text === 'false')) return text === 'true'
      if (kind === 'int' && INTEGER.test(text)) return Number(text)
      if (kind === 'json') return JSON.parse(text) as WireRow['row'][string]
      if (kind === 'instant') return instantOf(text)
    } catch {
      // Whoever stores it finds that it is none.
    }
    return text
  }
  return {
    table,
    row: Object.fromEntries(columns.map((column, at) => [column, valueOf(kinds[column], row[at] ?? null)])),
  }
}
