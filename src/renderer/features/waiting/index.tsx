import { useState } from 'react'
import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { useNavigate } from '@tanstack/react-router'
import { X } from 'lucide-react'
import type { PackageRow } from '../../../shared/contract/packages.ts'
import { useNow } from '../../../ui/clock.ts'
import { useRoute } from '../../window/data/queries.ts'
import { formatCount } from '../../../ui/format.ts'
import { Button } from '../../../ui/index.ts'
import { ErrorNote } from '../../window/errors/ErrorNote.tsx'
import { BulkBar } from './BulkBar.tsx'
import { NothingHere } from './NothingHere.tsx'
import { FilterBar } from './FilterBar.tsx'
import { cleared, isNarrowed, toFilter } from '../../parcel/list/filters.ts'
import { usePages } from '../../window/data/usePages.ts'
import { VirtualGrid } from '../../../ui/grid/VirtualGrid.tsx'
import { packageCells, ROW_HEIGHT } from './packageCells.tsx'
import { useFilters } from '../../parcel/list/useFilters.ts'
import { useListPlace } from '../../window/desk/useListPlace.ts'
import './waiting.css'

const NONE: ReadonlyMap<string, PackageRow> = new Map()

/** Everything that is here: found by unit, name, age or carrier, opened with Enter. */
export function WaitingScreen() {
  const { t } = useLingui()
  const navigate = useNavigate()
  const [filters, setFilters] = useFilters()
  const now = useNow()
  const key = JSON.stringify(filters)
  const place = useListPlace(key)
  // Marks outlive a search, to mark further parcels; in another view nothing shows what a step would be taken on.
  const [marks, setMarks] = useState({ view: filters.view, rows: NONE })
  const marked = marks.view === filters.view ? marks.rows : NONE
  const list = usePages<PackageRow>('packages.list', { filter: toFilter(filters), sort: filters.sort })
  const counts = useRoute('packages.counts', {}).data

  const mark = (row: PackageRow) =>
    setMarks(({ view, rows }) => {
      const next = new Map(view === filters.view ? rows : NONE)
      if (!next.delete(row.id)) next.set(row.id, row)
      return { view: filters.view, rows: next }
    })

  return (
    <div className="waiting">
      <header className="row spread">
        <h1>
          <Trans>Waiting</Trans>
        </h1>
        <p className="waiting-total" aria-live="polite">
          {!list.isFirst && <Total total={list.total} />}
          {isNarrowed(filters) && (
            <Button variant="plain" size="small" icon={X} onPress={() => setFilters(cleared)}>
              <Trans>Clear the filters</Trans>
            </Button>
          )}
        </p>
      </header>
      <FilterBar filters={filters} counts={counts} />
      {marked.size > 0 && (
        <BulkBar rows={[...marked.values()]} onDone={() => setMarks({ view: filters.view, rows: NONE })} />
      )}
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
          className="waiting-grid"
          cells={(row) => packageCells(row, { now, isMarked: marked.has(row.id), onMark: () => mark(row) })}
          onOpen={(row) => void navigate({ to: '/packages/$id', params: { id: row.id } })}
          onMark={mark}
          isMarked={(row) => marked.has(row.id)}
          onSight={list.onSight}
          takesFocus
          {...place}
        />
      )}
    </div>
  )
}

/** Main stops counting there: nobody scrolls further, and the filters find the rest. */
const COUNTED = 10_000

function Total({ total }: { total: number }) {
  const { i18n } = useLingui()
  const shown = formatCount(total, i18n.locale)
  if (total >= COUNTED) return <Trans>{shown} parcels or more</Trans>
  return <Plural value={total} one="# parcel" other={`${shown} parcels`} />
}
