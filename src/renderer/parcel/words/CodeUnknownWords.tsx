import { Trans } from '@lingui/react/macro'
import { useRoute } from '../../window/data/queries.ts'
import { Moment } from './spoken.tsx'

/** Why a pickup code may be right and not known here: the desk has not heard of the others since then. */
export function CodeUnknownWords() {
  const status = useRoute('sync.status', {}).data
  const isCutOff = status !== undefined && status !== null && status.state !== 'live' && status.state !== 'polling'
  if (!isCutOff) return <Trans>It ends when the parcels leave, or when their addressee or an address changes.</Trans>
  if (status.lastCompleteSync === null)
    return <Trans>This desk is cut off from the others: the code may not be known here yet. Scan the label.</Trans>
  return (
    <Trans>
      This desk last heard of the others <Moment at={status.lastCompleteSync} />: a newer code is not known here yet.
      Scan the label.
    </Trans>
  )
}
