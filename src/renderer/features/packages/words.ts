import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import type { EventType } from '../../../shared/contract/packages.ts'
import type { StepName } from '../../../shared/packages/lifecycle.ts'
import type { Field } from './timeline.ts'

export const FLAG_WORDS: Readonly<Record<'perishable' | 'oversize' | 'signatureRequired', MessageDescriptor>> = {
  perishable: msg`Perishable`,
  oversize: msg`Oversize`,
  signatureRequired: msg`Signature`,
}

/** What a step leaves in the history: the words for having done it. */
export const STEP_EVENTS: Readonly<Record<StepName, EventType>> = {
  notify: 'notified',
  hold: 'held',
  release: 'released',
  hand_over: 'handed_over',
  forward: 'forwarded',
  return: 'returned',
  lose: 'lost',
  find: 'found',
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
