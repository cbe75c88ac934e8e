import { Plural } from '@lingui/react/macro'
import { BellRing, TriangleAlert } from 'lucide-react'
import { Button as AriaButton } from 'react-aria-components/Button'
import { LATE_AFTER_MS } from '../../../shared/packages/deliveries.ts'
import { useNow } from '../../../ui/clock.ts'
import { useRoute } from '../../window/data/queries.ts'
import { useDesk } from '../../window/desk/useDesk.ts'

const MINUTE_MS = 60_000

/** Whether notices leave, and for how many parcels somebody is to be told another way; nothing where all is well. */
export function NoticesItem() {
  const { actions } = useDesk()
  const now = useNow()
  const status = useRoute('notices.status', {}).data
  if (!status) return null
  const late = status.dueSince === null ? 0 : now - Date.parse(status.dueSince)
  const stands = late >= LATE_AFTER_MS
  if (!stands && status.open === 0) return null
  const minutes = Math.floor(late / MINUTE_MS)
  return (
    <AriaButton className="status-item status-button" data-tone="attention" onPress={() => actions.run('go.notices')}>
      {stands ? <TriangleAlert size={16} aria-hidden /> : <BellRing size={16} aria-hidden />}
      {stands ? (
        <Plural value={minutes} one="Notices have not left for # minute" other="Notices have not left for # minutes" />
      ) : (
        <Plural value={status.open} one="# parcel to notify" other="# parcels to notify" />
      )}
    </AriaButton>
  )
}
