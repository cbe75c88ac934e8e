import { cleanLabelText } from './clean-text.ts'
import type { LabelContent } from './content.ts'

/** « UPS …4821 »: the ellipsis says that only the end of the tracking number is here. */
export function carrierLine(content: LabelContent): string {
  const last4 = cleanLabelText(content.trackingLast4)
  return cleanLabelText(`${content.carrierShort} ${last4 === '' ? '' : `…${last4}`}`)
}
