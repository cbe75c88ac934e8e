import type { Column } from '../catalog.ts'
import type { Condition, Test } from '../query/filter.ts'
import { fieldSql } from './text.ts'
import type { Values } from './text.ts'

const OPERATORS: Record<string, string> = {
  eq: '=',
  neq: '<>',
  gt: '>',
  gte: '>=',
  lt: '<',
  lte: '<=',
  like: 'like',
  ilike: 'ilike',
  match: '~',
  imatch: '~*',
  cs: '@>',
  cd: '<@',
  ov: '&&',
  sl: '<<',
  sr: '>>',
  nxr: '&<',
  nxl: '&>',
  adj: '-|-',
  isdistinct: 'is distinct from',
}

const SEARCHES: Record<string, string> = {
  fts: 'to_tsquery',
  plfts: 'plainto_tsquery',
  phfts: 'phraseto_tsquery',
  wfts: 'websearch_to_tsquery',
}

const arrayLiteral = (items: string[]): string =>
  `{${items.map((item) => `"${item.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`).join(',')}}`

function search(field: string, test: Test, values: Values, column: Column | undefined): string {
  const config = test.config === undefined ? '' : `${values.add(test.config)}::regconfig, `
  const vector = column === undefined || column.type === 'tsvector' ? field : `to_tsvector(${config}${field})`
  return `${vector} @@ ${SEARCHES[test.op]}(${config}${values.add(test.value)})`
}

function compare(field: string, test: Test, values: Values, column: Column | undefined): string {
  if (test.op === 'is') return `${field} is ${test.value.replace('not_null', 'not null')}`
  if (test.op === 'in') return `${field} = any (${values.add(arrayLiteral(test.list))})`
  if (test.op in SEARCHES) return search(field, test, values, column)
  const like = test.op === 'like' || test.op === 'ilike'
  // A star stands for any text, so that a pattern needs no percent sign in an address.
  const value = values.add(like ? test.value.replaceAll('*', '%') : test.value)
  return `${field} ${OPERATORS[test.op]} ${test.quantifier === undefined ? value : `${test.quantifier} (${value})`}`
}

/** Where the conditions of one resource are written. */
export interface Scope {
  alias: string
  values: Values
  columns: Map<string, Column> | undefined
  /** The condition that an embedded resource of this name is absent, if there is one. */
  absent: (name: string) => string | undefined
}

/** A condition as SQL. */
export function conditionSql(condition: Condition, scope: Scope): string {
  if (condition.kind === 'logic') {
    const parts = condition.parts.map((part) => conditionSql(part, scope))
    return `${condition.not ? 'not ' : ''}(${parts.join(` ${condition.join} `)})`
  }
  const absent = condition.field.path.length === 0 ? scope.absent(condition.field.name) : undefined
  if (absent !== undefined && condition.op === 'is' && (condition.value === 'null' || condition.value === 'not_null')) {
    return condition.not === (condition.value === 'null') ? `not (${absent})` : absent
  }
  const field = fieldSql(scope.alias, condition.field, scope.values, scope.columns)
  const text = compare(field, condition, scope.values, scope.columns?.get(condition.field.name))
  return condition.not ? `not ${text}` : text
}
