import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { useNavigate } from '@tanstack/react-router'
import { DoorOpen, Plus, SearchX } from 'lucide-react'
import type { UnitRow } from '../../../../shared/contract/units.ts'
import { Button, EmptyState } from '../../../../ui/index.ts'
import { formatCount } from '../../../../ui/format.ts'
import type { KeptState } from '../../../window/desk/kept.ts'
import { useKept } from '../../../window/desk/useKept.ts'
import { useListPlace } from '../../../window/desk/useListPlace.ts'
import { VirtualGrid } from '../../../../ui/grid/VirtualGrid.tsx'
import { useMay } from '../../../window/data/useMay.ts'
import { usePages } from '../../../window/data/usePages.ts'
import { useRoute } from '../../../window/data/queries.ts'
import { ErrorNote } from '../../../window/errors/ErrorNote.tsx'
import { DirectoryHead } from '../DirectoryHead.tsx'
import { DirectorySearch } from '../DirectorySearch.tsx'
import { NO_FILTERS, UnitFilters, type Narrowed } from './UnitFilters.tsx'
import { unitCells } from './unitCells.tsx'
import '../residents.css'
import './units.css'

const ROW_HEIGHT = 56

/** How it was narrowed: still so on the way back from a unit. */
const NARROWED: KeptState<Narrowed> = { start: NO_FILTERS }

/** Every door of the building, narrowed by floor, tower, kind and who lives there. */
export function UnitsScreen() {
  const { i18n, t } = useLingui()
  const navigate = useNavigate()
  const [narrowed, setNarrowed] = useKept(NARROWED)
  const asked = { ...narrowed, text: narrowed.text.trim() }
  const list = usePages<UnitRow>('units.list', asked)
  const filters = useRoute('units.filters', {}).data
  const mayWrite = useMay('directory.write')
  const narrow = (part: Partial<Narrowed>) => setNarrowed((before) => ({ ...before, ...part }))
  const key = `units ${JSON.stringify(asked)}`
  const place = useListPlace(key)

  return (
    <div className="residents">
      <DirectoryHead
        here="units"
        count={
          !list.isFirst && (
            <Plural value={list.total} one="# unit" other={`${formatCount(list.total, i18n.locale)} units`} />
          )
        }
      >
        {mayWrite && (
          <Button icon={Plus} onPress={() => void navigate({ to: '/units/new' })}>
            <Trans>Add units</Trans>
          </Button>
        )}
      </DirectoryHead>
      <DirectorySearch label={t`Number of a unit`} value={narrowed.text} onChange={(text) => narrow({ text })} />
      {filters && <UnitFilters filters={filters} narrowed={narrowed} onChange={narrow} />}
      <ErrorNote error={list.error} />
      {list.isFirst ? null : list.total > 0 ? (
        <VirtualGrid
          key={key}
          label={t`Units`}
          total={list.total}
          rowAt={list.rowAt}
          rowHeight={ROW_HEIGHT}
          className="units-grid"
          cells={unitCells}
          onOpen={({ id }) => void navigate({ to: '/units/$id', params: { id } })}
          {...place}
          onSight={list.onSight}
        />
      ) : filters?.total === 0 ? (
        <EmptyState icon={DoorOpen} title={<Trans>No unit is in the directory yet</Trans>}>
          {mayWrite ? (
            <Trans>Add them all at once, as ranges: 101-112, 201-212, PH1-PH4.</Trans>
          ) : (
            <Trans>The manager adds the units and the people who live in them.</Trans>
          )}
        </EmptyState>
      ) : (
        <EmptyState icon={SearchX} title={<Trans>No unit is like that</Trans>}>
          <Button onPress={() => narrow(NO_FILTERS)}>
            <Trans>Show all units</Trans>
          </Button>
        </EmptyState>
      )}
    </div>
  )
}
