import { Plural, Trans } from '@lingui/react/macro'
import { LATE_AFTER_MS } from '../../../shared/packages/deliveries.ts'
import { useNow } from '../../../ui/clock.ts'
import { Note } from '../../../ui/index.ts'

const MINUTE_MS = 60_000

/** That notices stand still, and what that means: nobody is told, however many parcels come in. */
export function LateNotices({ since }: { since: string }) {
  const late = useNow() - Date.parse(since)
  if (late < LATE_AFTER_MS) return null
  const minutes = Math.floor(late / MINUTE_MS)
  return (
    <Note tone="attention">
      <Plural value={minutes} one="Notices have not left for # minute." other="Notices have not left for # minutes." />{' '}
      <Trans>
        This desk rings for them each minute. Until they leave, notify people yourself; if it goes on, call the person
        who manages this computer: the sending service of the project may have stopped.
      </Trans>
    </Note>
  )
}
