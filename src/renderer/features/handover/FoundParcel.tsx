import type { ReactNode } from 'react'
import { useLingui } from '@lingui/react/macro'
import type { PackageHit } from '../../../shared/contract/packages.ts'
import { LeftWords, Whose } from '../../parcel/words/spoken.tsx'
import { MATCH_WORDS } from '../../parcel/words/words.ts'
import { CarrierMark, StatusChip, UnitBadge } from '../../parcel/marks/marks.tsx'
import { TrackingNumber } from '../../parcel/marks/TrackingNumber.tsx'

/** One parcel as a search finds it, with what speaks for it. */
export function FoundParcel({ hit, hint }: { hit: PackageHit; hint: ReactNode }) {
  const { i18n } = useLingui()
  return (
    <>
      <UnitBadge unit={hit.unit?.number ?? null} size="row" />
      <span className="row-main">
        <span className="row-title">
          <span className="short-number">{hit.shortNumber}</span> <Whose parcel={hit} />
        </span>
        <span className="row-sub">
          {i18n._(MATCH_WORDS[hit.why])}
          {hit.shelf && hit.why === 'shelf' && <> {hit.shelf.code}</>}
          {hit.left && (
            <>
              {' · '}
              <LeftWords parcel={hit} />
            </>
          )}
        </span>
      </span>
      <span className="addressee-marks">
        <CarrierMark carrier={hit.carrier} markOnly />
        {hit.trackingNumber !== null && <TrackingNumber number={hit.trackingNumber} short />}
        <StatusChip status={hit.status} />
        {hint}
      </span>
    </>
  )
}
