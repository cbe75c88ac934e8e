import { Problem } from '../problem.ts'
import type { Table } from '../catalog.ts'
import type { Query } from '../query/parse.ts'
import { conditionSql } from './condition.ts'
import type { Draft } from './read.ts'
import { findRelation } from './relation.ts'
import { ident, qualified } from './text.ts'

export interface Payload {
  /** The body as it came: parsing it here would cost numbers their digits. */
  text: string
  columns: string[]
  empty: boolean
}

export interface WriteWishes {
  merge: boolean
  ignore: boolean
  defaults: boolean
  representation: boolean
}

const badBody = (message: string): Problem => new Problem(400, 'PGRST102', message)

/** Reads a body of rows; `named` are the columns that the query string lists. */
export function readPayload(body: string, named: string[] | undefined, single: boolean): Payload {
  let value: unknown
  try {
    value = JSON.parse(body)
  } catch {
    throw badBody('Empty or invalid json')
  }
  if (typeof value !== 'object' || value === null) throw badBody('Empty or invalid json')
  const rows = (Array.isArray(value) ? value : [value]) as unknown[]
  if (rows.some((row) => typeof row !== 'object' || row === null || Array.isArray(row)))
    throw badBody('Empty or invalid json')
  const [first] = rows as Record<string, unknown>[]
  const columns = named ?? Object.keys(first ?? {})
  if (named === undefined) {
    const keys = Object.keys(first ?? {})
      .toSorted()
      .join('\n')
    if ((rows as object[]).some((row) => Object.keys(row).toSorted().join('\n') !== keys)) {
      throw badBody('All object keys must match')
    }
  }
  const text = Array.isArray(value) ? body : `[${body}]`
  if (single && rows.length > 1) throw badBody('Empty or invalid json')
  return { text, columns, empty: rows.length === 0 || (columns.length === 0 && single) }
}

function typed(table: Table, columns: string[]): string {
  const list = columns.map((name) => {
    const column = table.columns.get(name)
    if (column === undefined) {
      throw new Problem(400, 'PGRST204', `Could not find the '${name}' column of '${table.name}' in the schema cache`)
    }
    return `${ident(name)} ${column.type}`
  })
  return list.join(', ')
}

function rowsFrom(draft: Draft, table: Table, payload: Payload, defaults: boolean): string {
  const types = typed(table, payload.columns)
  const value = draft.values.add(payload.text)
  const fallbacks = payload.columns.flatMap((name) => {
    const fallback = table.columns.get(name)?.fallback
    return fallback === null || fallback === undefined ? [] : [`'${name.replaceAll("'", "''")}', ${fallback}`]
  })
  if (!defaults || fallbacks.length === 0) return `json_to_recordset(${value}::json) as _ (${types})`
  const filled = `(select jsonb_agg(jsonb_build_object(${fallbacks.join(', ')}) || e) from jsonb_array_elements(${value}::jsonb) as e)`
  return `jsonb_to_recordset(${filled}) as _ (${types})`
}

/** What the statement returns for the answer: the columns that are read and those that embedding needs. */
function returning(draft: Draft, table: Table, from: string, query: Query, wishes: WriteWishes): string {
  if (!wishes.representation) return ' returning 1'
  const names = new Set<string>()
  for (const item of query.node.items) {
    if (item.kind === 'field' && item.field === '*') return ` returning ${ident(table.name)}.*`
    if (item.kind === 'field' && item.field !== '*') names.add(item.field.name)
    else if (item.kind === 'embed') for (const name of findRelation(draft.catalog, from, item).columns) names.add(name)
  }
  for (const term of query.node.order) if (term.relation === undefined) names.add(term.field.name)
  if (names.size === 0) return ' returning 1'
  return ` returning ${[...names].map((name) => `${ident(table.name)}.${ident(name)}`).join(', ')}`
}

/** The setting in which a merging insert counts the rows that it updated. */
export const UPDATED = 'hub.updated'

function conflict(table: Table, query: Query, payload: Payload, wishes: WriteWishes): string {
  const target = query.onConflict ?? table.key
  if ((!wishes.merge && !wishes.ignore) || target.length === 0) return ''
  const on = ` on conflict (${target.map(ident).join(', ')})`
  if (wishes.ignore || payload.columns.length === 0) return `${on} do nothing`
  const sets = payload.columns.map((name) => `${ident(name)} = excluded.${ident(name)}`)
  const counted = `set_config('${UPDATED}', (coalesce(nullif(current_setting('${UPDATED}', true), ''), '0')::int + 1)::text, true)`
  return `${on} do update set ${sets.join(', ')} where ${counted} <> ''`
}

/** The statement of a POST. */
export function insertSql(
  draft: Draft,
  table: Table,
  from: string,
  query: Query,
  payload: Payload,
  wishes: WriteWishes,
): string {
  const into = `insert into ${qualified(table.schema, table.name)} as ${ident(table.name)}`
  const tail = `${conflict(table, query, payload, wishes)}${returning(draft, table, from, query, wishes)}`
  if (payload.columns.length === 0) {
    return payload.text.trim() === '[]' || payload.empty
      ? `select null from ${qualified(table.schema, table.name)} where false`
      : `${into} default values${tail}`
  }
  const columns = payload.columns.map(ident).join(', ')
  return `${into} (${columns}) select ${columns} from ${rowsFrom(draft, table, payload, wishes.defaults)}${tail}`
}

function filters(draft: Draft, table: Table, query: Query): string {
  const scope = { alias: table.name, values: draft.values, columns: table.columns, absent: () => undefined }
  return query.node.filters.map((condition) => conditionSql(condition, scope)).join(' and ')
}

/** The statement of a PATCH. */
export function updateSql(
  draft: Draft,
  table: Table,
  from: string,
  query: Query,
  payload: Payload,
  wishes: WriteWishes,
): string {
  const target = `${qualified(table.schema, table.name)} as ${ident(table.name)}`
  if (payload.empty) return `select * from ${target} where false`
  const sets = payload.columns.map((name) => `${ident(name)} = _hub_body.${ident(name)}`)
  const body = `(select ${payload.columns.map(ident).join(', ')} from ${rowsFrom(draft, table, payload, wishes.defaults)}) as _hub_body`
  return `update ${target} set ${sets.join(', ')} from ${body} where ${filters(draft, table, query)}${returning(draft, table, from, query, wishes)}`
}

/** The statement of a DELETE. */
export function deleteSql(draft: Draft, table: Table, from: string, query: Query, wishes: WriteWishes): string {
  const target = `${qualified(table.schema, table.name)} as ${ident(table.name)}`
  return `delete from ${target} where ${filters(draft, table, query)}${returning(draft, table, from, query, wishes)}`
}
