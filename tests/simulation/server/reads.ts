import { contentOf } from '../../../src/main/store/sync/content.ts'
import { digestNumber } from '../../../src/main/store/sync/digest.ts'
import { isSynced, placeOf } from '../../../src/main/store/sync/values.ts'
import type { PageLimit, PageSpan } from '../../../src/main/sync/ports.ts'
import type { DigestAnswer, OutlineAnswer, PageHead, PullAnswer, WireCells } from '../../../src/shared/sync/wire.ts'
import { toWire, type Rows, type ServerRow } from './rows.ts'

const place = (table: string): number => (isSynced(table) ? placeOf(table) : Infinity)
/** A value as Postgres writes it in a list of texts. */
const cellOf = (value: ServerRow[string]): string | null =>
  value === null || typeof value === 'string'
    ? value
    : typeof value === 'object'
      ? JSON.stringify(value)
      : String(value)

export interface ReadParts {
  rows: Rows
  epochOf(desk: string): string
  /** The server's time as text. */
  time(): string
}

/** What desks read: sync_pull, sync_read, sync_outline and sync_digest. */
export function createReads({ rows: { state, rowsAfter }, epochOf, time }: ReadParts) {
  function pull(desk: string, cursor: string | null, limit: number, until: string | null = null): PullAnswer {
    const epoch = epochOf(desk)
    const [of, at] = (cursor ?? '').split(':')
    const reset = cursor !== null && (of !== epoch || Number(at) > state().seq)
    const since = cursor === null || reset ? 0 : Number(at)
    const [ofEnd, end] = (until ?? '').split(':')
    const ending = !reset && ofEnd === epoch ? Math.min(state().seq, Number(end)) : state().seq
    const all = rowsAfter(since).filter(({ row }) => Number(row['change_seq']) <= ending)
    const page = all.slice(0, limit)
    const cut = all.length > limit
    const more = cut || ending < state().seq
    const upto = cut ? Number(page.at(-1)!.row['change_seq']) : Math.max(since, ending)
    return {
      rows: page.map(({ table, row }) => toWire(table, row)),
      cursor: `${epoch}:${upto}`,
      more,
      epoch,
      reset,
      server_time: time(),
    }
  }
  /** The same rows as lists of texts; a row counts as a hundred bytes. */
  function read(desk: string, { from, until }: PageSpan, limit: PageLimit): [PageHead, ...WireCells['rows']] {
    const most = Math.min(limit.rows, Math.ceil(limit.bytes / 100))
    const { rows, ...page } = pull(desk, from, most, until)
    const names = [...new Set(rows.map(({ table }) => table))]
    const tables = names
      .toSorted((a, b) => place(a) - place(b))
      .map((table) => {
        const own = rows.filter((row) => row.table === table).map(({ row }) => row)
        const columns = [...new Set(own.flatMap((row) => Object.keys(row)))]
        return { table, columns, rows: own.map((row) => columns.map((column) => cellOf(row[column] ?? null))) }
      })
    const head = { ...page, tables: tables.map((cells) => ({ ...cells, rows: cells.rows.length })) }
    return [head, ...tables.flatMap((cells) => cells.rows)]
  }
  function outline(desk: string, cursor: string | null, every: number): OutlineAnswer {
    const epoch = epochOf(desk)
    const [of, at] = (cursor ?? '').split(':')
    const rows = rowsAfter(of === epoch ? Number(at) : 0)
    const marks = rows
      .filter((_, n) => n % every === every - 1)
      .map(({ row }) => `${epoch}:${Number(row['change_seq'])}`)
    return { epoch, rows: rows.length, marks, server_time: time() }
  }
  function digest(desk: string, columns: Readonly<Record<string, readonly string[]>>): DigestAnswer {
    const tables: DigestAnswer['tables'] = {}
    for (const [table, rows] of state().tables) {
      let sum = 0n
      for (const row of rows.values())
        sum += BigInt(
          digestNumber(contentOf(columns[table] ? table : '', { ...row, change_seq: String(row['change_seq']) })),
        )
      tables[table] = { count: rows.size, sum: sum.toString() }
    }
    return { epoch: epochOf(desk), upto: String(state().seq), tables, server_time: time() }
  }

  return { pull, read, outline, digest }
}
