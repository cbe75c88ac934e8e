import { nameVariables, storeVariables, type TemplateVariable } from '../../shared/messaging/templates.ts'

export type Selection = readonly [start: number, end: number]

/** What was typed: the stored text that is kept, the text that the field then shows, and where its selection goes. */
export interface Typed {
  body: string
  shown: string
  selection: Selection
}

/** Variables are kept under their stored names, so that a draft changes with the language of its reader. */
export function typed(text: string, [start, end]: Selection, nameOf: (variable: TemplateVariable) => string): Typed {
  const body = storeVariables(text, nameOf)
  // A stored name or other capitals are replaced as their brace is closed: what stands before the caret grows or shrinks.
  const place = (at: number) => nameVariables(storeVariables(text.slice(0, at), nameOf), nameOf).length
  return { body, shown: nameVariables(body, nameOf), selection: [place(start), place(end)] }
}
