import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { useNavigate } from '@tanstack/react-router'
import { FileSpreadsheet, ListChecks, SearchX, UserRoundPlus, Users } from 'lucide-react'
import type { AddresseeHit } from '../../../shared/contract/directory.ts'
import { formatCount } from '../../../ui/format.ts'
import { Button, EmptyState } from '../../../ui/index.ts'
import { ErrorNote } from '../../window/errors/ErrorNote.tsx'
import { useMay } from '../../window/data/useMay.ts'
import { usePages } from '../../window/data/usePages.ts'
import { useListPlace } from '../../window/desk/useListPlace.ts'
import type { KeptState } from '../../window/desk/kept.ts'
import { useKept } from '../../window/desk/useKept.ts'
import { VirtualGrid } from '../../../ui/grid/VirtualGrid.tsx'
import { DirectoryHead } from './DirectoryHead.tsx'
import { DirectorySearch } from './DirectorySearch.tsx'
import { residentCells } from './residentCells.tsx'
import './residents.css'

const ROW_HEIGHT = 56

/** What was last searched: still there on the way back from a person. */
const SEARCHED: KeptState<string> = { start: '' }

/** Everyone in the building, by name or by any part of it. */
export function ResidentsScreen() {
  const { i18n, t } = useLingui()
  const navigate = useNavigate()
  const [text, setText] = useKept(SEARCHED)
  const place = useListPlace(`residents ${text.trim()}`)
  const list = usePages<AddresseeHit>('residents.list', { text: text.trim() })
  const mayWrite = useMay('directory.write')

  return (
    <div className="residents">
      <DirectoryHead
        here="residents"
        count={
          !list.isFirst && (
            <Plural value={list.total} one="# person" other={`${formatCount(list.total, i18n.locale)} people`} />
          )
        }
      >
        <Button icon={ListChecks} onPress={() => void navigate({ to: '/residents/check' })}>
          <Trans>To check</Trans>
        </Button>
        {mayWrite && (
          <>
            <Button icon={FileSpreadsheet} onPress={() => void navigate({ to: '/import' })}>
              <Trans>Import and export</Trans>
            </Button>
            <Button icon={UserRoundPlus} onPress={() => void navigate({ to: '/residents/new' })}>
              <Trans>New person</Trans>
            </Button>
          </>
        )}
      </DirectoryHead>
      <DirectorySearch
        label={t`Name, unit or another name on labels`}
        value={text}
        onChange={(next) => setText(() => next)}
      />
      <ErrorNote error={list.error} />
      {list.isFirst ? null : list.total === 0 ? (
        text.trim() === '' ? (
          <EmptyState icon={Users} title={<Trans>Nobody is in the directory yet</Trans>}>
            {mayWrite ? (
              <Trans>Add them all at once from a file, or one by one. Units come first.</Trans>
            ) : (
              <Trans>The manager adds the units and the people who live in them.</Trans>
            )}
          </EmptyState>
        ) : (
          <EmptyState icon={SearchX} title={<Trans>Nobody found for “{text.trim()}”</Trans>}>
            <Trans>Try fewer letters or the unit alone. Accents do not matter.</Trans>
          </EmptyState>
        )
      ) : (
        <VirtualGrid
          key={text.trim()}
          label={t`Residents`}
          total={list.total}
          rowAt={list.rowAt}
          rowHeight={ROW_HEIGHT}
          className="residents-grid"
          cells={residentCells}
          onOpen={(hit) => {
            if (hit.residentId !== null) void navigate({ to: '/residents/$id', params: { id: hit.residentId } })
          }}
          // The first letter of a scan is taken out of the field again: the list then stands where it stood.
          {...place}
          onSight={list.onSight}
        />
      )}
    </div>
  )
}
