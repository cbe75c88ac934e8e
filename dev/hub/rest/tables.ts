import type { HubResponse } from '../types.ts'
import { checkResult, fetchResult, guessedTotal, totalSql, wrap } from './execute.ts'
import type { Result } from './execute.ts'
import { resolveCasts } from './casts.ts'
import { fullName } from './catalog.ts'
import type { Table } from './catalog.ts'
import { applied } from './prefer.ts'
import { Problem } from './problem.ts'
import { parseQuery } from './query/parse.ts'
import type { Query } from './query/parse.ts'
import type { RestCall } from './rest.ts'
import { contentRange, override, pageStatus } from './respond.ts'
import { readNode, readSql } from './sql/read.ts'
import type { Draft } from './sql/read.ts'
import { createValues, ident, qualified } from './sql/text.ts'
import { deleteSql, insertSql, readPayload, UPDATED, updateSql } from './sql/write.ts'
import type { WriteWishes } from './sql/write.ts'
import { transaction } from './transaction.ts'

function tableOf(call: RestCall, name: string): Table {
  const table = call.catalog.tables.get(fullName(call.schema, name))
  if (table !== undefined) return table
  const near = [...call.catalog.tables.values()].find(
    (other) => other.schema === call.schema && (other.name === `${name}s` || `${other.name}s` === name),
  )
  throw new Problem(404, 'PGRST205', `Could not find the table '${call.schema}.${name}' in the schema cache`, {
    hint: near === undefined ? null : `Perhaps you meant the table '${call.schema}.${near.name}'`,
  })
}

async function draftFor(call: RestCall, query: Query, maxRows: number | undefined): Promise<Draft> {
  const casts = await resolveCasts(call.context.admin, query.node)
  return { catalog: call.catalog, values: createValues(), casts, maxRows, count: 0 }
}

function applyRange(call: RestCall, query: Query): void {
  const range = /^(\d+)-(\d*)$/.exec(call.request.headers['range'] ?? '')
  if (range === null) return
  const from = Number(range[1])
  const to = range[2] === '' ? undefined : Number(range[2])
  if (to !== undefined && to < from) {
    throw new Problem(416, 'PGRST103', 'Requested range not satisfiable', {
      details: 'The lower boundary must be lower than or equal to the upper boundary in the Range header.',
    })
  }
  query.node.offset = Math.max(query.node.offset, from)
  if (to !== undefined) query.node.limit = Math.min(query.node.limit ?? to - from + 1, to - from + 1)
}

/** Reads rows of a table or view. */
export async function readTable(call: RestCall, name: string): Promise<HubResponse> {
  const { context, prefer, shape } = call
  const table = tableOf(call, name)
  const from = fullName(table.schema, table.name)
  const query = parseQuery(call.request.query)
  applyRange(call, query)
  const draft = await draftFor(call, query, context.settings.rest.maxRows)
  const source = `${qualified(table.schema, table.name)} as ${ident(table.name)}`
  const rows = readSql(readNode(draft, table.name, from, query.node), source)
  const result = await transaction(context, call, async (run) => {
    const ask = { draft, alias: table.name, from, node: query.node, source }
    const guess = await guessedTotal(context, run, prefer, ask)
    const count = prefer.count !== undefined && guess === undefined
    const total = count ? totalSql(draft, table.name, from, query.node, source) : undefined
    const found = await fetchResult(
      run,
      wrap(`_hub_source as (${rows})`, 'select * from _hub_source', shape, total),
      draft.values.list,
    )
    return guess === undefined ? found : { ...found, total: guess }
  })
  checkResult(result, prefer, shape.single, false)
  const { offset } = query.node
  return override(
    {
      status: pageStatus(offset, result.rows, result.total),
      headers: {
        'content-type': shape.type,
        'content-range': contentRange(offset, result.rows, result.total),
        'content-location': `/${name}`,
        ...applied(prefer, ['count', 'handling', 'timezone']),
      },
      body: result.body,
    },
    result,
  )
}

interface Write {
  table: Table
  query: Query
  wishes: WriteWishes
  sql: (draft: Draft, from: string) => string
}

