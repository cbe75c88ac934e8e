import { Trans } from '@lingui/react/macro'
import { useFormats } from '../../parcel/words/useFormats.ts'

/** From when to when, in words. */
export function Span({ from, to, isStay = false }: { from: string | null; to: string | null; isStay?: boolean }) {
  const formats = useFormats()
  // Nobody has always lived somewhere: the first day is only not known.
  if (from === null && to === null) return isStay ? <Trans>since an unknown date</Trans> : <Trans>Always</Trans>
  if (from === null) return <Trans>until {formats.date(to!)}</Trans>
  if (to === null) return <Trans>from {formats.date(from)}</Trans>
  return (
    <Trans>
      {formats.date(from)} to {formats.date(to)}
    </Trans>
  )
}
