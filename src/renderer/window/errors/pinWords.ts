import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import type { PinProblem } from '../../../shared/staff/pin.ts'

/** Why digits cannot be somebody's PIN. */
export const PIN_WORDS: Readonly<Record<PinProblem, MessageDescriptor>> = {
  digits: msg`A PIN has digits alone.`,
  short: msg`A PIN has at least 4 digits.`,
  long: msg`A PIN has at most 12 digits.`,
  easy: msg`This PIN is guessed too easily. Choose digits that do not repeat or follow one another.`,
}
