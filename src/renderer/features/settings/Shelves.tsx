import { useState } from 'react'
import { Plural, Trans } from '@lingui/react/macro'
import { FileText, Plus, Printer } from 'lucide-react'
import { AddShelves } from '../../parcel/shelf/AddShelves.tsx'
import { useFeedback } from '../../window/desk/useFeedback.ts'
import { useMay } from '../../window/data/useMay.ts'
import { useRoute, useSend } from '../../window/data/queries.ts'
import { Button, Panel } from '../../../ui/index.ts'
import { ShelfCard } from './ShelfCard.tsx'

/** The shelves with their labels, and the sheet of command codes. */
export function Shelves() {
  const may = useMay('labels.print')
  const mayChange = useMay('directory.write')
  const [isAdding, add] = useState(false)
  const feedback = useFeedback()
  const shelves = useRoute('session.get', {}).data?.shelves ?? []
  const print = useSend('labels.printShelves', {
    onSuccess: ({ count }) =>
      feedback.show({
        tone: 'ok',
        title: (
          <Plural value={count} one="# shelf label in the print queue" other="# shelf labels in the print queue" />
        ),
      }),
    onError: feedback.fail,
  })
  const sheet = useSend('labels.commandSheet', {
    onSuccess: ({ file }) =>
      feedback.show({ tone: 'ok', title: <Trans>The sheet is in the label folder</Trans>, detail: file }),
    onError: feedback.fail,
  })
  return (
    <Panel
      title={<Trans>Shelves and command codes</Trans>}
      actions={
        mayChange &&
        !isAdding && (
          <Button icon={Plus} onPress={() => add(true)}>
            <Trans>Add shelves</Trans>
          </Button>
        )
      }
    >
      <p className="muted">
        <Trans>Scan a parcel, then the label of a shelf: the parcel is on that shelf.</Trans>
      </p>
      {isAdding && mayChange && <AddShelves onDone={() => add(false)} />}
      {shelves.length === 0 ? (
        <p className="muted">
          {mayChange ? (
            <Trans>This building has no shelves yet. Add them all at once: E1-E6, COLD.</Trans>
          ) : (
            <Trans>This building has no shelves yet. A manager adds them here.</Trans>
          )}
        </p>
      ) : (
        <>
          <ul className="shelf-list">
            {shelves.map((shelf) => (
              <ShelfCard
                key={shelf.id}
                shelf={shelf}
                mayPrint={may && !print.isPending}
                mayChange={mayChange}
                onPrint={() => print.mutate({ shelfIds: [shelf.id] })}
              />
            ))}
          </ul>
          <div className="row">
            <Button
              icon={Printer}
              isDisabled={!may}
              isPending={print.isPending}
              onPress={() => print.mutate({ shelfIds: shelves.map(({ id }) => id) })}
            >
              <Plural value={shelves.length} one="Print # shelf label" other="Print all # shelf labels" />
            </Button>
          </div>
        </>
      )}
      <p className="muted">
        <Trans>With the sheet of command codes, undo, done, print and next work by scan, without the keyboard.</Trans>
      </p>
      <div className="row">
        <Button icon={FileText} isDisabled={!may} isPending={sheet.isPending} onPress={() => sheet.mutate({})}>
          <Trans>Make the sheet of command codes</Trans>
        </Button>
      </div>
    </Panel>
  )
}
