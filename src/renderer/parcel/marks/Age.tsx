import { Plural, Trans } from '@lingui/react/macro'
import { staleness } from './age.ts'
import { useFormats } from '../words/useFormats.ts'
import './marks.css'

/** How long a parcel has been here: the time today, the word yesterday, then days; louder as it ages. */
export function Age({ since, now, calm }: { since: string; now: number; calm?: boolean }) {
  const formats = useFormats()
  const days = formats.days(since, now)
  return (
    <time className="age" dateTime={since} title={formats.moment(since)} data-age={calm ? undefined : staleness(days)}>
      {days === 0 ? (
        formats.time(since)
      ) : days === 1 ? (
        <Trans>Yesterday</Trans>
      ) : (
        <Plural value={days} one="# day" other="# days" />
      )}
    </time>
  )
}
