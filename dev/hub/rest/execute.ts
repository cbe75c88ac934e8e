import type { Context } from '../types.ts'
import { Problem } from './problem.ts'
import type { Prefer } from './prefer.ts'
import type { QueryNode } from './query/select.ts'
import { countSql, readNode } from './sql/read.ts'
import type { Draft } from './sql/read.ts'
import { createValues } from './sql/text.ts'
import type { Run } from './transaction.ts'

export interface Result {
  body: string
  /** Rows in the body. */
  rows: number
  /** Rows without the limit, if the request asked for the count. */
  total: number | undefined
  responseHeaders: string | null
  responseStatus: string | null
}

/** How the rows become one JSON text. */
export interface Shape {
  /** One object instead of an array. */
  single: boolean
  stripNulls: boolean
}

const ROW = '_hub_result'

/** The outer statement: page, count of rows and body in one row. */
export function wrap(source: string, rows: string, shape: Shape, total: string | undefined): string {
  const strip = (text: string): string => (shape.stripNulls ? `json_strip_nulls(${text})` : text)
  const body = shape.single
    ? `coalesce(${strip(`json_agg(${ROW})->0`)}, 'null')`
    : `coalesce(${strip(`json_agg(${ROW})`)}, '[]')`
  return [
    `with ${source} select count(${ROW})::text as rows, ${body}::text as body`,
    `, ${total === undefined ? 'null' : `(select count(*) from (${total}) as _hub_count)::text`} as total`,
    `, nullif(current_setting('response.headers', true), '') as headers, nullif(current_setting('response.status', true), '') as status`,
    ` from (${rows}) as ${ROW}`,
  ].join('')
}

/** Runs an outer statement and reads its one row. */
export async function fetchResult(run: Run, sql: string, values: string[]): Promise<Result> {
  const [row] = await run(sql, values)
  const total = row?.['total'] ?? null
  return {
    body: row?.['body'] ?? '[]',
    rows: Number(row?.['rows'] ?? 0),
    total: total === null ? undefined : Number(total),
    responseHeaders: row?.['headers'] ?? null,
    responseStatus: row?.['status'] ?? null,
  }
}

const unlimited = (node: QueryNode): QueryNode => ({
  ...node,
  items: node.items.filter((item) => item.kind === 'embed'),
  order: [],
  limit: undefined,
  offset: 0,
})

/** The statement that counts all rows of a node. */
export function totalSql(draft: Draft, alias: string, from: string, node: QueryNode, source: string): string {
  return countSql(
    readNode({ ...draft, maxRows: undefined, count: draft.count + 100 }, alias, from, unlimited(node)),
    source,
  )
}

async function planned(
  run: Run,
  draft: Draft,
  alias: string,
  from: string,
  node: QueryNode,
  source: string,
): Promise<number> {
  const own = { ...draft, values: createValues() }
  const [row] = await run(`explain (format json) ${totalSql(own, alias, from, node, source)}`, own.values.list)
  const plan = JSON.parse(row?.['QUERY PLAN'] ?? '[]') as { Plan?: { 'Plan Rows'?: number } }[]
  return plan[0]?.Plan?.['Plan Rows'] ?? 0
}

/** The total that the planner guesses, or undefined where the exact one is to be taken. */
export async function guessedTotal(
  context: Context,
  run: Run,
  prefer: Prefer,
  ask: { draft: Draft; alias: string; from: string; node: QueryNode; source: string },
): Promise<number | undefined> {
  if (prefer.count !== 'planned' && prefer.count !== 'estimated') return undefined
  const guess = await planned(run, ask.draft, ask.alias, ask.from, ask.node, ask.source)
  return prefer.count === 'planned' || guess > context.settings.rest.maxRows ? guess : undefined
}

/** Refuses a result that is not exactly one row, or that touched more than the caller allowed. */
export function checkResult(result: Result, prefer: Prefer, single: boolean, affects: boolean): void {
  if (single && result.rows !== 1) {
    throw new Problem(406, 'PGRST116', 'Cannot coerce the result to a single JSON object', {
      details: `The result contains ${result.rows} rows`,
    })
  }
  if (affects && prefer.strict && prefer.maxAffected !== undefined && result.rows > prefer.maxAffected) {
    throw new Problem(400, 'PGRST124', 'Query result exceeds max-affected preference constraint', {
      details: `The query affects ${result.rows} rows`,
    })
  }
}
