import type { ReactNode } from 'react'
import { Trans } from '@lingui/react/macro'
import { Link } from '@tanstack/react-router'
import { LATEST_PARCELS } from '../../../shared/screens/first.ts'
import { useNow } from '../../../ui/clock.ts'
import { useRoute } from '../../window/data/queries.ts'
import { Whose } from '../../parcel/words/spoken.tsx'
import { FlagChips, StatusChip, UnitBadge } from '../../parcel/marks/marks.tsx'
import { Age } from '../../parcel/marks/Age.tsx'
import { WhichParcel } from './news.tsx'

/** The parcels registered last, to see at a glance that the last scans arrived. */
export function Latest({ empty }: { empty: ReactNode }) {
  const now = useNow()
  const { data } = useRoute('packages.list', LATEST_PARCELS)
  if (!data) return null
  return (
    <section className="stack" data-gap="small">
      <h2>
        <Trans>Latest parcels</Trans>
      </h2>
      {data.rows.length === 0 ? (
        empty
      ) : (
        <ul className="rows latest">
          {data.rows.map((row) => (
            <li key={row.id}>
              <Link to="/packages/$id" params={{ id: row.id }} className="row-item latest-row">
                <UnitBadge unit={row.unit?.number ?? null} size="row" />
                <span className="row-main">
                  <span className="row-title">
                    <span className="short-number">{row.shortNumber}</span> <Whose parcel={row} />
                  </span>
                  <span className="row-sub">
                    <WhichParcel {...row} />
                    {row.shelf && (
                      <>
                        {' · '}
                        <Trans>shelf {row.shelf.code}</Trans>
                      </>
                    )}
                  </span>
                </span>
                <span className="row" data-gap="small">
                  <FlagChips flags={row.flags} />
                </span>
                <StatusChip status={row.status} />
                <Age since={row.receivedAt} now={now} calm />
              </Link>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
