import { useEffect, useEffectEvent, useState } from 'react'
import { plural } from '@lingui/core/macro'
import { useLingui } from '@lingui/react/macro'
import type { Response } from '../../../shared/contract/index.ts'
import { OVERDUE_DAYS } from '../../../shared/packages/age.ts'
import type { PackageStatus } from '../../../shared/packages/lifecycle.ts'
import { carrierName, STATUS_WORDS } from '../../parcel/words/words.ts'
import { SearchField, Select, ToggleGroup } from '../../../ui/index.ts'
import { AGES, inView, statusesOf, type Filters, type Sort, type View } from '../../parcel/list/filters.ts'
import { useFilters } from '../../parcel/list/useFilters.ts'

const ANY = '-'
type AgeKey = `${(typeof AGES)[number]}`

/** What of the parcels is listed, and in what order. */
export function FilterBar({ filters, counts }: { filters: Filters; counts: Response<'packages.counts'> | undefined }) {
  const { i18n, t } = useLingui()
  const [, setFilters] = useFilters()
  const some = (count: number | undefined) => (count === undefined ? {} : { count })
  return (
    <div className="waiting-filters">
      <ToggleGroup<View>
        hideLabel
        label={t`Which parcels`}
        choices={[
          { id: 'waiting', label: t`Waiting`, ...some(counts?.waiting) },
          { id: 'unassigned', label: t`To identify`, ...some(counts?.unassigned) },
          { id: 'overdue', label: t`${OVERDUE_DAYS} days or more`, ...some(counts?.overdue) },
          { id: 'on_hold', label: t`On hold` },
          { id: 'lost', label: t({ message: 'Missing', context: 'several parcels' }) },
          { id: 'left', label: t`Left` },
          { id: 'all', label: t`All` },
        ]}
        value={filters.view}
        onChange={(view) => setFilters((now) => inView(now, view))}
      />
      <div className="waiting-narrow">
        <TypedFilter
          label={t`Unit`}
          value={filters.unit}
          onRest={(unit) => setFilters((now) => ({ ...now, unit }))}
          maxLength={40}
        />
        <TypedFilter
          label={t`Name or number`}
          isHome
          value={filters.text}
          onRest={(text) => setFilters((now) => ({ ...now, text }))}
          maxLength={200}
        />
        <Select<string>
          hideLabel
          label={t`Carrier`}
          options={[
            { id: ANY, label: t`All carriers` },
            ...withChosen(counts?.carriers ?? [], filters.carrier).map(({ carrier, count }) => ({
              id: carrier,
              label: carrierName(carrier, i18n),
              ...(count > 0 && { detail: count }),
            })),
          ]}
          value={filters.carrier || ANY}
          onChange={(carrier) => setFilters((now) => ({ ...now, carrier: carrier === ANY ? '' : carrier }))}
        />
        <Select<PackageStatus | typeof ANY>
          hideLabel
          label={t`Status`}
          options={[
            { id: ANY, label: t`All statuses` },
            ...statusesOf(filters.view).map((status) => ({ id: status, label: i18n._(STATUS_WORDS[status]) })),
          ]}
          value={filters.status || ANY}
          isDisabled={statusesOf(filters.view).length === 1}
          onChange={(status) => setFilters((now) => ({ ...now, status: status === ANY ? '' : status }))}
        />
        <Select<AgeKey>
          hideLabel
          label={t`Age`}
          options={AGES.map((days) => ({
            id: `${days}`,
            label:
              days === 0
                ? t`Any length of time`
                : t`${plural(days, { one: '# day or more', other: '# days or more' })}`,
          }))}
          value={`${filters.minAgeDays}` as AgeKey}
          onChange={(days) => setFilters((now) => ({ ...now, minAgeDays: Number(days) }))}
        />
        <Select<Sort>
          hideLabel
          label={t`Order`}
          options={[
            { id: 'newest', label: t`Newest first` },
            { id: 'oldest', label: t`Oldest first` },
            { id: 'unit', label: t`By unit` },
          ]}
          value={filters.sort}
          onChange={(sort) => setFilters((now) => ({ ...now, sort }))}
        />
      </div>
    </div>
  )
}

/** The chosen carrier stays in the list when its last parcel leaves. */
const withChosen = (carriers: readonly { carrier: string; count: number }[], chosen: string) =>
  chosen === '' || carriers.some(({ carrier }) => carrier === chosen)
    ? carriers
    : [...carriers, { carrier: chosen, count: 0 }]

interface TypedFilterProps {
  label: string
  value: string
  onRest: (typed: string) => void
  maxLength: number
  isHome?: boolean
}

/** Typing is quicker than listing: the list follows when the fingers rest for a blink. */
function TypedFilter({ label, value, onRest, maxLength, isHome = false }: TypedFilterProps) {
  const [typed, setTyped] = useState(value)
  const [given, setGiven] = useState(value)
  if (given !== value) {
    setGiven(value)
    setTyped(value)
  }
  const rest = useEffectEvent(onRest)
  useEffect(() => {
    if (typed === value) return undefined
    const timer = setTimeout(() => rest(typed), 60)
    return () => clearTimeout(timer)
  }, [typed, value])
  return (
    <SearchField
      label={label}
      placeholder={label}
      value={typed}
      onChange={setTyped}
      maxLength={maxLength}
      isHome={isHome}
    />
  )
}
