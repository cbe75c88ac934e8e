import { Trans, useLingui } from '@lingui/react/macro'
import { Link } from '@tanstack/react-router'
import { BellRing, CalendarOff, Forward } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Response } from '../../../../shared/contract/index.ts'
import type { UnitStay } from '../../../../shared/contract/units.ts'
import { Chip, Note, Panel } from '../../../../ui/index.ts'
import { OCCUPANCY_WORDS } from '../../../parcel/addressee/words.ts'
import { useFormats } from '../../../parcel/words/useFormats.ts'
import { Span } from '../Span.tsx'

type Unit = Response<'units.get'>

/** Who lives in a unit, who will and who did. */
export function UnitPeople({ unit: { stays, noticeRule } }: { unit: Unit }) {
  const at = (time: UnitStay['time']) => stays.filter((stay) => stay.time === time)
  const here = at('present')
  const isNamed = noticeRule === 'named'
  return (
    <>
      <Panel title={<Trans>Who lives there</Trans>}>
        {isNamed && here.length > 0 && !here.some(({ notified }) => notified) && (
          <Note tone="attention">
            <Trans>Notices go to named people only, and nobody is named. Open a person and change their home.</Trans>
          </Note>
        )}
        {here.length === 0 && (
          <p className="muted">
            <Trans>Nobody lives there now.</Trans>
          </p>
        )}
        <Stays stays={here} isNamed={isNamed} />
      </Panel>
      <Others title={<Trans>Will move in</Trans>} stays={at('future')} />
      <Others title={<Trans>Lived there before</Trans>} stays={at('past')} />
    </>
  )
}

function Others({ title, stays }: { title: ReactNode; stays: readonly UnitStay[] }) {
  if (stays.length === 0) return null
  return (
    <Panel title={title}>
      <Stays stays={stays} isNamed={false} />
    </Panel>
  )
}

function Stays({ stays, isNamed }: { stays: readonly UnitStay[]; isNamed: boolean }) {
  if (stays.length === 0) return null
  return (
    <ul className="rows">
      {stays.map((stay) => (
        <li key={stay.id}>
          <Link to="/residents/$id" params={{ id: stay.residentId }} className="row-item stay-link">
            <Stay stay={stay} isNamed={isNamed} />
          </Link>
        </li>
      ))}
    </ul>
  )
}

function Stay({ stay, isNamed }: { stay: UnitStay; isNamed: boolean }) {
  const { i18n } = useLingui()
  const formats = useFormats()
  return (
    <>
      <span className="row-main">
        <bdi className="row-title" translate="no">
          {stay.name}
        </bdi>
        <span className="row-sub">
          {i18n._(OCCUPANCY_WORDS[stay.kind])}
          {stay.share !== null && ` ${stay.share}`} · <Span from={stay.from} to={stay.to} isStay />
        </span>
      </span>
      <span className="addressee-marks">
        {isNamed && stay.notified && (
          <Chip icon={BellRing}>
            <Trans>named for notices</Trans>
          </Chip>
        )}
        {stay.time !== 'past' && !stay.receives && (
          <Chip>
            <Trans>no parcels here</Trans>
          </Chip>
        )}
        {stay.time === 'present' && stay.absence && (
          <Chip tone="attention" icon={stay.absence.kind === 'forward' ? Forward : CalendarOff}>
            <Trans>away until {formats.date(stay.absence.to)}</Trans>
          </Chip>
        )}
      </span>
    </>
  )
}
