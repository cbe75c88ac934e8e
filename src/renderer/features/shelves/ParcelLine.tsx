import type { ReactNode } from 'react'
import { Link } from '@tanstack/react-router'
import type { PackageRow } from '../../../shared/contract/packages.ts'
import { Age } from '../../parcel/marks/Age.tsx'
import { CarrierMark, FlagChips, UnitBadge } from '../../parcel/marks/marks.tsx'
import { Whose } from '../../parcel/words/spoken.tsx'

interface ParcelLineProps {
  parcel: PackageRow
  now: number
  /** What is wrong with it, in a few words. */
  why?: ReactNode
  /** How it is settled. */
  children?: ReactNode
}

/** A parcel of a shelf: whose it is, how old, and what can be done about it. */
export function ParcelLine({ parcel, now, why, children }: ParcelLineProps) {
  return (
    <li className="shelf-line">
      <UnitBadge unit={parcel.unit?.number ?? null} size="row" />
      <div className="row-main">
        <Link to="/packages/$id" params={{ id: parcel.id }} className="shelf-parcel">
          <span className="short-number">{parcel.shortNumber}</span> <Whose parcel={parcel} />
        </Link>
        <span className="row shelf-facts" data-gap="small">
          {why !== undefined && <strong>{why}</strong>}
          <CarrierMark carrier={parcel.carrier} markOnly />
          <FlagChips flags={parcel.flags} />
          <Age since={parcel.receivedAt} now={now} />
        </span>
      </div>
      <div className="row shelf-acts" data-gap="small">
        {children}
      </div>
    </li>
  )
}
