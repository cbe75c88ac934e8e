import type { NoticeKind } from '../packages/noticeWords.ts'
import type { Language } from '../text/languages.ts'

/** Where its words can stand. */
export type NoticeForm = 'email' | 'sms' | 'slip'

/** What the words of a notice say of one parcel. */
export interface ToldParcel {
  shortNumber: string
  /** The carrier's id: each language names it its own way, or not at all. */
  carrier: string
  perishable: boolean
}

/** All that the words of a notice are made of. */
export interface NoticeFacts {
  language: Language
  kind: NoticeKind
  building: string
  /** Only in e-mail: a telephone shows messages on its lock screen. */
  name: string
  parcels: readonly ToldParcel[]
  pickupCode: string
}

/** The kind that a stored one such as `reminder_2` has the words of. */
export const noticeKind = (stored: string): NoticeKind =>
  stored.startsWith('reminder') ? 'reminder' : stored === 'problem' ? 'problem' : 'arrived'
