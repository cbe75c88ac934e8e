import type { NoticeKind } from '../packages/noticeWords.ts'
import type { NoticeFacts, NoticeForm } from './facts.ts'
import { VARIABLES, valuesOf } from './fill.ts'
import { foreignLetters, plainSigns, smsParts } from './gsm7.ts'
import { TEXT_MOST } from './own.ts'
import { smsText } from './short.ts'
import type { NoticeTexts } from './words.ts'

export type TextProblem =
  | { code: 'empty' }
  | { code: 'unknown_variable'; name: string }
  | { code: 'not_in_this_form'; name: string }
  | { code: 'missing_variable'; name: string }
  | { code: 'several_lines' }
  | { code: 'costly_letters'; letters: string[] }
  | { code: 'too_long'; parts: number }
  | { code: 'too_many_letters'; most: number }
  /** A bracket that belongs to no variable. */
  | { code: 'stray_bracket' }
  /** A text message that does not say how to end them. */
  | { code: 'missing_stop'; word: string }

const FORM: Readonly<Record<keyof NoticeTexts, NoticeForm>> = {
  subject: 'email',
  body: 'email',
  sms: 'sms',
  slip: 'slip',
}

/** Without these nobody could collect the parcel; an e-mail shows numbers and code below any text. */
const needed = (field: keyof NoticeTexts, kind: NoticeKind): string[] => {
  if (field === 'sms') return kind === 'problem' ? ['building', 'numbers'] : ['building', 'numbers', 'pickup_code']
  return field === 'slip' ? ['numbers'] : []
}

/** What ends text messages, in the language of the message. */
const STOP = { fr: 'ARRET', en: 'STOP' } as const
/** As much as a text message can have to tell. */
const MANY: NoticeFacts['parcels'] = Array.from({ length: 12 }, (_, at) => ({
  shortNumber: `AB${1001 + at}`,
  carrier: 'other',
  perishable: false,
}))

/** What is wrong with a text of a notice; a text with a problem is not saved. `facts`: those of a usual parcel. */
export function textProblems(field: keyof NoticeTexts, text: string, facts: NoticeFacts): TextProblem[] {
  if (text.trim() === '') return [{ code: 'empty' }]
  const form = FORM[field]
  const names = [...new Set([...text.matchAll(/\{([^{}\n]{1,40})\}/g)].map((match) => match[1]!))]
  const problems: TextProblem[] = names.flatMap((name): TextProblem[] => {
    if ((VARIABLES[form] as readonly string[]).includes(name)) return []
    return [{ code: Object.hasOwn(valuesOf(facts), name) ? 'not_in_this_form' : 'unknown_variable', name }]
  })
  if (/[{}]/.test(text.replaceAll(/\{[^{}\n]{1,40}\}/g, ''))) problems.push({ code: 'stray_bracket' })
  if (Array.from(text).length > TEXT_MOST[field]) problems.push({ code: 'too_many_letters', most: TEXT_MOST[field] })
  for (const name of needed(field, facts.kind))
    if (!names.includes(name)) problems.push({ code: 'missing_variable', name })
  if ((field === 'subject' || field === 'sms') && text.trim().includes('\n')) problems.push({ code: 'several_lines' })
  if (field === 'sms') {
    const letters = foreignLetters(plainSigns(text))
    if (letters.length > 0) problems.push({ code: 'costly_letters', letters })
    const stop = STOP[facts.language]
    if (!new RegExp(`\\b${stop}\\b`, 'i').test(text)) problems.push({ code: 'missing_stop', word: stop })
    const parts = Math.max(...[facts.parcels, MANY].map((parcels) => smsParts(smsText({ ...facts, parcels }, text))))
    if (parts > 1) problems.push({ code: 'too_long', parts })
  }
  return problems
}
