import type { I18n, MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import { BUILDING_SETTINGS, type BuildingKey, type Section } from '../../../shared/settings/list.ts'
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
  notices: { label: msg`Notices`, also: msg`email, text message, reminders` },
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
  reminder_days: {
    label: msg`Reminders after (days)`,
    help: msg`Up to five days, separated by commas: 3, 7. Empty: none. They will be sent once notices leave by themselves.`,
    also: msg`remind, waiting`,
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

/** A value as it is read; empty for none. */
export function shownValue(key: BuildingKey, typed: string, i18n: I18n): string {
  const { shape } = BUILDING_SETTINGS[key]
  if (shape.kind === 'languages')
    return typed
      .split(',')
      .flatMap((one) => (one === 'fr' || one === 'en' ? i18n._(LANGUAGE_WORDS[one]) : []))
      .join(', ')
  if (shape.kind === 'country' && typed !== '')
    return new Intl.DisplayNames(i18n.locale, { type: 'region' }).of(typed) ?? typed
  return typed
}
