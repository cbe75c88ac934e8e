import { Trans } from '@lingui/react/macro'

/** The code of a parcel's notice. */
export function PickupCode({ code }: { code: string }) {
  return (
    <span className="pickup-code">
      <Trans>
        Code <span className="code">{code}</span>
      </Trans>
    </span>
  )
}
