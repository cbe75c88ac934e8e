import { Problem, unparsed } from '../problem.ts'
import { createCursor } from './cursor.ts'
import type { Field } from './field.ts'
import { readPath } from './field.ts'
import { parseTest, parseTree } from './filter.ts'
import { parseOrder } from './order.ts'
import { parseSelect } from './select.ts'
import type { EmbedItem, QueryNode } from './select.ts'

/** What a query string asks for. */
export interface Query {
  node: QueryNode
  columns: string[] | undefined
  onConflict: string[] | undefined
  /** True if the root has a filter of its own. */
  filtered: boolean
}

interface Target {
  path: string[]
  field: Field
}

function readKey(key: string): Target {
  const cursor = createCursor('filter', key)
  const path: string[] = []
  for (;;) {
    const name = cursor.name('field name (* or [a..z0..9_$])')
    const steps = readPath(cursor)
    if (steps.length === 0 && cursor.take('.')) path.push(name)
    else if (cursor.ended()) return { path, field: { name, path: steps } }
    else throw cursor.fail('"." or end of input')
  }
}

const embeds = (node: QueryNode): EmbedItem[] => node.items.filter((item) => item.kind === 'embed')

/** The embedded resource that a request calls `name`. */
export function embedNamed(node: QueryNode, name: string): EmbedItem | undefined {
  return (
    embeds(node).find((item) => (item.alias ?? item.target) === name) ??
    embeds(node).find((item) => item.target === name)
  )
}

function nodeAt(root: QueryNode, path: string[]): QueryNode {
  let node = root
  for (const name of path) {
    const found = embedNamed(node, name)
    if (found === undefined) {
      throw new Problem(400, 'PGRST108', `'${name}' is not an embedded resource in this request`, {
        hint: `Verify that '${name}' is included in the 'select' query parameter.`,
      })
    }
    node = found.node
  }
  return node
}

function count(what: string, text: string): number {
  if (!/^-?\d{1,15}$/.test(text)) throw unparsed(what, text, 1, `unexpected ${JSON.stringify(text)} expecting integer`)
  const value = Number(text)
  if (value < 0 && what === 'limit') {
    throw new Problem(416, 'PGRST103', 'Requested range not satisfiable', {
      details: 'Limit should be greater than or equal to zero.',
    })
  }
  return Math.max(value, 0)
}

const names = (text: string): string[] => {
  const cursor = createCursor('columns parameter', text)
  const list = [cursor.name('field name')]
  while (cursor.take(',')) list.push(cursor.name('field name'))
  if (!cursor.ended()) throw cursor.fail('"," or end of input')
  return list
}

/** Reads a query string; parameters in `taken` belong to the function that is called. */
export function parseQuery(params: URLSearchParams, taken: Set<string> = new Set()): Query {
  const query: Query = {
    node: parseSelect(params.get('select') ?? '*'),
    columns: undefined,
    onConflict: undefined,
    filtered: false,
  }
  for (const [key, value] of params) {
    if (taken.has(key) || key === 'select') continue
    if (key === 'columns') query.columns = value === '' ? [] : names(value)
    else if (key === 'on_conflict') query.onConflict = names(value)
    else place(query, key, value)
  }
  return query
}

function place(query: Query, key: string, value: string): void {
  const { path, field } = readKey(key)
  const word = field.path.length === 0 ? field.name : ''
  if (word === 'order' || word === 'limit' || word === 'offset') {
    const node = nodeAt(query.node, path)
    if (word === 'order') node.order = parseOrder(value)
    else if (word === 'limit') node.limit = count('limit', value)
    else node.offset = count('offset', value)
  } else if (word === 'and' || word === 'or') {
    const not = path.at(-1) === 'not'
    nodeAt(query.node, not ? path.slice(0, -1) : path).filters.push(parseTree(word, not, value))
    query.filtered ||= path.length === (not ? 1 : 0)
  } else {
    nodeAt(query.node, path).filters.push(parseTest(field, value))
    query.filtered ||= path.length === 0
  }
}
