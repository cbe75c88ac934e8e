import type { I18n, MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import type { Response } from '../../../shared/contract/index.ts'
import { localPhone, phonesIn, type Phone } from '../../../shared/people/phones.ts'
import { textsIn } from '../../../shared/text/lists.ts'
import { BELONGING_WORDS } from '../../parcel/words/belongings.ts'
import type { Formats } from '../../parcel/words/useFormats.ts'
import {
  channelWords,
  COLLECTING_WORDS,
  LANGUAGE_WORDS,
  OCCUPANCY_WORDS,
  PHONE_LABEL_WORDS,
} from '../../parcel/addressee/words.ts'
import { NOTICE_RULE_WORDS, UNIT_KIND_WORDS } from './unitWords.ts'

type Entry = Response<'directory.history'>[number]
type Change = Entry['changes'][number]

const COLUMN_WORDS: Readonly<Record<string, MessageDescriptor>> = {
  name: msg`Name`,
  note: msg`Note`,
  place: msg`Place`,
  kind: msg`Type`,
  from_date: msg`First day`,
  to_date: msg`Last day`,
  given_name: msg`First names`,
  family_name: msg`Family name`,
  aliases: msg`Also on labels as`,
  language: msg`Language`,
  email: msg`Email`,
  phones: msg`Phone`,
  channels: msg`Notified by`,
  emergency_contact: msg`In an emergency`,
  notes: msg`Note`,
  confirmed_on: msg`Confirmed`,
  collecting: msg`Pickup`,
  access_need: msg`Needs at pickup`,
  receives_packages: msg`Receives parcels here`,
  notified: msg`Named for the unit’s notices`,
  share: msg`Ownership share`,
  notice_rule: msg`Notices`,
  status: msg`Status`,
  number: msg`Number`,
  floor: msg`Floor`,
  tower: msg`Tower`,
}
const VALUE_WORDS: Readonly<Record<string, Readonly<Record<string, MessageDescriptor>>>> = {
  kind: {
    hold: msg`Keep parcels here`,
    forward: msg`Forward parcels`,
    ...OCCUPANCY_WORDS,
    ...BELONGING_WORDS,
    ...UNIT_KIND_WORDS,
  },
  notice_rule: NOTICE_RULE_WORDS,
  status: { open: msg`Open`, snoozed: msg`Snoozed`, closed: msg`Closed` },
  language: LANGUAGE_WORDS,
  collecting: COLLECTING_WORDS,
}

/** The words of a column; undefined for one that says nothing to a person, such as an id. */
export const columnWords = (column: string): MessageDescriptor | undefined =>
  Object.hasOwn(COLUMN_WORDS, column) ? COLUMN_WORDS[column] : undefined

const phoneWords = (phone: Phone, i18n: I18n): string =>
  [
    localPhone(phone),
    phone.extension === null ? '' : i18n._(msg`ext. ${phone.extension}`),
    phone.label === 'other' ? '' : i18n._(PHONE_LABEL_WORDS[phone.label]),
    phone.sms ? i18n._(msg`Text messages`) : '',
  ]
    .filter((part) => part !== '')
    .join(' ')

/** A value of a history as people read it; empty for none. */
export function valueWords(
  { column }: Pick<Change, 'column'>,
  value: Change['from'],
  i18n: I18n,
  formats: Formats,
): string {
  if (value === null || value === '') return ''
  if (typeof value === 'boolean') return value ? i18n._(msg`yes`) : i18n._(msg`no`)
  if (typeof value === 'number') return String(value)
  if (column.endsWith('_date') || column === 'confirmed_on') return formats.date(value)
  if (column === 'channels')
    return textsIn(value)
      .map((one) => i18n._(channelWords(one)))
      .join(', ')
  if (column === 'aliases') return textsIn(value).join(', ')
  if (column === 'phones')
    return phonesIn(value)
      .map((phone) => phoneWords(phone, i18n))
      .join(', ')
  const words = VALUE_WORDS[column]
  return words && Object.hasOwn(words, value) ? i18n._(words[value]!) : value
}
