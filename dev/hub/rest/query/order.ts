import { createCursor } from './cursor.ts'
import { readField } from './field.ts'
import type { Field } from './field.ts'

export interface OrderTerm {
  /** The embedded to-one resource that the column belongs to. */
  relation: string | undefined
  field: Field
  direction: 'asc' | 'desc'
  nulls: 'first' | 'last' | undefined
}

/** Reads an `order` parameter. */
export function parseOrder(text: string): OrderTerm[] {
  const cursor = createCursor('order', text)
  const terms: OrderTerm[] = []
  do {
    let field = readField(cursor)
    let relation: string | undefined
    if (field.path.length === 0 && cursor.take('(')) {
      relation = field.name
      field = readField(cursor)
      cursor.expect(')', '")"')
    }
    let direction: OrderTerm['direction'] = 'asc'
    let nulls: OrderTerm['nulls']
    while (cursor.take('.')) {
      const word = cursor.name('"asc", "desc", "nullsfirst" or "nullslast"')
      if (word === 'asc' || word === 'desc') direction = word
      else if (word === 'nullsfirst') nulls = 'first'
      else if (word === 'nullslast') nulls = 'last'
      else throw cursor.fail('"asc", "desc", "nullsfirst" or "nullslast"')
    }
    terms.push({ relation, field, direction, nulls })
  } while (cursor.take(','))
  if (!cursor.ended()) throw cursor.fail('",", "." or end of input')
  return terms
}
