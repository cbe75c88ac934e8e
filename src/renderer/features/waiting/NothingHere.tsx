import { Trans } from '@lingui/react/macro'
import { useNavigate } from '@tanstack/react-router'
import { CircleCheck, PackageOpen, SearchX } from 'lucide-react'
import { Button, EmptyState } from '../../../ui/index.ts'
import { cleared, isNarrowed, NO_FILTERS, type Filters, type View } from '../../parcel/list/filters.ts'
import { useFilters } from '../../parcel/list/useFilters.ts'

const GOOD: ReadonlySet<View> = new Set(['unassigned', 'overdue', 'on_hold', 'lost'])

/** An empty list that says why it is empty and what to do. */
export function NothingHere({ filters }: { filters: Filters }) {
  const navigate = useNavigate()
  const [, setFilters] = useFilters()
  if (isNarrowed(filters)) {
    return (
      <EmptyState
        icon={SearchX}
        title={<Trans>No parcel matches</Trans>}
        actions={
          <>
            <Button variant="primary" onPress={() => setFilters(cleared)}>
              <Trans>Clear the filters</Trans>
            </Button>
            {filters.view !== 'all' && (
              <Button onPress={() => setFilters((now) => ({ ...now, view: 'all' }))}>
                <Trans>Search all parcels</Trans>
              </Button>
            )}
          </>
        }
      >
        <Trans>
          It may have left already, or be under another name. The last four characters of the number find it too.
        </Trans>
      </EmptyState>
    )
  }
  if (GOOD.has(filters.view)) {
    return (
      <EmptyState
        icon={CircleCheck}
        title={<Titles view={filters.view} />}
        actions={
          <Button onPress={() => setFilters(() => NO_FILTERS)}>
            <Trans>Everything waiting</Trans>
          </Button>
        }
      />
    )
  }
  return (
    <EmptyState
      icon={PackageOpen}
      title={filters.view === 'left' ? <Trans>Nothing has been sent yet</Trans> : <Trans>Nothing waiting</Trans>}
      actions={
        <Button variant="primary" shortcut="F2" onPress={() => void navigate({ to: '/intake' })}>
          <Trans>Intake</Trans>
        </Button>
      }
    >
      <Trans>Scan a parcel on any screen: it is registered in seconds, and waits here until someone picks it up.</Trans>
    </EmptyState>
  )
}

function Titles({ view }: { view: View }) {
  switch (view) {
    case 'unassigned':
      return <Trans>Every parcel has its addressee</Trans>
    case 'overdue':
      return <Trans>Nothing has been here three days or more</Trans>
    case 'on_hold':
      return <Trans>Nothing is on hold</Trans>
    default:
      return <Trans>Nothing is missing</Trans>
  }
}
