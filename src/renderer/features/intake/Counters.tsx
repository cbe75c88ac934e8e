import type { ReactNode } from 'react'
import { Trans, useLingui } from '@lingui/react/macro'
import { useNavigate } from '@tanstack/react-router'
import { TriangleAlert, UserSearch, type LucideIcon } from 'lucide-react'
import { OVERDUE_DAYS } from '../../../shared/packages/age.ts'
import { formatCount } from '../../../ui/format.ts'
import type { View } from '../../parcel/list/filters.ts'
import { useFilters } from '../../parcel/list/useFilters.ts'
import { useRoute } from '../../window/data/queries.ts'

/** How the day stands; what waits is a press away. */
export function Counters() {
  const navigate = useNavigate()
  const { data } = useRoute('packages.counts', {})
  const [, setFilters] = useFilters()
  const open = (view: View) => {
    setFilters((now) => ({ ...now, view, text: '', minAgeDays: 0, carrier: '' }))
    void navigate({ to: '/waiting' })
  }
  return (
    <ul className="counters">
      <Counter count={data?.receivedToday} label={<Trans>received today</Trans>} />
      <Counter count={data?.handedOverToday} label={<Trans>handed over today</Trans>} />
      <Counter count={data?.waiting} label={<Trans>waiting</Trans>} onOpen={() => open('waiting')} />
      <Counter
        count={data?.unassigned}
        alert={UserSearch}
        label={<Trans>to identify</Trans>}
        onOpen={() => open('unassigned')}
      />
      <Counter
        count={data?.overdue}
        alert={TriangleAlert}
        label={<Trans>here {OVERDUE_DAYS} days or more</Trans>}
        onOpen={() => open('overdue')}
      />
    </ul>
  )
}

interface CounterProps {
  count: number | undefined
  label: ReactNode
  /** The sign of a count that somebody should look at. */
  alert?: LucideIcon
  onOpen?: () => void
}

function Counter({ count, label, alert: Alert, onOpen }: CounterProps) {
  const { i18n } = useLingui()
  const isAlert = Alert !== undefined && (count ?? 0) > 0
  const words = (
    <>
      <strong>
        {isAlert && (
          <>
            <Alert size={20} aria-hidden />{' '}
          </>
        )}
        {count === undefined ? '–' : formatCount(count, i18n.locale)}
      </strong>
      <span>{label}</span>
    </>
  )
  if (!onOpen) return <li className="counter">{words}</li>
  return (
    <li>
      <button type="button" className="counter" data-alert={isAlert || undefined} onClick={onOpen}>
        {words}
      </button>
    </li>
  )
}
