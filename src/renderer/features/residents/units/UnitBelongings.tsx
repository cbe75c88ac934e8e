import { Trans } from '@lingui/react/macro'
import { Link } from '@tanstack/react-router'
import type { Response } from '../../../../shared/contract/index.ts'
import { Chip, Panel } from '../../../../ui/index.ts'
import { BelongingText } from '../BelongingText.tsx'
import { BELONGING_ICONS } from '../belongingWords.ts'

type Belongings = Response<'units.get'>['belongings']

/** What goes with those who live in a unit, and what nobody brought back. */
export function UnitBelongings({ belongings }: { belongings: Belongings }) {
  if (belongings.length === 0) return null
  return (
    <Panel title={<Trans>Vehicles, fobs, pets</Trans>}>
      <ul className="rows">
        {belongings.map((one) => {
          const Icon = BELONGING_ICONS[one.kind]
          return (
            <li key={one.id}>
              <Link to="/residents/$id" params={{ id: one.residentId }} className="row-item stay-link belonging-link">
                <Icon size={20} aria-hidden />
                <BelongingText one={one} of={<bdi translate="no">{one.person}</bdi>} />
                {one.hasLeft && (
                  <span className="addressee-marks">
                    <Chip tone="attention">
                      <Trans>left, not returned</Trans>
                    </Chip>
                  </span>
                )}
              </Link>
            </li>
          )
        })}
      </ul>
    </Panel>
  )
}
