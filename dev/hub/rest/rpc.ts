import type { HubResponse } from '../types.ts'
import { checkResult, fetchResult, totalSql, wrap } from './execute.ts'
import type { Result } from './execute.ts'
import { resolveCasts } from './casts.ts'
import { fullName } from './catalog.ts'
import { applied } from './prefer.ts'
import { Problem } from './problem.ts'
import { parseQuery } from './query/parse.ts'
import { contentRange, override, pageStatus } from './respond.ts'
import type { RestCall } from './rest.ts'
import { callSql, chooseRoutine } from './sql/call.ts'
import type { Call } from './sql/call.ts'
import { readNode, readSql } from './sql/read.ts'
import type { Draft } from './sql/read.ts'
import { createValues, ident } from './sql/text.ts'
import { transaction } from './transaction.ts'

const RESERVED = /^(select|order|limit|offset|and|or|not\.(and|or))$/

function argumentsOf(call: RestCall, body: string | undefined, name: string, type: string): string[] {
  if (body !== undefined) {
    if (type !== 'application/json') return []
    let value: unknown
    try {
      value = JSON.parse(body)
    } catch {
      throw new Problem(400, 'PGRST102', 'Empty or invalid json')
    }
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.keys(value) : []
  }
  const known = new Set(
    (call.catalog.routines.get(fullName(call.schema, name)) ?? []).flatMap((routine) =>
      routine.args.map((arg) => arg.name),
    ),
  )
  // In an address the arguments stand beside the filters: what no function of the name takes must look like a filter.
  return [...new Set(call.request.query.keys())].filter((key) => {
    if (RESERVED.test(key)) return false
    return known.has(key) || !/^(not\.)?[a-z]+(\([^)]*\))?\./.test(call.request.query.get(key) ?? '')
  })
}

/** One value, not a set of rows. */
async function scalar(call: RestCall, chosen: Call, source: string, draft: Draft): Promise<Result> {
  const { routine } = chosen
  const value = routine.returnsVoid ? "''" : routine.returnsJson ? 's._hub_value::text' : 'to_json(s._hub_value)::text'
  const sql = [
    `with _hub_source as materialized (${source}) select ${value} as body, '1' as rows, null as total`,
    `, nullif(current_setting('response.headers', true), '') as headers, nullif(current_setting('response.status', true), '') as status`,
    ' from _hub_source as s',
  ].join('')
  const result = await transaction(call.context, call, (run) => fetchResult(run, sql, draft.values.list))
  const body = result.body === '[]' && result.rows === 0 ? 'null' : result.body
  return { ...result, body, total: call.prefer.count === undefined ? undefined : 1 }
}

async function rowsOf(
  call: RestCall,
  chosen: Call,
  source: string,
  draft: Draft,
): Promise<{ result: Result; offset: number }> {
  const { routine, given } = chosen
  const { context, prefer, shape } = call
  const query = parseQuery(call.request.query, new Set(given))
  draft.casts = await resolveCasts(context.admin, query.node)
  const from = routine.table ?? fullName(routine.schema, routine.name)
  const alias = routine.name
  const origin = `_hub_source as ${ident(alias)}`
  const rows = readSql(readNode(draft, alias, from, query.node), origin)
  const single = shape.single || !routine.returnsSet
  const outer = routine.composite ? rows : `select _hub_value from (${rows}) as _hub_values`
  const result = await transaction(context, call, async (run) => {
    // A guess of the planner says nothing about a function: every count is exact here.
    const total = prefer.count === undefined ? undefined : totalSql(draft, alias, from, query.node, origin)
    const wrapped = wrap(`_hub_source as materialized (${source})`, outer, { ...shape, single }, total)
    // A set of plain values is an array of them, not of objects.
    const sql = routine.composite
      ? wrapped
      : wrapped.replace('json_agg(_hub_result)', 'json_agg(_hub_result._hub_value)')
    return await fetchResult(run, sql, draft.values.list)
  })
  checkResult(result, prefer, shape.single, routine.returnsSet)
  return { result, offset: query.node.offset }
}

/** Calls a function. */
export async function callRoutine(call: RestCall, name: string): Promise<HubResponse> {
  const { method, query } = call.request
  const post = method === 'POST'
  if (!post && method !== 'GET' && method !== 'HEAD') {
    throw new Problem(405, 'PGRST101', `Cannot use the ${method} method on RPC`)
  }
  const text = call.request.body.toString('utf8').trim()
  const type = (call.headers['content-type'] ?? 'application/json').split(';')[0]?.trim().toLowerCase() ?? ''
  const json = type === 'application/json'
  const body = post ? (json && text === '' ? '{}' : json ? text : call.request.body.toString('utf8')) : undefined
  const given = argumentsOf(call, body, name, type)
  const chosen = chooseRoutine(call.catalog, call.schema, name, given, post ? type : undefined)
  const { routine } = chosen
  // Only what may change rows runs in a transaction that can.
  call.readOnly = !post || routine.volatility !== 'v'
  call.hoisted = routine.settings
  const { context, prefer, shape } = call
  if (prefer.strict && prefer.maxAffected !== undefined && !routine.returnsSet) {
    throw new Problem(
      400,
      'PGRST128',
      'Function must return SETOF or TABLE when max-affected preference is used with handling=strict',
    )
  }
  const values = createValues()
  const draft: Draft = {
    catalog: call.catalog,
    values,
    casts: new Map(),
    maxRows: context.settings.rest.maxRows,
    count: 0,
  }
  const source = callSql(chosen, values, body, query)
  const alone = !routine.composite && !routine.returnsSet
  const { result, offset } = alone
    ? { result: await scalar(call, chosen, source, draft), offset: 0 }
    : await rowsOf(call, chosen, source, draft)
  const headers = {
    'content-range': contentRange(offset, result.rows, result.total),
    ...applied(prefer, ['count', 'handling', 'timezone', 'max-affected']),
  }
  if (routine.returnsVoid) return override({ status: 204, headers }, result)
  return override(
    {
      status: pageStatus(offset, result.rows, result.total),
      headers: { ...headers, 'content-type': shape.type },
      body: result.body,
    },
    result,
  )
}
