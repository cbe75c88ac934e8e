import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { Square, SquareCheck } from 'lucide-react'
import type { Response } from '../../../shared/contract/index.ts'
import { VirtualGrid } from '../../../ui/grid/VirtualGrid.tsx'
import { Button, TextField } from '../../../ui/index.ts'
import { UnitBadge } from '../../parcel/marks/marks.tsx'
import { request } from '../../window/data/bridge.ts'
import { usePages } from '../../window/data/usePages.ts'

type Row = Response<'import.gone'>['rows'][number]

interface GoneProps {
  digest: string
  total: number
  ticked: ReadonlySet<string>
  onTick: (ticked: ReadonlySet<string>) => void
  on: string
  onDay: (day: string) => void
}

const ROW_HEIGHT = 52
const PAGE = 200

/** What hangs on somebody who would leave; nothing where there is none. */
function Hanging({ of: { parcels, authorisations, absences, conversations, lent } }: { of: Row['hanging'] }) {
  return (
    <span className="muted import-hanging">
      {parcels > 0 && (
        <span>
          <Plural value={parcels} one="# parcel waits" other="# parcels wait" />
        </span>
      )}
      {authorisations > 0 && (
        <span>
          <Plural value={authorisations} one="# authorisation" other="# authorisations" />
        </span>
      )}
      {absences > 0 && (
        <span>
          <Plural value={absences} one="# absence" other="# absences" />
        </span>
      )}
      {conversations > 0 && (
        <span>
          <Plural value={conversations} one="# open conversation" other="# open conversations" />
        </span>
      )}
      {lent > 0 && (
        <span>
          <Plural value={lent} one="# fob or key to come back" other="# fobs or keys to come back" />
        </span>
      )}
    </span>
  )
}

/** Who lives here and is not in the file: proposed to have moved out, and only who is ticked does. */
export function Gone({ digest, total, ticked, onTick, on, onDay }: GoneProps) {
  const { t } = useLingui()
  const list = usePages<Row>('import.gone', { digest })
  const tick = ({ homeId }: Row) => {
    const next = new Set(ticked)
    if (!next.delete(homeId)) next.add(homeId)
    onTick(next)
  }
  const tickAll = async () => {
    const all = new Set<string>()
    for (let offset = 0; offset < total; offset += PAGE)
      for (const { homeId } of (await request('import.gone', { digest, offset, limit: PAGE })).rows) all.add(homeId)
    onTick(all)
  }
  if (total === 0)
    return (
      <p className="muted">
        <Trans>Everybody who lives here is in the file.</Trans>
      </p>
    )
  return (
    <>
      <div className="row import-gone-head">
        <TextField
          label={<Trans>The ticked ones moved out on</Trans>}
          value={on}
          onChange={onDay}
          placeholder="2026-01-31"
        />
        <Button icon={SquareCheck} onPress={() => void tickAll()}>
          <Trans>Tick all</Trans>
        </Button>
        <Button icon={Square} isDisabled={ticked.size === 0} onPress={() => onTick(new Set())}>
          <Trans>Tick nobody</Trans>
        </Button>
        <span className="muted" aria-live="polite">
          <Trans>Ticked: {ticked.size}. Nobody is ever deleted.</Trans>
        </span>
      </div>
      <p className="muted">
        <Trans>
          For each one it is a move out: authorisations and absences end with that day and open conversations are
          closed. Parcels stay to be picked up, fobs and keys are still to come back.
        </Trans>
      </p>
      <VirtualGrid
        label={t`No longer in the file`}
        total={list.total}
        rowAt={list.rowAt}
        rowHeight={ROW_HEIGHT}
        className="import-gone"
        cells={(row) => [
          ticked.has(row.homeId) ? (
            <SquareCheck key="tick" size={20} aria-hidden />
          ) : (
            <Square key="tick" size={20} aria-hidden />
          ),
          <UnitBadge key="unit" unit={row.unit} />,
          <span key="name" className="row-title" translate="no">
            <bdi>{row.name}</bdi>
          </span>,
          <Hanging key="hanging" of={row.hanging} />,
        ]}
        onOpen={tick}
        onMark={tick}
        isMarked={({ homeId }) => ticked.has(homeId)}
        onSight={list.onSight}
      />
    </>
  )
}
