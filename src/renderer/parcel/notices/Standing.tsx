import { Trans, useLingui } from '@lingui/react/macro'
import type { NoticeLine } from '../../../shared/contract/notices.ts'
import type { PackageRow } from '../../../shared/contract/packages.ts'
import { asMinutes, useSecondsTo } from '../../../ui/countdown.ts'
import { useNow } from '../../../ui/clock.ts'
import { StatusChip } from '../marks/marks.tsx'
import { Moment } from '../words/spoken.tsx'
import { reasonWords, STAND_LOOK, TELLING_LOOK } from './words.ts'

/** So soon before it leaves a notice counts down. */
const COUNTED_MS = 5 * 60_000

/** How a notice stands at one person: a chip, and what there is to know of it in words. */
export function Standing({ line, sends }: { line: NoticeLine; sends: boolean }) {
  const { i18n } = useLingui()
  const { tone, icon: Icon, word } = STAND_LOOK[line.stand]
  return (
    <span className="row" data-gap="small">
      <span className="chip" data-tone={tone}>
        <Icon size={16} aria-hidden />
        {i18n._(word)}
      </span>
      <span className="small muted">
        {line.stand === 'waiting' ? (
          <Leaving at={line.at} sends={sends} />
        ) : (
          line.at !== null && <Moment at={line.at} />
        )}
        {line.reason !== null && (
          <>
            {(line.at !== null || line.stand === 'waiting') && ' · '}
            {i18n._(reasonWords(line.reason))}
          </>
        )}
      </span>
    </span>
  )
}

/** When it leaves: counted down at the end, else by the clock. */
function Leaving({ at, sends }: { at: string | null; sends: boolean }) {
  const now = useNow()
  const seconds = useSecondsTo(sends ? at : null, COUNTED_MS)
  if (!sends) return null
  if (seconds !== null)
    return (
      <span className="number" aria-live="off">
        <Trans>leaves in {asMinutes(seconds)}, F9 takes it back</Trans>
      </span>
    )
  if (at !== null && Date.parse(at) > now)
    return (
      <Trans>
        leaves <Moment at={at} />
      </Trans>
    )
  return <Trans>is leaving now</Trans>
}

/** Where a parcel stands in a list: where its people are to be told another way, or were told by a letter, that says more than its status. */
export function TellingChip({ parcel: { status, telling } }: { parcel: Pick<PackageRow, 'status' | 'telling'> }) {
  const { i18n } = useLingui()
  const says =
    telling === 'failed' || (status === 'received' && telling !== 'waiting' && telling !== 'told') ? telling : null
  if (says === null) return <StatusChip status={status} />
  const { tone, icon: Icon, word } = TELLING_LOOK[says]
  return (
    <span className="chip" data-tone={tone}>
      <Icon size={16} aria-hidden />
      {i18n._(word)}
    </span>
  )
}
