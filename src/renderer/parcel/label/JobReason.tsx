import { useLingui } from '@lingui/react'
import { isReason, splitReasons } from '../../../shared/printing/reasons.ts'
import { REASON_WORDS } from './reasonWords.ts'

/** Why a label or a printer stands where it stands, in words; what only the print system can say, as it said it. */
export function JobReason({ reason }: { reason: string }) {
  const { i18n } = useLingui()
  return splitReasons(reason).map((one, index) => (
    <span key={one}>
      {index > 0 && ' · '}
      {isReason(one) ? i18n._(REASON_WORDS[one]) : <span lang="en">{one}</span>}
    </span>
  ))
}