async function runWrite(call: RestCall, write: Write): Promise<{ result: Result; updated: number }> {
  const { context, prefer, shape } = call
  const { table, query, wishes } = write
  const from = fullName(table.schema, table.name)
  const draft = await draftFor(call, query, undefined)
  const change = write.sql(draft, from)
  const alias = table.name
  const node = { ...query.node, filters: [], limit: undefined, offset: 0 }
  const rows = wishes.representation
    ? readSql(readNode(draft, alias, from, node), `_hub_source as ${ident(alias)}`)
    : 'select 1 from _hub_source'
  return await transaction(context, call, async (run) => {
    const result = await fetchResult(run, wrap(`_hub_source as (${change})`, rows, shape, undefined), draft.values.list)
    checkResult(result, prefer, shape.single && wishes.representation, true)
    const [count] = wishes.merge ? await run('select current_setting($1, true) as updated', [UPDATED]) : []
    return { result, updated: Number(count?.['updated'] ?? 0) }
  })
}

function wishesOf(call: RestCall): WriteWishes {
  const { prefer } = call
  return {
    merge: prefer.resolution === 'merge-duplicates',
    ignore: prefer.resolution === 'ignore-duplicates',
    defaults: prefer.missing === 'default',
    representation: prefer.representation === 'representation',
  }
}

const counted = (call: RestCall, result: Result): number | undefined =>
  call.prefer.count === 'exact' || call.prefer.count === 'estimated' ? result.rows : undefined

/** Adds rows, or merges them with those that exist. */
export async function insertRows(call: RestCall, name: string): Promise<HubResponse> {
  const table = tableOf(call, name)
  const query = parseQuery(call.request.query)
  const wishes = wishesOf(call)
  const payload = readPayload(call.request.body.toString('utf8'), query.columns, false)
  const { result, updated } = await runWrite(call, {
    table,
    query,
    wishes,
    sql: (draft, from) => insertSql(draft, table, from, query, payload, wishes),
  })
  const resolves = table.key.length > 0 || query.onConflict !== undefined
  const headers: Record<string, string> = {
    'content-range': `*/${counted(call, result) ?? '*'}`,
    ...applied(call.prefer, [
      ...(resolves ? (['resolution'] as const) : []),
      'missing',
      'return',
      'count',
      'handling',
      'timezone',
    ]),
  }
  if (wishes.representation) headers['content-type'] = call.shape.type
  // A merge that inserted nothing is no creation.
  const status = wishes.merge && result.rows - updated <= 0 ? 200 : 201
  return override({ status, headers, body: wishes.representation ? result.body : '' }, result)
}

function mustFilter(query: Query, verb: string): void {
  // The API role loads the module that refuses a change of a whole table.
  if (!query.filtered) throw new Problem(400, '21000', `${verb} requires a WHERE clause`)
}

async function change(call: RestCall, write: Write, missing: boolean): Promise<HubResponse> {
  const { result } = await runWrite(call, write)
  const total = counted(call, result)
  const headers: Record<string, string> = {
    'content-range': missing ? contentRange(0, result.rows, total) : `*/${total ?? '*'}`,
    ...applied(call.prefer, [
      ...(missing ? (['missing'] as const) : []),
      'return',
      'count',
      'handling',
      'timezone',
      'max-affected',
    ]),
  }
  if (!write.wishes.representation) return override({ status: 204, headers }, result)
  return override({ status: 200, headers: { ...headers, 'content-type': call.shape.type }, body: result.body }, result)
}

/** Changes the rows that the filters choose. */
export async function updateRows(call: RestCall, name: string): Promise<HubResponse> {
  const table = tableOf(call, name)
  const query = parseQuery(call.request.query)
  const wishes = wishesOf(call)
  const payload = readPayload(call.request.body.toString('utf8'), query.columns, true)
  if (!payload.empty) mustFilter(query, 'UPDATE')
  return await change(
    call,
    { table, query, wishes, sql: (draft, from) => updateSql(draft, table, from, query, payload, wishes) },
    true,
  )
}

/** Removes the rows that the filters choose. */
export async function deleteRows(call: RestCall, name: string): Promise<HubResponse> {
  const table = tableOf(call, name)
  const query = parseQuery(call.request.query)
  const wishes = wishesOf(call)
  mustFilter(query, 'DELETE')
  return await change(
    call,
    { table, query, wishes, sql: (draft, from) => deleteSql(draft, table, from, query, wishes) },
    false,
  )
}
