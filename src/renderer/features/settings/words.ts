import type { I18n, MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import { BUILDING_SETTINGS, type BuildingKey, type Section } from '../../../shared/settings/list.ts'
import { LETTER_CHANNELS } from '../../../shared/packages/noticeWords.ts'
import { WEEKDAYS } from '../../../shared/settings/weekdays.ts'
import { WAY_WORDS } from '../../parcel/notices/words.ts'
import { LANGUAGE_WORDS } from '../../parcel/addressee/words.ts'

interface Words {
  label: MessageDescriptor
  help?: MessageDescriptor
  /** What people may look for it by besides. */
  also?: MessageDescriptor
}

/** The parts of the screen, with what each is looked for by besides. */
export const SECTION_WORDS: Readonly<Record<Section, Omit<Words, 'help'>>> = {
  building: { label: msg`Building` },
  desks: { label: msg`Desks`, also: msg`letter, name of the desk, number of parcels` },
  desk: {
    label: msg`This desk`,
    also: msg`language of the console, appearance, dark, high contrast, theme, sound, volume`,
  },
  labels: { label: msg`Labels`, also: msg`size, resolution, dpi, automatic printing` },
  printer: { label: msg`Printer`, also: msg`queue, ZPL, network, USB, folder, test label` },
  scanner: { label: msg`Scanner`, also: msg`keyboard layout, pause, barcode, Enter, devices, test codes` },
  shelves: { label: msg`Shelves and command codes`, also: msg`shelf labels, ranges, sheet` },
  carriers: { label: msg`Carriers taught by hand`, also: msg`prefix, tracking number` },
  notices: { label: msg`Notices`, also: msg`email, text message, wording, templates` },
  reminders: { label: msg`Reminders`, also: msg`notices, remind, waiting` },
  retention: { label: msg`How long things are kept`, also: msg`retention, privacy, erase, Law 25` },
  privacy: { label: msg`Person in charge of privacy`, also: msg`Law 25, personal information, officer, incidents` },
  staff: { label: msg`Staff`, also: msg`lock, PIN, minutes, roles` },
  audit: { label: msg`Audit log`, also: msg`history, proof, check, who did what` },
  backups: { label: msg`Backups and archives`, also: msg`restore, copy, health` },
  project: { label: msg`Other desks and the portal`, also: msg`Supabase, connect, disconnect, synchronisation` },
}

/** Each setting of the building in words. */
export const BUILDING_WORDS: Readonly<Record<BuildingKey, Words>> = {
  name: { label: msg`Name of the building`, help: msg`It stands on labels and in notices.` },
  address: {
    label: msg`Address`,
    help: msg`With the postal code: labels that name another address are told apart by it.`,
  },
  timezone: { label: msg`Time zone`, help: msg`Its name or its city.`, also: msg`clock, hour` },
  languages: {
    label: msg`Languages of the building`,
    help: msg`Labels and notices to who has no language of their own begin with the first one.`,
    also: msg`French, English`,
  },
  country: {
    label: msg`Country of telephone numbers`,
    help: msg`A number that is written without its country is of this one.`,
    also: msg`phone`,
  },
  notice_grace_minutes: {
    label: msg`Grace period (minutes)`,
    help: msg`So long a notice waits after a parcel is registered, so that a mistake can be undone before it leaves. 0 to 240.`,
    also: msg`delay, wait`,
  },
  quiet_hours: {
    label: msg`Quiet hours`,
    help: msg`Text messages and reminders wait until these hours are over, for example 22:00-07:00. Other emails leave at any hour. Empty: everything does.`,
    also: msg`night`,
  },
  notice_bundle_minutes: {
    label: msg`One notice for several parcels (minutes)`,
    help: msg`Where another parcel for the same person was just registered, the notice waits for it, no longer than this. 0 to 60; 0: it never waits.`,
    also: msg`bundle, pile`,
  },
  notice_channels: {
    label: msg`Ways in which notices leave`,
    help: msg`A person who can only be reached in another way is shown as a task at the desk.`,
    also: msg`channels, SMS, email, text message`,
  },
  notice_sender: {
    label: msg`Name of the sender`,
    help: msg`It stands before the address in emails. Empty: the name of the building.`,
    also: msg`from, signature`,
  },
  notice_reply_to: {
    label: msg`Address for answers`,
    help: msg`What residents answer to an email arrives here. Empty: nobody is asked to answer.`,
    also: msg`reply, mailbox`,
  },
  reminder_days: {
    label: msg`Reminders after (days)`,
    help: msg`Days after the arrival of the parcel, up to five of them, separated by commas: 3, 7. 1 to 90. Empty: none. Days on which the person is away do not count. A day after the last one the parcel is a task at the desk.`,
  },
  reminder_weekdays: {
    label: msg`Days on which reminders leave`,
    help: msg`One that falls on another day leaves on the next of these days.`,
    also: msg`weekend, Sunday`,
  },
  reminder_time: {
    label: msg`Time at which reminders leave`,
    help: msg`In the time zone of the building.`,
    also: msg`hour`,
  },
  food_reminder_hours: {
    label: msg`Reminders for food after (hours)`,
    help: msg`For food and perishable parcels: up to five times, in hours after the arrival, separated by commas: 2, 5. 1 to 72, on any day. Empty: none. An hour after the last one the parcel is a task at the desk.`,
    also: msg`perishable, meal`,
  },
  keep_signatures_days: { label: msg`Signatures (days after the hand-over)`, help: msg`1 to 730.` },
  keep_notices_days: { label: msg`Texts and addresses of notices (days)`, help: msg`1 to 730.` },
  keep_parcels_months: { label: msg`Parcels with their person (months)`, help: msg`1 to 84.` },
  keep_messages_months: { label: msg`Messages (months)`, help: msg`1 to 84.` },
  keep_audit_months: { label: msg`Record of actions (months)`, help: msg`12 to 120.`, also: msg`audit, history` },
  privacy_name: { label: msg`Name of the person`, help: msg`Residents ask this person about their information.` },
  privacy_title: { label: msg`Title`, help: msg`As it is published, for example: manager of the building.` },
  privacy_contact: { label: msg`How to reach them`, help: msg`Email, telephone or postal address.` },
}

/** What a column of the building is called on the screen; undefined for one that nobody sets. */
export function settingLabel(column: string): MessageDescriptor | undefined {
  if (column === 'notice_texts') return msg`Texts of notices`
  return Object.hasOwn(BUILDING_WORDS, column) ? BUILDING_WORDS[column as BuildingKey].label : undefined
}

// A week that begins on a Monday.
const MONDAY = Date.UTC(2024, 0, 1)
const DAY_MS = 86_400_000

/** What can be chosen of a list, each as it is typed and as it is read. */
export function someOf(kind: 'weekdays' | 'channels', i18n: I18n): { id: string; label: string }[] {
  if (kind === 'channels') return LETTER_CHANNELS.map((id) => ({ id, label: i18n._(WAY_WORDS[id]) }))
  const name = new Intl.DateTimeFormat(i18n.locale, { weekday: 'long', timeZone: 'UTC' })
  return WEEKDAYS.map((day) => ({ id: String(day), label: name.format(MONDAY + (day - 1) * DAY_MS) }))
}

/** A value as it is read; empty for none. */
export function shownValue(key: BuildingKey, typed: string, i18n: I18n): string {
  const { shape } = BUILDING_SETTINGS[key]
  if (shape.kind === 'languages')
    return typed
      .split(',')
      .flatMap((one) => (one === 'fr' || one === 'en' ? i18n._(LANGUAGE_WORDS[one]) : []))
      .join(', ')
  if (shape.kind === 'weekdays' || shape.kind === 'channels')
    return someOf(shape.kind, i18n)
      .flatMap(({ id, label }) => (typed.split(',').includes(id) ? label : []))
      .join(', ')
  if (shape.kind === 'country' && typed !== '')
    return new Intl.DisplayNames(i18n.locale, { type: 'region' }).of(typed) ?? typed
  return typed
}
