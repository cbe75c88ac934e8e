import { Trans } from '@lingui/react/macro'
import { useFormats } from '../../parcel/words/useFormats.ts'

/** From when to when, in words. */
export function Span({ from, to }: { from: string | null; to: string | null }) {
  const formats = useFormats()
  if (from === null && to === null) return <Trans>Always</Trans>
  if (from === null) return <Trans>until {formats.date(to!)}</Trans>
  if (to === null) return <Trans>from {formats.date(from)}</Trans>
  return (
    <Trans>
      {formats.date(from)} to {formats.date(to)}
    </Trans>
  )
}
