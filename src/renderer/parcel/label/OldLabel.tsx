import { Trans } from '@lingui/react/macro'
import { isWaiting } from '../../../shared/packages/lifecycle.ts'
import { boxLabels, type BoxLabels, type Named } from '../../../shared/packages/boxLabel.ts'
import type { PackageDetail, PackageRow } from '../../../shared/contract/packages.ts'
import { Note } from '../../../ui/index.ts'

/** Whom labels name: unit and person, as they stand on them. */
function Whom({ labels }: { labels: readonly Named[] }) {
  return labels.map(({ unit, name }, n) => (
    <bdi key={`${unit} ${name}`} translate="no">
      {n > 0 && ', '}
      {[unit, name].filter((word) => word !== null).join(' ') || '?'}
    </bdi>
  ))
}

/** Which label stays on the box and which has to go, by whom they name. */
export function OldLabelWords({
  labels: { wrong, right },
  isNewPrinting,
}: {
  labels: BoxLabels
  isNewPrinting: boolean
}) {
  if (isNewPrinting)
    return (
      <Trans>
        A new label is printing. Remove the old label from the box: <Whom labels={wrong} />.
      </Trans>
    )
  if (right === null)
    return (
      <Trans>
        Remove the old label from the box, it no longer fits the addressee: <Whom labels={wrong} />.
      </Trans>
    )
  return (
    <Trans>
      Keep the label of <Whom labels={[right]} /> on the box, and remove the other: <Whom labels={wrong} />.
    </Trans>
  )
}

/** The labels on the box as they will fit once the parcel has the addressee of `row`. */
export const labelsFor = ({ events, unit, resident }: PackageDetail, row: PackageRow): BoxLabels =>
  boxLabels([
    ...events,
    {
      type: 'addressee_changed',
      actId: '',
      detail: {
        fromUnit: unit?.number ?? null,
        fromName: resident?.name ?? null,
        toUnit: row.unit?.number ?? null,
        toName: row.resident?.name ?? null,
      },
    },
  ])

/** That the box carries a label of another addressee, while that can mislead somebody. */
export function OldLabelNote({ parcel }: { parcel: Pick<PackageDetail, 'events' | 'status' | 'removed'> }) {
  const labels = boxLabels(parcel.events)
  if (labels.wrong.length === 0 || parcel.removed || !isWaiting(parcel.status)) return null
  return (
    <Note tone={labels.right === null ? 'attention' : 'known'}>
      <OldLabelWords labels={labels} isNewPrinting={false} />
    </Note>
  )
}
