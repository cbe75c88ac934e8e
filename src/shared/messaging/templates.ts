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
/** What a conversation knows; null: it does not know. */
export type TemplateValues = Readonly<Record<TemplateVariable, string | null>>

const VARIABLE = /\{([a-z_]+)\}/g
const isVariable = (name: string): name is TemplateVariable => (TEMPLATE_VARIABLES as readonly string[]).includes(name)

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
  const text = body.replaceAll(VARIABLE, (whole, name: string) => {
    if (!isVariable(name)) return whole
    const value = values[name]
    if (value !== null && value !== '') return value
    missing.add(name)
    return whole
  })
  return { text, missing: [...missing] }
}

/** Variables that a text still shows in braces. */
export const openVariables = (text: string): TemplateVariable[] => [
  ...new Set([...text.matchAll(VARIABLE)].map((match) => match[1]!).filter(isVariable)),
]
