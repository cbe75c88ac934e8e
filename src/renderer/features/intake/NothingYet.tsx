import { Trans } from '@lingui/react/macro'

/** The list of the latest parcels of a desk that has none. */
export function NothingYet() {
  return (
    <p className="muted">
      <Trans>The parcels you register will be listed here, the newest first.</Trans>
    </p>
  )
}
