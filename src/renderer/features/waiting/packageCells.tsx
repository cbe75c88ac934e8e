import type { ReactNode } from 'react'
import { Trans } from '@lingui/react/macro'
import { StickyNote } from 'lucide-react'
import type { PackageRow } from '../../../shared/contract/packages.ts'
import { LeftTo, Whose } from '../../parcel/words/spoken.tsx'
import { isWaiting } from '../../../shared/packages/lifecycle.ts'
import { Checkbox, VisuallyHidden } from '../../../ui/index.ts'
import { CarrierMark, FlagChips, UnitBadge } from '../../parcel/marks/marks.tsx'
import { TellingChip } from '../../parcel/notices/Standing.tsx'
import { Age } from '../../parcel/marks/Age.tsx'
import { TrackingNumber } from '../../parcel/marks/TrackingNumber.tsx'

export const ROW_HEIGHT = 44

interface CellMeans {
  now: number
  isMarked: boolean
  onMark: () => void
}

/** What a glance needs: the door, the number, the name, then the rest. */
export function packageCells(row: PackageRow, { now, isMarked, onMark }: CellMeans): ReactNode[] {
  return [
    // A press on the box must not open the parcel.
    <span key="mark" className="waiting-mark" onClick={(event) => event.stopPropagation()} role="presentation">
      <Checkbox isSelected={isMarked} onChange={onMark} excludeFromTabOrder aria-label={row.shortNumber} />
    </span>,
    <UnitBadge key="unit" unit={row.unit?.number ?? null} size="row" />,
    <span key="who" className="row-main">
      <span className="row-title">
        <span className="short-number">{row.shortNumber}</span> <Whose parcel={row} />
      </span>
      {(row.note !== '' || hasFlag(row) || row.left !== null) && (
        <span className="waiting-sub">
          {row.left === null ? (
            <>
              <FlagChips flags={row.flags} />
              {row.note !== '' && (
                <span className="row-sub waiting-note">
                  <StickyNote size={14} aria-hidden /> {row.note}
                </span>
              )}
            </>
          ) : (
            // What it needed while it was here no longer matters.
            <span className="row-sub">
              <LeftTo left={row.left} />
            </span>
          )}
        </span>
      )}
    </span>,
    <span key="carrier" className="row" data-gap="small">
      <CarrierMark carrier={row.carrier} markOnly />
      {row.trackingNumber !== null && <TrackingNumber number={row.trackingNumber} short />}
    </span>,
    row.shelf ? (
      <span key="shelf" className="waiting-shelf">
        <VisuallyHidden>
          <Trans>Shelf</Trans>{' '}
        </VisuallyHidden>
        {row.shelf.code}
      </span>
    ) : null,
    <Age key="age" since={row.receivedAt} now={now} calm={!isWaiting(row.status)} />,
    <TellingChip key="status" parcel={row} />,
  ]
}

const hasFlag = ({ flags }: PackageRow): boolean => flags.perishable || flags.oversize || flags.signatureRequired
