import { Trans, useLingui } from '@lingui/react/macro'
import { CirclePause } from 'lucide-react'
import type { PackageRow } from '../../../shared/contract/packages.ts'
import type { Response } from '../../../shared/contract/index.ts'
import { useNow } from '../../../ui/clock.ts'
import { useRoute } from '../../window/data/queries.ts'
import { Whose } from '../../parcel/words/spoken.tsx'
import { Checkbox, Chip } from '../../../ui/index.ts'
import { CarrierMark, FlagChips } from '../../parcel/marks/marks.tsx'
import { Age } from '../../parcel/marks/Age.tsx'
import { currentReason } from '../../parcel/history/timeline.ts'
import { TrackingNumber } from '../../parcel/marks/TrackingNumber.tsx'
import { grouped } from './selection.ts'

interface ParcelTicksProps {
  opened: Response<'handover.open'>
  ids: readonly string[]
  onTick: (id: string, on: boolean) => void
}

/** What waits: the person's own first, ticked; what is for others in the unit below, left alone. */
export function ParcelTicks({ opened, ids, onTick }: ParcelTicksProps) {
  const { own, others } = grouped(opened.packages, opened.resident?.id ?? null)
  const chosen = new Set(ids)
  return (
    <section className="stack" data-lacks="parcels">
      <Group
        title={opened.resident ? <Trans>For {opened.resident.name}</Trans> : <Trans>Waiting</Trans>}
        rows={own}
        chosen={chosen}
        onTick={onTick}
        named={opened.resident === null}
      />
      {others.length > 0 && (
        <Group title={<Trans>For others in the unit</Trans>} rows={others} chosen={chosen} onTick={onTick} named />
      )}
    </section>
  )
}

interface GroupProps {
  title: React.ReactNode
  rows: readonly PackageRow[]
  chosen: ReadonlySet<string>
  onTick: (id: string, on: boolean) => void
  named: boolean
}

function Group({ title, rows, chosen, onTick, named }: GroupProps) {
  const now = useNow()
  return (
    <div className="stack" data-gap="small">
      <h2>{title}</h2>
      {rows.length === 0 ? (
        <p className="muted">
          <Trans>Nothing under this name.</Trans>
        </p>
      ) : (
        <ul className="rows">
          {rows.map((row) => (
            <li key={row.id} className="tick" data-selected={chosen.has(row.id) || undefined}>
              <Checkbox isSelected={chosen.has(row.id)} onChange={(on) => onTick(row.id, on)}>
                <Parcel row={row} now={now} named={named} />
              </Checkbox>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

function Parcel({ row, now, named }: { row: PackageRow; now: number; named: boolean }) {
  const { t } = useLingui()
  return (
    <span className="tick-row">
      <span className="short-number tick-number">{row.shortNumber}</span>
      <span className="row-main">
        <span className="row" data-gap="small">
          <CarrierMark carrier={row.carrier} markOnly />
          {row.trackingNumber !== null && <TrackingNumber number={row.trackingNumber} short />}
          <FlagChips flags={row.flags} />
          {row.status === 'on_hold' && <Held id={row.id} />}
        </span>
        {(named || row.note !== '') && (
          <span className="row-sub tick-more">
            {named && (
              <span>
                <Whose parcel={row} />
              </span>
            )}
            {row.note !== '' && <span>{row.note}</span>}
          </span>
        )}
      </span>
      {row.shelf ? (
        <span className="tick-shelf" aria-label={t`Shelf ${row.shelf.code}`}>
          {row.shelf.code}
        </span>
      ) : (
        <span />
      )}
      <Age since={row.receivedAt} now={now} />
    </span>
  )
}

function Held({ id }: { id: string }) {
  const { data } = useRoute('packages.get', { id })
  const reason = data && currentReason(data.events, 'held')
  return (
    <Chip tone="attention" icon={CirclePause}>
      {reason ? <Trans>On hold: {reason}</Trans> : <Trans>On hold</Trans>}
    </Chip>
  )
}
