import { Trans } from '@lingui/react/macro'
import type { PackageRow } from '../../../shared/contract/packages.ts'
import { CarrierName } from '../words/spoken.tsx'

/** Whose a parcel is, and which one and where, in the line below an answer. */
export const whose = (parcel: PackageRow) => (
  <>
    {parcel.resident ? <bdi>{parcel.resident.name}</bdi> : parcel.unassigned ? <Trans>No addressee yet</Trans> : null}
    {parcel.unassigned && parcel.writtenName !== null && (
      <>
        {' '}
        <Trans>
          “<bdi translate="no">{parcel.writtenName}</bdi>”
        </Trans>
      </>
    )}
    {parcel.resident || parcel.unassigned ? ' · ' : null}
    <CarrierName carrier={parcel.carrier} /> · {parcel.shortNumber}
    {parcel.shelf ? (
      <>
        {' · '}
        <Trans>shelf {parcel.shelf.code}</Trans>
      </>
    ) : null}
  </>
)
