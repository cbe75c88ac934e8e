import { useEffect, useRef } from 'react'
import { Trans } from '@lingui/react/macro'
import { Link } from '@tanstack/react-router'
import { BadgeCheck, CalendarClock } from 'lucide-react'
import type { Response } from '../../../shared/contract/index.ts'
import { Button } from '../../../ui/index.ts'
import { useAct } from '../../parcel/acts/useAct.tsx'
import { UnitBadge } from '../../parcel/marks/marks.tsx'
import { useFormats } from '../../parcel/words/useFormats.ts'
import { RowWithActs } from './RowWithActs.tsx'

type Row = Response<'residents.unconfirmed'>['rows'][number]

/** Who is to be confirmed. One key confirms a person and stands on the next one, so that a list is gone through by Enter alone. */
export function Unconfirmed({ rows, may }: { rows: readonly Row[]; may: boolean }) {
  const list = useRef<HTMLUListElement>(null)
  const left = useRef<number | null>(null)
  useEffect(() => {
    if (left.current === null || list.current?.contains(document.activeElement)) return
    const buttons = list.current?.querySelectorAll('button') ?? []
    buttons[Math.min(left.current, buttons.length - 1)]?.focus()
    left.current = null
  })
  return (
    <ul className="stack" data-gap="small" ref={list}>
      {rows.map((row, at) => (
        <li key={row.id}>
          <Line row={row} may={may} onConfirm={() => (left.current = at)} />
        </li>
      ))}
    </ul>
  )
}

function Line({ row, may, onConfirm }: { row: Row; may: boolean; onConfirm: () => void }) {
  const formats = useFormats()
  const confirm = useAct('residents.confirm', {
    says: () => ({ title: <Trans>Confirmed today</Trans>, detail: <bdi translate="no">{row.name}</bdi> }),
  })
  return (
    <RowWithActs
      lead={<UnitBadge unit={row.unit} size="row" />}
      acts={
        may && (
          <>
            <Button
              size="small"
              icon={BadgeCheck}
              isPending={confirm.isPending}
              onPress={() => {
                onConfirm()
                confirm.mutate({ id: row.id })
              }}
            >
              <Trans>Confirmed today</Trans>
            </Button>
          </>
        )
      }
    >
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
    </RowWithActs>
  )
}
