import { Problem } from '../problem.ts'
import type { Condition } from './filter.ts'
import { createCursor } from './cursor.ts'
import type { Cursor } from './cursor.ts'
import { readField } from './field.ts'
import type { Field } from './field.ts'
import type { OrderTerm } from './order.ts'

export interface FieldItem {
  kind: 'field'
  field: Field | '*'
  alias: string | undefined
  cast: string | undefined
}

export interface EmbedItem {
  kind: 'embed'
  target: string
  alias: string | undefined
  hint: string | undefined
  inner: boolean
  spread: boolean
  node: QueryNode
}

/** One resource of the request: the root, or something embedded. */
export interface QueryNode {
  items: (FieldItem | EmbedItem)[]
  filters: Condition[]
  order: OrderTerm[]
  limit: number | undefined
  offset: number
}

/** A node that reads everything. */
export const emptyNode = (items: QueryNode['items'] = []): QueryNode => ({
  items,
  filters: [],
  order: [],
  limit: undefined,
  offset: 0,
})

const AGGREGATES = /^(avg|count|max|min|sum)\(\)/

function readEmbed(cursor: Cursor, target: string, alias: string | undefined, spread: boolean): EmbedItem {
  let hint: string | undefined
  let inner = false
  while (cursor.take('!')) {
    const word = cursor.name('hint or join type')
    if (word === 'inner') inner = true
    else if (word !== 'left') hint = word
  }
  cursor.expect('(', '"("')
  const items = cursor.peek() === ')' ? [] : readItems(cursor)
  cursor.expect(')', '"," or ")"')
  return { kind: 'embed', target, alias, hint, inner, spread, node: emptyNode(items) }
}

function readItem(cursor: Cursor): FieldItem | EmbedItem {
  if (cursor.take('...')) return readEmbed(cursor, cursor.name('field name'), undefined, true)
  cursor.while((rest) => rest[0] === ' ')
  if (cursor.take('*')) return { kind: 'field', field: '*', alias: undefined, cast: undefined }
  let alias: string | undefined
  let field = readField(cursor)
  if (field.path.length === 0 && cursor.peek() === ':' && cursor.peek(2) !== '::') {
    cursor.take(':')
    alias = field.name
    field = readField(cursor)
  }
  if (field.path.length === 0 && AGGREGATES.test(field.name + cursor.peek(2))) throw aggregates()
  if (field.path.length === 0 && (cursor.peek() === '!' || cursor.peek() === '(')) {
    return readEmbed(cursor, field.name, alias, false)
  }
  const cast = cursor.take('::') ? cursor.while((rest) => /[A-Za-z0-9_ [\]]/.test(rest[0] ?? '')).trim() : undefined
  if (cast === '') throw cursor.fail('letter, digit or "_"')
  if (cursor.peek() === '.' && AGGREGATES.test(cursor.peek(8).slice(1))) throw aggregates()
  return { kind: 'field', field, alias, cast }
}

const aggregates = (): Problem => new Problem(400, 'PGRST123', 'Use of aggregate functions is not allowed')

function readItems(cursor: Cursor): QueryNode['items'] {
  const items = [readItem(cursor)]
  while (cursor.take(',')) items.push(readItem(cursor))
  return items
}

/** Reads the `select` parameter. */
export function parseSelect(text: string): QueryNode {
  if (text.trim() === '') return emptyNode()
  const cursor = createCursor('select parameter', text)
  const items = readItems(cursor)
  if (!cursor.ended()) throw cursor.fail('"->", "::", ".", ",", "(" or end of input')
  return emptyNode(items)
}
