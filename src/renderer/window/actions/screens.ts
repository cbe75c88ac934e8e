import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import { SCREEN_KEYS, type KeyPlace, type ScreenKeyId } from '../../../shared/screens/actions.ts'

const LABELS: Readonly<Record<ScreenKeyId, MessageDescriptor>> = {
  'intake.manual': msg`Register a parcel without a barcode`,
  'intake.pile': msg`Scan a pile: identify afterwards`,
  'pile.identify': msg`Identify the parcels of the pile`,
  'pile.other': msg`Go to another parcel of the pile`,
  'intake.details': msg`Mark the parcel: perishable, oversize, signature; more, number`,
  'intake.unknown': msg`Register without an addressee`,
  'intake.confirm': msg`Confirm what Enter alone does not accept`,
  'intake.putDown': msg`Do not register the parcel in hand`,
  'handover.collector': msg`Choose who is picking up`,
  'handover.proof': msg`Choose the proof of pickup`,
  'messages.send': msg`Send the message`,
  'messages.template': msg`Insert a template in a message`,
  'lists.move': msg`Move in a list`,
  'lists.choose': msg`Open or accept what is chosen`,
  'lists.mark': msg`Mark a line of a list, for several at once`,
  'banner.offer': msg`Take up what the message at the top offers`,
  'view.fullScreen': msg`Full screen`,
  'view.actualSize': msg`Usual size of the text`,
}

/** Where these keys act, as the help heads them. */
export const PLACE_WORDS: Readonly<Record<KeyPlace, MessageDescriptor>> = {
  intake: msg`Intake`,
  handover: msg`Hand-over`,
  messages: msg`Messages`,
  lists: msg({ message: 'Everywhere', context: 'keys' }),
  view: msg`Display`,
}

export interface ScreenKey {
  id: ScreenKeyId
  place: KeyPlace
  shortcut: string
  label: MessageDescriptor
}

/** The keys of screens with their words, in the order in which they are told. */
export const screenKeys = (): readonly ScreenKey[] => SCREEN_KEYS.map((key) => ({ ...key, label: LABELS[key.id] }))

/** What an action of one screen is called and which key it has. */
export function ofScreen(id: ScreenKeyId): { id: string; label: MessageDescriptor; shortcut: string; group: 'act' } {
  const { shortcut } = SCREEN_KEYS.find((key) => key.id === id)!
  return { id, label: LABELS[id], shortcut, group: 'act' }
}
