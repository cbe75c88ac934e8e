import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import type { BelongingKind } from '../../../shared/people/kinds.ts'

/** What goes with a person. */
export const BELONGING_WORDS: Readonly<Record<BelongingKind, MessageDescriptor>> = {
  vehicle: msg`Vehicle`,
  fob: msg`Fob`,
  key: msg`Key`,
  pet: msg`Pet`,
  storage: msg`Storage`,
}
