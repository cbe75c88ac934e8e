import { msg } from '@lingui/core/macro'
import type { MessageDescriptor } from '@lingui/core'
import type { ShelfTakes } from '../../../shared/packages/shelfSizes.ts'

/** What a shelf is for. */
export const TAKES_WORDS: Readonly<Record<ShelfTakes, MessageDescriptor>> = {
  any: msg`All parcels`,
  small: msg`Envelopes and small parcels`,
  large: msg`Oversize parcels`,
  cold: msg`What stays cold`,
}
