import { Trans } from '@lingui/react/macro'
import { isWaiting } from '../../../shared/packages/lifecycle.ts'
import { boxLabel } from '../../../shared/packages/boxLabel.ts'
import type { PackageDetail } from '../../../shared/contract/packages.ts'
import { Note } from '../../../ui/index.ts'

/** After a change of addressee: what to do about the label that the box carries already. */
export function OldLabelWords({ isNewPrinting }: { isNewPrinting: boolean }) {
  return isNewPrinting ? (
    <Trans>A new label is printing: remove the old one from the box.</Trans>
  ) : (
    <Trans>Remove the old label from the box: it no longer fits the addressee.</Trans>
  )
}

/** That the box carries a label of an earlier addressee, while that can mislead somebody. */
export function OldLabelNote({ parcel }: { parcel: Pick<PackageDetail, 'events' | 'status' | 'removed'> }) {
  const label = boxLabel(parcel.events)
  if (label === 'right' || parcel.removed || !isWaiting(parcel.status)) return null
  return (
    <Note tone={label === 'old' ? 'attention' : 'known'}>
      {label === 'both' ? (
        <Trans>A new label was printed for the new addressee: remove the old one from the box.</Trans>
      ) : (
        <OldLabelWords isNewPrinting={false} />
      )}
    </Note>
  )
}
