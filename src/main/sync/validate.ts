import type { z } from 'zod'
import {
  digestAnswer,
  outlineAnswer,
  pageHead,
  pullAnswer,
  pushAnswer,
  type DigestAnswer,
  type OutlineAnswer,
  type PageAnswer,
  type PullAnswer,
  type PushAnswer,
  type WireCells,
  type WireRow,
} from '../../shared/sync/wire.ts'
import { seqOf } from '../store/sync/values.ts'
import { TransportError } from '../../supabase/fault.ts'

/** What came is not an answer of our server: a captive portal, a proxy, half a body. */
const garbage = (what: string) => new TransportError('again', 'bad_answer', { reached: true, message: what })

function parse<S extends z.ZodType>(schema: S, answer: unknown, what: string): z.infer<S> {
  const parsed = schema.safeParse(answer)
  if (!parsed.success) throw garbage(what)
  return parsed.data
}

function checkRows(rows: readonly WireRow[], what: string): void {
  for (const { row } of rows) {
    if (typeof row['id'] !== 'string' || row['id'] === '') throw garbage(`${what}: a row without id`)
    try {
      seqOf(row['change_seq'])
    } catch {
      throw garbage(`${what}: a row without number`)
    }
  }
}
const checkTime = (text: string, what: string): void => {
  if (!Number.isFinite(Date.parse(text))) throw garbage(`${what}: no time`)
}

/** The answer to a push: results for acts that were not asked about are left out. */
export function readPush(answer: unknown, asked: readonly string[]): PushAnswer {
  const read = parse(pushAnswer, answer, 'push')
  checkTime(read.server_time, 'push')
  const wanted = new Set(asked)
  const results = read.results.filter(({ id }) => wanted.delete(id))
  for (const { rows } of results) checkRows(rows, 'push')
  if (results.length === 0) throw garbage('push: no result')
  return { ...read, results }
}

/** The answer to a pull: whole, and further than the cursor it was asked from. */
export function readPull(answer: unknown, cursor: string | null): PullAnswer {
  const read = parse(pullAnswer, answer, 'pull')
  checkTime(read.server_time, 'pull')
  checkRows(read.rows, 'pull')
  if (read.cursor === '') throw garbage('pull: no cursor')
  // Going on from the same place would never end.
  if (read.more && (read.cursor === cursor || read.rows.length === 0)) throw garbage('pull: no progress')
  return read
}

/** Where pages of a whole reading begin. */
export function readOutline(answer: unknown): OutlineAnswer {
  const read = parse(outlineAnswer, answer, 'outline')
  checkTime(read.server_time, 'outline')
  if (new Set(read.marks).size < read.marks.length) throw garbage('outline: no order')
  return read
}

/** The same as for a pull for a page of a whole reading. Up to a mark there may be nothing left. */
export function readPage(answer: unknown, cursor: string | null, until: string | null = null): PageAnswer {
  const [head, ...all] = Array.isArray(answer) ? (answer as unknown[]) : []
  const { tables, ...read } = parse(pageHead, head, 'page')
  checkTime(read.server_time, 'page')
  if (read.cursor === '') throw garbage('page: no cursor')
  let rows = 0
  const cells = tables.map(({ table, columns, rows: many }) => {
    const given = all.slice(rows, rows + many) as WireCells['rows']
    const id = columns.indexOf('id')
    const seq = columns.indexOf('change_seq')
    if (id < 0 || seq < 0) throw garbage(`page: ${table} without id or number`)
    for (const row of given) {
      if (!Array.isArray(row) || row.length !== columns.length || !row[id]) throw garbage(`page: a row of ${table}`)
      if (typeof row[seq] !== 'string' || !/^[1-9]\d{0,15}$/.test(row[seq])) throw garbage(`page: a number of ${table}`)
    }
    rows += many
    return { table, columns, rows: given }
  })
  if (rows !== all.length) throw garbage('page: other rows than it says')
  if (read.more && (read.cursor === cursor || (rows === 0 && read.cursor !== until))) throw garbage('page: no progress')
  return { ...read, tables: cells }
}

/** The answer to a digest: sums that can be compared. */
export function readDigest(answer: unknown): DigestAnswer {
  const read = parse(digestAnswer, answer, 'digest')
  checkTime(read.server_time, 'digest')
  for (const { sum } of Object.values(read.tables)) if (!/^\d{1,40}$/.test(sum)) throw garbage('digest: no sum')
  if (!/^\d{1,16}$/.test(read.upto)) throw garbage('digest: no number')
  return read
}
