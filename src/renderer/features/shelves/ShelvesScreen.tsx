import { Plural, Trans } from '@lingui/react/macro'
import { Link } from '@tanstack/react-router'
import { useSelector } from '@tanstack/react-store'
import { Boxes, ScanBarcode, X } from 'lucide-react'
import type { Response } from '../../../shared/contract/index.ts'
import { useMay } from '../../window/data/useMay.ts'
import { useRoute } from '../../window/data/queries.ts'
import { useDesk } from '../../window/desk/useDesk.ts'
import { ErrorNote } from '../../window/errors/ErrorNote.tsx'
import { useNow } from '../../../ui/clock.ts'
import { Button, Chip, EmptyState, Note, Panel, VisuallyHidden } from '../../../ui/index.ts'
import { IN_HAND } from './hand.ts'
import { OverdueWords } from './OverdueWords.tsx'
import { ParcelLine } from './ParcelLine.tsx'
import './shelves.css'

/** All shelves with what waits on them: the way to check one, and to put several parcels on one. */
export function ShelvesScreen() {
  const { navigate } = useDesk()
  const mayCorrect = useMay('packages.correct')
  const { data, error } = useRoute('shelves.list', {})
  return (
    <div className="stack shelf-page" data-gap="large">
      <header className="row spread">
        <h1>
          <Trans>Shelves</Trans>
        </h1>
      </header>
      <ErrorNote error={error} />
      {data?.shelves.length === 0 ? (
        <EmptyState
          icon={Boxes}
          title={<Trans>This building has no shelves yet</Trans>}
          actions={
            <Button onPress={() => navigate('/settings?section=shelves')}>
              <Trans>To the settings</Trans>
            </Button>
          }
        >
          <Trans>A manager adds them in the settings, where their labels are printed too.</Trans>
        </EmptyState>
      ) : (
        <>
          {mayCorrect && (
            <Note icon={ScanBarcode}>
              <Trans>
                Scan a shelf to check it. Or scan parcels first: the shelf that is scanned next takes all of them.
              </Trans>
            </Note>
          )}
          <InHand />
          <ul className="rows shelf-all">
            {data?.shelves.map((shelf) => (
              <ShelfRow key={shelf.id} shelf={shelf} />
            ))}
          </ul>
        </>
      )}
    </div>
  )
}

/** What was scanned here and goes on the next shelf. */
function InHand() {
  const { kept } = useDesk()
  const store = kept(IN_HAND)
  const parcels = useSelector(store)
  const now = useNow()
  if (parcels.length === 0) return null
  return (
    <Panel
      tone="known"
      title={
        <Plural
          value={parcels.length}
          one="# parcel in hand: scan its shelf"
          other="# parcels in hand: scan their shelf"
        />
      }
      actions={
        <Button variant="plain" icon={X} onPress={() => store.setState(() => [])}>
          <Trans>Put down</Trans>
        </Button>
      }
    >
      <ul className="shelf-lines">
        {parcels.map((parcel) => (
          <ParcelLine key={parcel.id} parcel={parcel} now={now}>
            {parcel.shelf && (
              <span className="muted">
                <Trans>shelf {parcel.shelf.code}</Trans>
              </span>
            )}
          </ParcelLine>
        ))}
      </ul>
    </Panel>
  )
}

function ShelfRow({ shelf }: { shelf: Response<'shelves.list'>['shelves'][number] }) {
  return (
    <li>
      <Link to="/shelves/$id" params={{ id: shelf.id }} className="row-item shelf-row">
        <strong className="shelf-code">
          <VisuallyHidden>
            <Trans>Shelf</Trans>{' '}
          </VisuallyHidden>
          {shelf.code}
        </strong>
        <span className="row-sub">{shelf.name}</span>
        <span className="row" data-gap="small">
          {shelf.seen !== null && (
            <Chip tone="known">
              <Plural value={shelf.seen} one="Check begun: # scanned" other="Check begun: # scanned" />
            </Chip>
          )}
          {shelf.overdue > 0 && (
            <Chip tone="attention">
              <OverdueWords count={shelf.overdue} />
            </Chip>
          )}
          <span className="shelf-count">
            <Plural value={shelf.waiting} one="# parcel" other="# parcels" />
            {shelf.capacity !== null && <> / {shelf.capacity}</>}
          </span>
        </span>
      </Link>
    </li>
  )
}
