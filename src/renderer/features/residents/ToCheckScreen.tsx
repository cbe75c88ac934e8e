import { Plural, Trans } from '@lingui/react/macro'
import { Link } from '@tanstack/react-router'
import { BadgeCheck, CalendarClock, UserCheck } from 'lucide-react'
import type { Response } from '../../../shared/contract/index.ts'
import { Button, EmptyState, Panel } from '../../../ui/index.ts'
import { useAct } from '../../parcel/acts/useAct.tsx'
import { UnitBadge } from '../../parcel/marks/marks.tsx'
import { useFormats } from '../../parcel/words/useFormats.ts'
import { ErrorNote } from '../../window/errors/ErrorNote.tsx'
import { useMay } from '../../window/data/useMay.ts'
import { useRoute } from '../../window/data/queries.ts'
import { LikePair } from './Likes.tsx'
import './residents.css'

/** What of the directory a person should look at: who may be there twice, and who has not confirmed for a year. */
export function ToCheckScreen() {
  const may = useMay('directory.write')
  const pairs = useRoute('residents.duplicates', {})
  const stale = useRoute('residents.unconfirmed', {})
  const error = pairs.error ?? stale.error
  if (error) return <ErrorNote error={error} />
  if (!pairs.data || !stale.data) return null
  const nothing = pairs.data.length === 0 && stale.data.rows.length === 0
  return (
    <div className="stack to-check" data-gap="large">
      <h1>
        <Trans>To check</Trans>
      </h1>
      {nothing && (
        <EmptyState icon={UserCheck} title={<Trans>Nothing to check</Trans>}>
          <Trans>Nobody stands here twice, and everybody confirmed what is known of them within a year.</Trans>
        </EmptyState>
      )}
      {pairs.data.length > 0 && (
        <Panel title={<Trans>Here twice?</Trans>}>
          <ul className="stack">
            {pairs.data.map((pair) => (
              <li key={`${pair.one.id} ${pair.other.id}`}>
                <LikePair pair={pair} may={may} />
              </li>
            ))}
          </ul>
        </Panel>
      )}
      {stale.data.rows.length > 0 && (
        <Panel title={<Trans>To be confirmed</Trans>}>
          <p className="muted">
            <Plural
              value={stale.data.total}
              one="# person has not confirmed for a year what is known of them."
              other="# people have not confirmed for a year what is known of them."
            />
          </p>
          <ul className="stack" data-gap="small">
            {stale.data.rows.map((row) => (
              <li key={row.id}>
                <Unconfirmed row={row} may={may} />
              </li>
            ))}
          </ul>
        </Panel>
      )}
    </div>
  )
}

function Unconfirmed({ row, may }: { row: Response<'residents.unconfirmed'>['rows'][number]; may: boolean }) {
  const formats = useFormats()
  const confirm = useAct('residents.confirm', {
    says: () => ({ title: <Trans>Confirmed today</Trans>, detail: <bdi translate="no">{row.name}</bdi> }),
  })
  return (
    <div className="permission">
      <UnitBadge unit={row.unit} size="row" />
      <span className="row-main">
        <Link to="/residents/$id" params={{ id: row.id }} className="row-title">
          <bdi translate="no">{row.name}</bdi>
        </Link>
        <span className="row-sub">
          <CalendarClock size={16} aria-hidden />{' '}
          {row.confirmedOn === null ? (
            <Trans>never confirmed</Trans>
          ) : (
            <Trans>confirmed on {formats.date(row.confirmedOn)}</Trans>
          )}
        </span>
      </span>
      {may && (
        <span className="row permission-acts">
          <Button
            size="small"
            icon={BadgeCheck}
            isPending={confirm.isPending}
            onPress={() => confirm.mutate({ id: row.id })}
          >
            <Trans>Confirmed today</Trans>
          </Button>
        </span>
      )}
    </div>
  )
}
