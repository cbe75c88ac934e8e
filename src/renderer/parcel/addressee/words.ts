import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import type { AddresseeHit } from '../../../shared/contract/directory.ts'

/** How someone is tied to a unit. */
export const OCCUPANCY_WORDS: Readonly<Record<AddresseeHit['kind'], MessageDescriptor>> = {
  owner: msg`Owner`,
  tenant: msg`Tenant`,
  occupant: msg`Occupant`,
  unit: msg`Unit`,
}

export const LANGUAGE_WORDS: Readonly<Record<'fr' | 'en', MessageDescriptor>> = {
  fr: msg`French`,
  en: msg`English`,
}

const CHANNELS: Readonly<Record<string, MessageDescriptor>> = {
  email: msg`Email`,
  sms: msg`Text message`,
  app: msg`App`,
  in_person: msg`In person`,
}

/** How someone wants to be told; an unknown channel of a newer desk shows as it is. */
export const channelWords = (channel: string): MessageDescriptor =>
  CHANNELS[channel] ?? { id: channel, message: channel }
