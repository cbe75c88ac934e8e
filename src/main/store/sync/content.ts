import { SYNC_TABLES, type ColumnKind } from '../../../shared/sync/tables.ts'
import type { SyncedTable } from '../schema.ts'
import { isSynced, TABLE_ORDER } from './values.ts'

/** The columns whose values are compared with the server's, by table. */
export const comparedColumns = (): Record<string, readonly string[]> =>
  Object.fromEntries(TABLE_ORDER.map((table) => [table, Object.keys(SYNC_TABLES[table])]))

const BETWEEN = '\u001f'
const NOTHING = '\u001e'
/** Spaces and numbers are written differently by each writer of JSON: they are left out. */
const NOT_ALIKE = [...' 0123456789.eE+-']

/** An instant as Postgres writes it in UTC: no zeros at the end of its milliseconds. */
const instant = (iso: string): string =>
  `${iso.slice(0, 10)} ${iso.slice(11, 19)}${iso.slice(19, 23).replace(/0+$/, '').replace(/\.$/, '')}+00`

function textOf(kind: ColumnKind, value: unknown): string {
  if (value === null || value === undefined) return NOTHING
  if (kind === 'json') return [...JSON.stringify(value)].filter((letter) => !NOT_ALIKE.includes(letter)).join('')
  if (kind === 'instant') return instant(String(value))
  return String(value)
}

/**
 * What is compared of a row of the wire. Of a table that this version does not know, and of a row that was too large to be sent,
 * its number alone.
 */
export function contentOf(table: string, row: Readonly<Record<string, unknown>>): string {
  if (!isSynced(table) || row['too_large'] !== undefined) return `${String(row['id'])}:${String(row['change_seq'])}`
  const kinds: Readonly<Record<string, ColumnKind>> = SYNC_TABLES[table]
  return Object.entries(kinds)
    .map(([column, kind]) => textOf(kind, row[column]))
    .join(BETWEEN)
}

/** The same as an expression over a row `t` of the replica: a million of them would be too much to build here. */
export function contentSql(table: SyncedTable): string {
  const kinds: Readonly<Record<string, ColumnKind>> = SYNC_TABLES[table]
  return Object.entries(kinds)
    .map(([column, kind]) => `coalesce(${sqlOf(kind, `t.${column}`)}, char(30))`)
    .join(' || char(31) || ')
}

function sqlOf(kind: ColumnKind, column: string): string {
  switch (kind) {
    case 'bool':
      return `CASE ${column} WHEN 1 THEN 'true' WHEN 0 THEN 'false' END`
    case 'instant':
      return `substr(${column}, 1, 10) || ' ' || substr(${column}, 12, 8) || rtrim(rtrim(substr(${column}, 20, 4), '0'), '.') || '+00'`
    case 'json':
      return NOT_ALIKE.reduce((text, letter) => `replace(${text}, '${letter}', '')`, column)
    default:
      return column
  }
}
