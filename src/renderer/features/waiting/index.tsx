import { useState } from 'react'
import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { useNavigate } from '@tanstack/react-router'
import { X } from 'lucide-react'
import type { PackageRow } from '../../../shared/contract/packages.ts'
import { useRoute } from '../../lib/queries.ts'
import { formatCount } from '../../lib/format.ts'
import { Button, ErrorNote } from '../../ui/index.ts'
import { useNow } from '../packages/useFormats.ts'
import { BulkBar } from './BulkBar.tsx'
import { NothingHere } from './NothingHere.tsx'
import { FilterBar } from './FilterBar.tsx'
import { cleared, isNarrowed, toFilter } from './filters.ts'
import { usePages } from './grid/usePages.ts'
import { VirtualGrid } from './grid/VirtualGrid.tsx'
import { PACKAGE_COLUMNS, packageCells, ROW_HEIGHT } from './packageCells.tsx'
import { setFilters, useFilters } from './useFilters.ts'
import { leavePlace, placeOf } from './place.ts'
import './waiting.css'

/** Everything that is here: found by unit, name, age or carrier, opened with Enter. */
export function WaitingScreen() {
  const { i18n, t } = useLingui()
  const navigate = useNavigate()
  const filters = useFilters()
  const now = useNow()
  const key = JSON.stringify(filters)
  const [sight, setSight] = useState({ first: 0, last: 30 })
  const [marked, setMarked] = useState<ReadonlyMap<string, PackageRow>>(new Map())
  const list = usePages<PackageRow>('packages.list', { filter: toFilter(filters), sort: filters.sort }, sight)
  const counts = useRoute('packages.counts', {}).data

  const mark = (row: PackageRow) =>
    setMarked((before) => {
      const next = new Map(before)
      if (!next.delete(row.id)) next.set(row.id, row)
      return next
    })

  return (
    <div className="waiting">
      <header className="row spread">
        <h1>
          <Trans>Waiting</Trans>
        </h1>
        <p className="waiting-total" aria-live="polite">
          {!list.isFirst && (
            <Plural value={list.total} one="# parcel" other={`${formatCount(list.total, i18n.locale)} parcels`} />
          )}
          {isNarrowed(filters) && (
            <Button variant="plain" size="small" icon={X} onPress={() => setFilters(cleared)}>
              <Trans>Clear the filters</Trans>
            </Button>
          )}
        </p>
      </header>
      <FilterBar filters={filters} counts={counts} />
      {marked.size > 0 && <BulkBar rows={[...marked.values()]} onDone={() => setMarked(new Map())} />}
      <ErrorNote error={list.error} />
      {list.isFirst ? null : list.total === 0 ? (
        <NothingHere filters={filters} />
      ) : (
        <VirtualGrid
          key={key}
          label={t`Parcels`}
          total={list.total}
          rowAt={list.rowAt}
          rowHeight={ROW_HEIGHT}
          columns={PACKAGE_COLUMNS}
          cells={(row) => packageCells(row, { now, isMarked: marked.has(row.id), onMark: () => mark(row) })}
          onOpen={(row) => void navigate({ to: '/packages/$id', params: { id: row.id } })}
          onMark={mark}
          isMarked={(row) => marked.has(row.id)}
          onSight={(first, last) =>
            setSight((before) => (before.first === first && before.last === last ? before : { first, last }))
          }
          takesFocus
          start={placeOf(key)}
          onLeave={(place) => leavePlace(key, place)}
        />
      )}
    </div>
  )
}
