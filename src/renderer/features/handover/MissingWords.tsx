import { Trans } from '@lingui/react/macro'
import type { Handover } from './useHandover.ts'

/** The one thing that still keeps the hand-over from being done. */
export function MissingWords({ lacks }: { lacks: NonNullable<Handover['lacks']> }) {
  switch (lacks) {
    case 'parcels':
      return <Trans>Select at least one parcel, or scan its label.</Trans>
    case 'collector':
      return <Trans>Say who is picking up.</Trans>
    case 'proof':
      return <Trans>Choose how the person proved who they are.</Trans>
    case 'code':
      return <Trans>The pickup code has six digits. It is in the resident’s notice.</Trans>
    case 'signature':
      return <Trans>The signature is missing. Ask the person to sign, or choose another proof.</Trans>
  }
}
