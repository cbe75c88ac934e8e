import type { Cursor } from './cursor.ts'

export interface JsonStep {
  asText: boolean
  /** A key of an object, or the index of an array. */
  key: string
  index: boolean
}

/** A column, or a place inside its JSON. */
export interface Field {
  name: string
  path: JsonStep[]
}

/** Reads `->key`, `->>key` and `->0` steps. */
export function readPath(cursor: Cursor): JsonStep[] {
  const steps: JsonStep[] = []
  while (cursor.peek(2) === '->') {
    const asText = cursor.take('->>')
    if (!asText) cursor.take('->')
    const quoted = cursor.peek() === '"'
    const key = cursor.name('any non reserved character different from: .,>()')
    steps.push({ asText, key, index: !quoted && /^-?\d{1,9}$/.test(key) })
  }
  return steps
}

/** Reads a column with its JSON path. */
export function readField(cursor: Cursor, expecting = 'field name (* or [a..z0..9_$])'): Field {
  const name = cursor.name(expecting)
  return { name, path: readPath(cursor) }
}

/** The name that a JSON place gets in the answer: its last key, since an index names nothing. */
export function pathName(field: Field): string | undefined {
  for (const step of field.path.toReversed()) if (!step.index) return step.key
  return field.path.length > 0 ? field.name : undefined
}
