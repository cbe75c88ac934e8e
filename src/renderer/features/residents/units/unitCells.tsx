import type { ReactNode } from 'react'
import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { DoorOpen, Package, StickyNote } from 'lucide-react'
import type { UnitRow } from '../../../../shared/contract/units.ts'
import { Chip } from '../../../../ui/index.ts'
import { UnitBadge } from '../../../parcel/marks/marks.tsx'
import { UnitPlace } from './UnitPlace.tsx'

/** A unit in the list: its door, who lives there, what waits. */
export const unitCells = (unit: UnitRow): ReactNode[] => [
  <span key="unit" className="unit-row">
    <UnitBadge unit={unit.name} size="row" />
    <span className="row-main">
      <span className="row-title" translate="no">
        <People unit={unit} />
      </span>
      <span className="row-sub">
        <UnitPlace unit={unit} />
      </span>
    </span>
    <Marks unit={unit} />
  </span>,
]

function People({ unit: { people, peopleCount } }: { unit: UnitRow }) {
  const { t } = useLingui()
  if (peopleCount === 0) return t`Nobody lives there`
  return (
    <>
      {people.join(', ')}
      {peopleCount > people.length && ` +${peopleCount - people.length}`}
    </>
  )
}

function Marks({ unit }: { unit: UnitRow }) {
  const { vacant, kind, note } = unit
  return (
    <span className="addressee-marks">
      {note !== '' && (
        <Chip icon={StickyNote}>
          <span className="unit-note">{note}</span>
        </Chip>
      )}
      {vacant && (kind === 'residential' || kind === 'commercial') && (
        <Chip icon={DoorOpen}>
          <Trans>Vacant</Trans>
        </Chip>
      )}
      {unit.waiting > 0 && (
        <Chip icon={Package}>
          <Plural value={unit.waiting} one="# waiting" other="# waiting" />
        </Chip>
      )}
    </span>
  )
}
