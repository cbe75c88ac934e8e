import type { ReactNode } from 'react'
import { Link } from '@tanstack/react-router'
import type { PackageRow } from '../../../shared/contract/packages.ts'
import { LeftWords } from '../../parcel/words/spoken.tsx'
import { isWaiting } from '../../../shared/packages/lifecycle.ts'
import { useNow } from '../../../ui/clock.ts'
import { Panel } from '../../../ui/index.ts'
import { CarrierMark, FlagChips } from '../../parcel/marks/marks.tsx'
import { TellingChip } from '../../parcel/notices/Standing.tsx'
import { Age } from '../../parcel/marks/Age.tsx'
import { PickupCode } from './PickupCode.tsx'
import { TrackingNumber } from '../../parcel/marks/TrackingNumber.tsx'

/** A person's parcels, each a way to its page. */
export function ParcelList({
  title,
  rows,
  empty,
  codes,
  actions,
}: {
  title: ReactNode
  rows: readonly PackageRow[]
  empty: ReactNode
  /** The pickup codes by parcel, where they are shown. */
  codes?: ReadonlyMap<string, string>
  actions?: ReactNode
}) {
  const now = useNow()
  return (
    <Panel title={title} actions={actions}>
      {rows.length === 0 ? (
        <p className="muted">{empty}</p>
      ) : (
        <ul className="rows">
          {rows.map((row) => (
            <li key={row.id}>
              <Link to="/packages/$id" params={{ id: row.id }} className="row-item parcel-link">
                <span className="short-number">{row.shortNumber}</span>
                <span className="row" data-gap="small">
                  <CarrierMark carrier={row.carrier} markOnly />
                  {row.trackingNumber !== null && <TrackingNumber number={row.trackingNumber} short />}
                  <FlagChips flags={row.flags} />
                  {codes?.has(row.id) && <PickupCode code={codes.get(row.id)!} />}
                </span>
                {row.left === null ? (
                  <>
                    <TellingChip parcel={row} />
                    <Age since={row.receivedAt} now={now} calm={!isWaiting(row.status)} />
                  </>
                ) : (
                  <span className="row-sub parcel-left">
                    <LeftWords parcel={row} />
                  </span>
                )}
              </Link>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  )
}
