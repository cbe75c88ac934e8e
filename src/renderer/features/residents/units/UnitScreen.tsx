import { Trans } from '@lingui/react/macro'
import { useNavigate, useParams } from '@tanstack/react-router'
import { DoorOpen, HandHelping, LogIn, LogOut, PackagePlus, StickyNote } from 'lucide-react'
import type { Response } from '../../../../shared/contract/index.ts'
import { Button, Chip, Note } from '../../../../ui/index.ts'
import { UnitBadge } from '../../../parcel/marks/marks.tsx'
import { useMay } from '../../../window/data/useMay.ts'
import { useRoute } from '../../../window/data/queries.ts'
import { ErrorNote } from '../../../window/errors/ErrorNote.tsx'
import { Conflicts } from '../Conflicts.tsx'
import { History } from '../History.tsx'
import { ParcelList } from '../ParcelList.tsx'
import { UnitBelongings } from './UnitBelongings.tsx'
import { UnitConversations } from './UnitConversations.tsx'
import { UnitDetails } from './UnitDetails.tsx'
import { UnitPeople } from './UnitPeople.tsx'
import { UnitPlace } from './UnitPlace.tsx'
import '../residents.css'
import './units.css'

type Unit = Response<'units.get'>

/** One unit: who lives there and receives, what waits, what was written, what to know, and what was before. */
export function UnitScreen() {
  const { id } = useParams({ from: '/units/$id' })
  const { data, error } = useRoute('units.get', { id })
  if (error) return <ErrorNote error={error} />
  return data ? <UnitPage key={id} unit={data} /> : null
}

function UnitPage({ unit }: { unit: Unit }) {
  const navigate = useNavigate()
  const hasDoor = unit.kind === 'residential' || unit.kind === 'commercial'
  const mayMove = useMay('directory.write')
  const here = { unitId: unit.id }
  return (
    <div className="stack resident" data-gap="large">
      <header className="stack">
        <div className="row resident-head">
          <UnitBadge unit={unit.name} size="huge" />
          <div className="stack" data-gap="small">
            <h1>
              <Trans>Unit {unit.name}</Trans>
            </h1>
            <p className="row" data-gap="small">
              <Chip>
                <UnitPlace unit={unit} />
              </Chip>
              {unit.vacant && (
                <Chip icon={DoorOpen}>
                  <Trans>Vacant</Trans>
                </Chip>
              )}
            </p>
          </div>
        </div>
        {unit.note !== '' && (
          <Note tone="attention" icon={StickyNote}>
            <span className="resident-note">{unit.note}</span>
          </Note>
        )}
        {hasDoor && (
          <div className="row">
            <Button
              variant="primary"
              size="large"
              icon={HandHelping}
              isDisabled={unit.waiting.length === 0}
              onPress={() => void navigate({ to: '/handover', search: here })}
            >
              <Trans>Hand over</Trans>
            </Button>
            <Button size="large" icon={PackagePlus} onPress={() => void navigate({ to: '/intake', search: here })}>
              <Trans>New parcel for this unit</Trans>
            </Button>
            {mayMove && (
              <>
                <Button
                  size="large"
                  icon={LogIn}
                  onPress={() => void navigate({ to: '/units/$id/move-in', params: { id: unit.id } })}
                >
                  <Trans>Move in</Trans>
                </Button>
                <Button
                  size="large"
                  icon={LogOut}
                  isDisabled={unit.stays.every(({ time }) => time === 'past')}
                  onPress={() => void navigate({ to: '/units/$id/move-out', params: { id: unit.id } })}
                >
                  <Trans>Move out</Trans>
                </Button>
              </>
            )}
          </div>
        )}
      </header>
      <div className="panel-columns">
        <div className="stack">
          <UnitPeople unit={unit} />
          {hasDoor && (
            <>
              <ParcelList
                title={<Trans>Waiting</Trans>}
                rows={unit.waiting}
                empty={<Trans>Nothing is waiting.</Trans>}
              />
              <ParcelList
                title={<Trans>Recent</Trans>}
                rows={unit.recent}
                empty={<Trans>Nothing has been picked up yet.</Trans>}
              />
            </>
          )}
        </div>
        <div className="stack">
          <Conflicts about={{ unitId: unit.id }} />
          <UnitDetails unit={unit} />
          <UnitBelongings belongings={unit.belongings} />
          {hasDoor && <UnitConversations conversations={unit.conversations} />}
          <History about={{ unitId: unit.id }} />
        </div>
      </div>
    </div>
  )
}
