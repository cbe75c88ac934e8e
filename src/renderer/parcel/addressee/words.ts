import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import type { AddresseeHit } from '../../../shared/contract/directory.ts'
import type { Collecting } from '../../../shared/people/kinds.ts'
import type { Phone } from '../../../shared/people/phones.ts'

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

export const PHONE_LABEL_WORDS: Readonly<Record<Phone['label'], MessageDescriptor>> = {
  mobile: msg`Mobile`,
  home: msg`Home phone`,
  work: msg`Work`,
  other: msg`Other`,
}

/** How somebody would rather get their parcels. */
export const COLLECTING_WORDS: Readonly<Record<Collecting, MessageDescriptor>> = {
  desk: msg`They come to the desk`,
  door: msg`Bring parcels to their door`,
  other_person: msg`Somebody comes for them`,
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
