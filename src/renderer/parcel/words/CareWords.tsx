import { Trans } from '@lingui/react/macro'
import type { Care } from '../../../shared/packages/care.ts'
import { format } from '../../../ui/format.ts'
import { useTimeDisplay } from '../../window/data/useTimeDisplay.ts'

/** What the desk has to know of an addressee, and what to do with the parcel. */
export function CareWords({ care }: { care: Care }) {
  const { locale } = useTimeDisplay()
  const days = format({ locale, timeZone: 'UTC' }, { day: 'numeric', month: 'short', year: 'numeric' })
  const until = care.until === null ? '' : days.format(new Date(`${care.until.slice(0, 10)}T00:00:00Z`))
  return (
    <>
      <strong>
        {care.kind === 'hold' && <Trans>Away until {until}: keep the parcel.</Trans>}
        {care.kind === 'forward' && <Trans>Away until {until}: forward the parcel.</Trans>}
        {care.kind === 'moved_out' && <Trans>They no longer live here.</Trans>}
        {care.kind === 'vacant' && <Trans>Nobody lives in this unit.</Trans>}
        {care.kind === 'not_receiving' && <Trans>They do not receive parcels here.</Trans>}
      </strong>
      {care.note !== '' && <> {care.note}</>}
    </>
  )
}
