import type { I18n, MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import type { ActType } from '../../../shared/contract/acts.ts'
import type { EventType, PackageHit, PackageKind, Proof } from '../../../shared/contract/packages.ts'
import type { PackageStatus, StepName } from '../../../shared/packages/lifecycle.ts'
import type { Role } from '../../../shared/staff/permissions.ts'
import { carrierName as nameOf, CARRIERS } from '../../../shared/carriers/names.ts'
import { DIRECTORY_REDONE, DIRECTORY_UNDONE, DIRECTORY_WORDS } from './directory.ts'
import type { WedgeLayout } from '../../../shared/wedge/layouts.ts'

/** The words of the domain, the same on every screen. Use with i18n._(). */
export const STATUS_WORDS: Readonly<Record<PackageStatus, MessageDescriptor>> = {
  received: msg`Received`,
  notified: msg`Notified`,
  on_hold: msg`On hold`,
  picked_up: msg`Picked up`,
  forwarded: msg`Forwarded`,
  returned: msg`Returned to carrier`,
  lost: msg`Missing`,
}

export const KIND_WORDS: Readonly<Record<PackageKind, MessageDescriptor>> = {
  parcel: msg`Parcel`,
  envelope: msg`Envelope`,
  food: msg`Food`,
  dry_cleaning: msg`Dry cleaning`,
  other: msg`Other`,
}

export const PROOF_WORDS: Readonly<Record<Proof, MessageDescriptor>> = {
  code: msg`Pickup code`,
  signature: msg`Signature`,
  known: msg`Known to the desk`,
  id_seen: msg`ID seen`,
}

/** Why a search found a parcel. */
export const MATCH_WORDS: Readonly<Record<PackageHit['why'], MessageDescriptor>> = {
  label: msg`By our label`,
  pickup_code: msg`By the pickup code`,
  shared_pickup_code: msg`By a pickup code that somebody else has too`,
  short_number: msg`By the parcel number`,
  shelf: msg`By the shelf`,
  tracking: msg`By the tracking number`,
  written_name: msg`By the name as written`,
}

/** What a person does to a parcel: the words on buttons. */
export const STEP_WORDS: Readonly<Record<StepName, MessageDescriptor>> = {
  notify: msg`Mark as notified`,
  hold: msg`Put on hold`,
  release: msg`Release from hold`,
  hand_over: msg`Hand over`,
  forward: msg`Forward`,
  return: msg`Return to carrier`,
  lose: msg`Report missing`,
  find: msg`Mark as found`,
}

/** What was done to a parcel: the words of a history. */
export const EVENT_WORDS: Readonly<Record<EventType, MessageDescriptor>> = {
  received: msg`Registered`,
  addressee_changed: msg`Addressee changed`,
  edited: msg`Details corrected`,
  shelf_set: msg`Put on a shelf`,
  label_printed: msg`Label printed`,
  notified: msg`Resident notified`,
  held: msg({ message: 'Put on hold', context: 'history' }),
  released: msg`Released from hold`,
  handed_over: msg`Handed over`,
  forwarded: msg`Forwarded`,
  returned: msg`Returned to carrier`,
  lost: msg`Reported missing`,
  found: msg`Found`,
  notice_settled: msg`Dealt with a notice`,
  undone: msg`Undone`,
}

/** The same; the first addressee of a parcel is no change of one. */
export const eventWords = (type: ActType, identified: boolean): MessageDescriptor =>
  type === 'addressee_changed' && identified ? msg`Addressee identified` : { ...EVENT_WORDS, ...DIRECTORY_WORDS }[type]

/** What was undone: one phrase each, because an adjective after a colon agrees with nothing in French. */
export const UNDONE_WORDS: Readonly<Record<ActType, MessageDescriptor>> = {
  ...DIRECTORY_UNDONE,
  received: msg`Registration undone`,
  addressee_changed: msg`Previous addressee restored`,
  edited: msg`Correction undone`,
  shelf_set: msg`Previous shelf restored`,
  label_printed: msg`Undone`,
  notified: msg`Mark as notified undone`,
  held: msg`Hold undone`,
  released: msg`Hold restored`,
  handed_over: msg`Hand-over undone`,
  forwarded: msg`Forwarding undone`,
  returned: msg`Return undone`,
  lost: msg`Missing report undone`,
  found: msg`Missing report restored`,
  notice_settled: msg`Notice open again`,
  undone: msg`Undone`,
}

/** What was done again after an undo, in the same way. */
export const REDONE_WORDS: Readonly<Record<ActType, MessageDescriptor>> = {
  ...DIRECTORY_REDONE,
  received: msg`Registered again`,
  addressee_changed: msg`Addressee changed again`,
  edited: msg`Correction made again`,
  shelf_set: msg`Put on the shelf again`,
  label_printed: msg`Done again`,
  notified: msg`Marked as notified again`,
  held: msg`Put on hold again`,
  released: msg`Released from hold again`,
  handed_over: msg`Handed over after all`,
  forwarded: msg`Forwarded after all`,
  returned: msg`Returned to carrier after all`,
  lost: msg`Reported missing again`,
  found: msg`Marked as found again`,
  notice_settled: msg`Notice dealt with again`,
  undone: msg`Done again`,
}

export const ROLE_WORDS: Readonly<Record<Role, MessageDescriptor>> = {
  desk: msg`Front desk`,
  manager: msg`Manager`,
  admin: msg`Administrator`,
  board: msg`Board`,
}

const MARKS: Readonly<Record<string, string>> = {
  canada_post: 'CP',
  purolator: 'PUR',
  fedex: 'FDX',
  amazon: 'AMZ',
  intelcom: 'INT',
  uniuni: 'UNI',
  canpar: 'CAN',
  loomis: 'LMS',
  nationex: 'NTX',
  fleetoptics: 'FLO',
  landmark: 'LMK',
  gofo: 'GOFO',
  yunexpress: 'YUN',
  ontrac: 'OTR',
  lasership: 'LSR',
  s10_other: 'INTL',
  other: '—',
}

/** A carrier's name in the language of the screen. */
export const carrierName = (carrier: string, { locale }: Pick<I18n, 'locale'>): string =>
  nameOf(carrier, locale === 'fr' ? 'fr' : 'en')

/** Two to four letters that stand for a carrier in a narrow column. */
export const carrierMark = (carrier: string): string =>
  (Object.hasOwn(MARKS, carrier) && MARKS[carrier]) || carrier.slice(0, 4).toUpperCase()

/** Every carrier that a desk can choose, most usual first. */
export const carrierChoices = (i18n: Pick<I18n, 'locale'>): { id: string; label: string }[] =>
  CARRIERS.map(({ id }) => ({ id, label: carrierName(id, i18n) }))

/** Keyboard layouts that a scanner may be set to. */
export const LAYOUT_WORDS: Readonly<Record<WedgeLayout, MessageDescriptor>> = {
  us: msg`English (United States), the factory setting of most scanners`,
  'ca-fr': msg`French (Canada)`,
  'ca-multix': msg`Canadian Multilingual Standard`,
  fr: msg`French (France), AZERTY`,
  uk: msg`English (United Kingdom)`,
}
