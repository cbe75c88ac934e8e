import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import type { DuplicateReason } from '../../../shared/people/duplicates.ts'

/** Why two entries may be one person. */
export const DUPLICATE_WORDS: Readonly<Record<DuplicateReason, MessageDescriptor>> = {
  phone: msg`same phone`,
  email: msg`same email`,
  name_and_unit: msg`same name and unit`,
  phone_alone: msg`same phone, different names`,
}
