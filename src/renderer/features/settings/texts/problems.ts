import type { I18n, MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import type { TextProblem } from '../../../../shared/notices/check.ts'
import type { NoticeForm } from '../../../../shared/notices/facts.ts'
import { VARIABLES } from '../../../../shared/notices/fill.ts'
import { withoutCostlyAccents } from '../../../../shared/notices/gsm7.ts'
import type { NoticeField } from '../../../../shared/notices/own.ts'

export const FORM_OF: Readonly<Record<NoticeField, NoticeForm>> = {
  subject: 'email',
  body: 'email',
  sms: 'sms',
  slip: 'slip',
}
export const FIELD_LABELS: Readonly<Record<NoticeField, MessageDescriptor>> = {
  subject: msg`Subject of the email`,
  body: msg`Text of the email`,
  sms: msg`Text message`,
  slip: msg({ message: 'Slip', context: 'paper at the door' }),
}

const inBrackets = (name: string): string => `{${name}}`
/** The variables of a text, as they are written. */
export const variablesOf = (field: NoticeField): string => VARIABLES[FORM_OF[field]].map(inBrackets).join(' ')

/** What to write instead of a letter that text messages have no place for. */
function instead(letter: string): string {
  const plain = withoutCostlyAccents(letter)
  return plain === letter ? letter : `${letter} → ${plain}`
}

/** What is wrong with a text, and what to write instead. */
export function problemText(field: NoticeField, problem: TextProblem, i18n: I18n): string {
  switch (problem.code) {
    case 'empty':
      return i18n._(msg`Write a text, or go back to the usual one.`)
    case 'unknown_variable': {
      const [name, all] = [inBrackets(problem.name), variablesOf(field)]
      return i18n._(msg`There is no ${name}. Write one of these: ${all}.`)
    }
    case 'not_in_this_form': {
      const name = inBrackets(problem.name)
      return field === 'sms'
        ? i18n._(msg`Remove ${name}: a text message can be read on a locked telephone.`)
        : i18n._(msg`Remove ${name}: anybody who passes can read a slip.`)
    }
    case 'missing_variable': {
      const name = inBrackets(problem.name)
      return i18n._(msg`Write ${name} somewhere: nobody finds the parcel without it.`)
    }
    case 'stray_bracket': {
      const all = variablesOf(field)
      return i18n._(msg`A bracket has no other half. Write one of these: ${all}.`)
    }
    case 'several_lines':
      return i18n._(msg`Write it in one line.`)
    case 'costly_letters': {
      const letters = problem.letters.map(instead).join(', ')
      return i18n._(msg`These letters turn one text message into several, each paid for. Write others: ${letters}.`)
    }
    case 'too_long': {
      const { parts } = problem
      return i18n._(msg`With many parcels this would leave as ${parts} text messages, each paid for. Shorten it.`)
    }
    case 'too_many_letters': {
      const { most } = problem
      return i18n._(msg`Shorten it to ${most} letters.`)
    }
    case 'missing_stop': {
      const { word } = problem
      return i18n._(msg`Say how to end these messages: “${word}” must stand in it.`)
    }
  }
}
