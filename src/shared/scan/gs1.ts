import { GS } from './frame.ts'

export interface Gs1Element {
  ai: string
  value: string
}

// Application identifiers that appear on parcels and goods: length of the identifier, then of its value.
interface Gs1Form {
  ai: RegExp
  fixed?: number
  longest?: number
}

const FORMS: readonly Gs1Form[] = [
  { ai: /^00/, fixed: 18 },
  { ai: /^0[1-3]/, fixed: 14 },
  { ai: /^1[1-9]/, fixed: 6 },
  { ai: /^20/, fixed: 2 },
  { ai: /^(?:10|2[12])/, longest: 20 },
  { ai: /^(?:24[0-3]|25[0134])/, longest: 30 },
  { ai: /^3[1-6]\d{2}/, fixed: 6 },
  { ai: /^3[07]/, longest: 8 },
  { ai: /^39\d{2}/, longest: 18 },
  { ai: /^41[0-7]/, fixed: 13 },
  { ai: /^402/, fixed: 17 },
  { ai: /^(?:40[013]|42[0-7])/, longest: 30 },
  { ai: /^(?:43\d{2}|7\d{3}|8\d{3})/, longest: 90 },
  { ai: /^9\d/, longest: 90 },
]

/** AIM identifiers (without `]`) of the symbols that carry GS1 element strings. */
export const GS1_AIMS: ReadonlySet<string> = new Set(['C1', 'd2', 'Q3', 'e0', 'J1'])

/** Splits a GS1 element string; null when it is not a complete one. */
export function parseGs1(text: string): Gs1Element[] | null {
  const elements: Gs1Element[] = []
  let at = 0
  while (at < text.length) {
    if (text.charAt(at) === GS) {
      at += 1
      continue
    }
    const head = text.slice(at, at + 4)
    const form = FORMS.find((candidate) => candidate.ai.test(head))
    const ai = form?.ai.exec(head)?.[0]
    if (form === undefined || ai === undefined) return null
    const start = at + ai.length
    const separator = text.indexOf(GS, start)
    const end = form.fixed === undefined ? (separator === -1 ? text.length : separator) : start + form.fixed
    const value = text.slice(start, end)
    const complete = form.fixed === undefined ? value.length <= (form.longest ?? 0) : value.length === form.fixed
    if (value === '' || !complete || value.includes(GS)) return null
    elements.push({ ai, value })
    at = end
  }
  return elements.length > 0 ? elements : null
}
