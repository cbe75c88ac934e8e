import { Problem } from '../problem.ts'
import type { Column } from '../catalog.ts'
import type { Field } from '../query/field.ts'

/** The values of a statement. Nothing that a request says reaches the text of a statement but through here. */
export interface Values {
  list: string[]
  /** Adds a value and gives its placeholder. */
  add: (value: string) => string
}

/** An empty list of values. */
export function createValues(): Values {
  const list: string[] = []
  return {
    list,
    add: (value) => {
      list.push(value)
      return `$${list.length}`
    },
  }
}

/** A quoted identifier. An empty one is no SQL, and a zero byte would end the statement early: both are refused. */
export function ident(name: string): string {
  if (name === '' || name.includes('\0')) {
    throw new Problem(400, 'PGRST100', '"failed to parse identifier" (line 1, column 1)', {
      details: name === '' ? 'unexpected empty name' : 'unexpected zero byte',
    })
  }
  return `"${name.replaceAll('"', '""')}"`
}

/** A schema-qualified, quoted identifier. */
export const qualified = (schema: string, name: string): string => `${ident(schema)}.${ident(name)}`

/** A column of `alias`, or the place inside its JSON. */
export function fieldSql(alias: string, field: Field, values: Values, columns?: Map<string, Column>): string {
  const column = `${ident(alias)}.${ident(field.name)}`
  if (field.path.length === 0) return column
  const isJson = /^jsonb?$/.test(columns?.get(field.name)?.type ?? 'json')
  const steps = field.path.map((step) => {
    const arrow = step.asText ? '->>' : '->'
    return `${arrow}${values.add(step.key)}::${step.index ? 'int' : 'text'}`
  })
  return `(${isJson ? column : `to_jsonb(${column})`}${steps.join('')})`
}
