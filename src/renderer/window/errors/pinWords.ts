import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import type { BadgeProblem } from '../../../shared/staff/badge.ts'
import type { PinProblem } from '../../../shared/staff/pin.ts'

/** Why digits cannot be somebody's PIN. */
export const PIN_WORDS: Readonly<Record<PinProblem, MessageDescriptor>> = {
  digits: msg`A PIN has digits alone.`,
  short: msg`A PIN has at least 4 digits.`,
  long: msg`A PIN has at most 12 digits.`,
  easy: msg`This PIN is guessed too easily. Choose digits that do not repeat or follow one another.`,
}

/** Why what was read is nobody's badge. */
export const BADGE_WORDS: Readonly<Record<BadgeProblem, MessageDescriptor>> = {
  form: msg`No reader of badges writes this. Hold the badge to the reader again.`,
  random: msg`This card or telephone shows another number each time. Use a real badge.`,
  parcel: msg`This is the barcode of a parcel or a label, not a badge.`,
}
