import { unparsed } from '../problem.ts'
import { createCursor } from './cursor.ts'
import type { Cursor } from './cursor.ts'
import { readField } from './field.ts'
import type { Field } from './field.ts'

export interface Test {
  kind: 'test'
  field: Field
  not: boolean
  op: string
  quantifier: 'any' | 'all' | undefined
  /** The language of a full text search. */
  config: string | undefined
  value: string
  list: string[]
}

export interface Logic {
  kind: 'logic'
  join: 'and' | 'or'
  not: boolean
  parts: Condition[]
}

export type Condition = Test | Logic

const QUANTIFIED = new Set(['eq', 'gte', 'gt', 'lte', 'lt', 'like', 'ilike', 'match', 'imatch'])
const SIMPLE = new Set(['neq', 'cs', 'cd', 'ov', 'sl', 'sr', 'nxr', 'nxl', 'adj', 'isdistinct'])
const SEARCH = new Set(['fts', 'plfts', 'phfts', 'wfts'])
const IS = new Set(['null', 'not_null', 'true', 'false', 'unknown'])

interface Operator {
  not: boolean
  op: string
  quantifier: Test['quantifier']
  config: string | undefined
}

function readOperator(cursor: Cursor): Operator {
  const expecting = 'operator (eq, gt, ...)'
  const not = cursor.take('not.')
  const op = cursor.while((rest) => /[a-z]/.test(rest[0] ?? ''))
  const inside = cursor.take('(') ? cursor.while((rest) => rest[0] !== ')') : undefined
  if (inside !== undefined) cursor.expect(')', '")"')
  const quantifier = QUANTIFIED.has(op) && (inside === 'any' || inside === 'all') ? inside : undefined
  const config = SEARCH.has(op) ? inside : undefined
  const known = QUANTIFIED.has(op) || SIMPLE.has(op) || SEARCH.has(op) || op === 'in' || op === 'is'
  if (!known || (inside !== undefined && quantifier === undefined && config === undefined)) throw cursor.fail(expecting)
  if (!cursor.take('.')) throw cursor.fail(expecting)
  return { not, op, quantifier, config }
}

function readList(cursor: Cursor): string[] {
  cursor.expect('(', '"("')
  if (cursor.take(')')) return []
  const list: string[] = []
  do {
    list.push(cursor.quotedValue() ?? cursor.while((rest) => rest[0] !== ',' && rest[0] !== ')'))
  } while (cursor.take(','))
  cursor.expect(')', '"," or ")"')
  return list
}

/** Reads `eq.5`, `not.in.(1,2)`, … for a column. */
export function parseTest(field: Field, text: string): Test {
  const what = 'filter'
  const probe = /^(not\.)?[a-z]+(\([^)]*\))?\./.exec(text)
  const cursor = createCursor(what, text)
  if (probe === null)
    throw unparsed(
      what,
      text,
      1,
      `unexpected ${text === '' ? 'end of input' : JSON.stringify(text[0])} expecting "not" or operator (eq, gt, ...)`,
    )
  const operator = readOperator(cursor)
  const base = { kind: 'test' as const, field, ...operator }
  if (operator.op === 'in') {
    const list = readList(cursor)
    if (!cursor.ended()) throw cursor.fail('end of input')
    return { ...base, value: '', list }
  }
  const value = cursor.while(() => true)
  return { ...base, value: operator.op === 'is' ? isWord(cursor, value) : value, list: [] }
}

function isWord(cursor: Cursor, value: string): string {
  const word = value.toLowerCase()
  if (!IS.has(word)) throw cursor.fail('isVal: (null, not_null, true, false, unknown)')
  return word
}

// Inside a tree a value ends at a comma or a bracket, unless it is quoted or an array literal.
function readTreeValue(cursor: Cursor): string {
  const quoted = cursor.quotedValue()
  if (quoted !== undefined) return quoted
  if (cursor.peek() === '{') {
    const inside = cursor.while((rest) => rest[0] !== '}')
    cursor.expect('}', '"}"')
    return `${inside}}`
  }
  return cursor.while((rest) => rest[0] !== ',' && rest[0] !== ')')
}

function readTreePart(cursor: Cursor): Condition {
  for (const not of [false, true]) {
    for (const join of ['and', 'or'] as const) {
      if (cursor.take(`${not ? 'not.' : ''}${join}(`)) return readTree(cursor, join, not)
    }
  }
  const field = readField(cursor)
  cursor.expect('.', 'logic operator (and, or)')
  const operator = readOperator(cursor)
  const base = { kind: 'test' as const, field, ...operator }
  if (operator.op === 'in') return { ...base, value: '', list: readList(cursor) }
  const value = readTreeValue(cursor)
  return { ...base, value: operator.op === 'is' ? isWord(cursor, value) : value, list: [] }
}

function readTree(cursor: Cursor, join: Logic['join'], not: boolean): Logic {
  const parts = [readTreePart(cursor)]
  while (cursor.take(',')) parts.push(readTreePart(cursor))
  cursor.expect(')', '"," or ")"')
  return { kind: 'logic', join, not, parts }
}

/** Reads `(a.eq.1,not.and(…))` of an `or` or `and` parameter. */
export function parseTree(join: Logic['join'], not: boolean, text: string): Logic {
  const cursor = createCursor('logic tree', text)
  cursor.expect('(', '"("')
  const tree = readTree(cursor, join, not)
  if (!cursor.ended()) throw cursor.fail('end of input')
  return tree
}
