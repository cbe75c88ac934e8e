import { fold } from '../text/fold.ts'

/** What a template may ask for, written {like_this}. */
export const TEMPLATE_VARIABLES = [
  'given_name',
  'resident_name',
  'unit',
  'parcel_number',
  'carrier',
  'pickup_code',
  'building',
  'staff_name',
] as const
export type TemplateVariable = (typeof TEMPLATE_VARIABLES)[number]
/** What a conversation knows; null: it does not know; empty: there is nothing to say, and the text does without. */
export type TemplateValues = Readonly<Record<TemplateVariable, string | null>>

/** Anything short in braces: what a person may have meant as a variable. */
const IN_BRACES = /\{([^{}\n]{1,40})\}/g
const VARIABLE = /\{([a-z_]+)\}/g
const isVariable = (name: string): name is TemplateVariable => (TEMPLATE_VARIABLES as readonly string[]).includes(name)

/** A template's text with its variables under the names that `nameOf` gives them: for people to read and write. */
export const nameVariables = (body: string, nameOf: (variable: TemplateVariable) => string): string =>
  body.replaceAll(VARIABLE, (whole, name: string) => (isVariable(name) ? `{${nameOf(name)}}` : whole))

/** The stored form of such a text. Capitals and accents do not matter; stored names are understood too. */
export function storeVariables(text: string, nameOf: (variable: TemplateVariable) => string): string {
  const known = new Map(TEMPLATE_VARIABLES.map((variable) => [fold(nameOf(variable)), variable]))
  return text.replaceAll(IN_BRACES, (whole, name: string) => {
    const variable = known.get(fold(name))
    return variable === undefined ? whole : `{${variable}}`
  })
}

/** What stands in braces and is no variable, however it is spelt: most likely a slip of the hand. */
export const misspeltVariables = (body: string): string[] => [
  ...new Set([...body.matchAll(IN_BRACES)].map((match) => match[1]!).filter((name) => !isVariable(name))),
]

/** The names in braces that are no variable: a template with one cannot be saved. */
export const unknownVariables = (body: string): string[] => [
  ...new Set([...body.matchAll(VARIABLE)].map((match) => match[1]!).filter((name) => !isVariable(name))),
]

/**
 * Puts the values in, once: a value that looks like a variable stays as it is. What is not known stays in braces and is
 * named in `missing`: such a text must not be sent as it is.
 */
export function fillTemplate(body: string, values: TemplateValues): { text: string; missing: TemplateVariable[] } {
  const missing = new Set<TemplateVariable>()
  const text = body.replaceAll(/( ?)\{([a-z_]+)\}/g, (whole, space: string, name: string) => {
    if (!isVariable(name)) return whole
    const value = values[name]
    if (value === '') return ''
    if (value !== null) return space + value
    missing.add(name)
    return whole
  })
  return { text, missing: [...missing] }
}

/** Variables that a text still shows in braces. */
export const openVariables = (text: string): TemplateVariable[] => [
  ...new Set([...text.matchAll(VARIABLE)].map((match) => match[1]!).filter(isVariable)),
]
