/** What a notice tells: that a parcel has come, that it still waits, that something is wrong with it. */
export const NOTICE_KINDS = ['arrived', 'reminder', 'problem'] as const
/** How somebody at a desk dealt with a notice that could not be given. */
export const SETTLEMENTS = ['told', 'slip', 'other_channel', 'corrected'] as const
/** By what letters leave. */
export const LETTER_CHANNELS = ['email', 'sms'] as const
/** By what a notice goes to a person; none where there is no way to reach anybody. */
export const DELIVERY_CHANNELS = [...LETTER_CHANNELS, 'none'] as const
/** What became of a notice at one person by one channel. */
export const DELIVERY_STATES = [
  'leaving',
  'accepted',
  'delayed',
  'delivered',
  'failed',
  'bounced',
  'complained',
  'suppressed',
  'dropped',
] as const

export type NoticeKind = (typeof NOTICE_KINDS)[number]
export type LetterChannel = (typeof LETTER_CHANNELS)[number]
export type Settlement = (typeof SETTLEMENTS)[number]
export type DeliveryState = (typeof DELIVERY_STATES)[number]
