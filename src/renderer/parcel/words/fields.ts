import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import type { Field } from '../history/timeline.ts'

export const FLAG_WORDS: Readonly<Record<'perishable' | 'oversize' | 'signatureRequired', MessageDescriptor>> = {
  perishable: msg`Perishable`,
  oversize: msg`Oversize`,
  signatureRequired: msg`Signature`,
}

/** What was corrected. */
export const FIELD_WORDS: Readonly<Record<Field, MessageDescriptor>> = {
  carrier: msg`Carrier`,
  trackingNumber: msg`Tracking number`,
  kind: msg`Type`,
  note: msg`Note`,
  writtenName: msg`Name as written`,
  ...FLAG_WORDS,
  shelf: msg`Shelf`,
  addressee: msg`Addressee`,
}
