import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { FileText, Printer } from 'lucide-react'
import { useFeedback } from '../../window/desk/useFeedback.ts'
import { useMay } from '../../window/data/useMay.ts'
import { useRoute, useSend } from '../../window/data/queries.ts'
import { Button, Panel } from '../../../ui/index.ts'

/** What is printed once and stays at the desk: labels of shelves, and the sheet of command codes. */
export function Shelves() {
  const { t } = useLingui()
  const may = useMay('labels.print')
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
    <Panel title={<Trans>Shelves and command codes</Trans>}>
      <p className="muted">
        <Trans>Scan a parcel, then the label of a shelf: the parcel is on that shelf.</Trans>
      </p>
      {shelves.length === 0 ? (
        <p className="muted">
          <Trans>This building has no shelves.</Trans>
        </p>
      ) : (
        <>
          <ul className="shelf-list">
            {shelves.map(({ id, code, name }) => (
              <li key={id} className="shelf">
                <strong>{code}</strong>
                <span className="muted small">{name}</span>
                <Button
                  variant="plain"
                  icon={Printer}
                  aria-label={t`Print the label of shelf ${code}`}
                  isDisabled={!may || print.isPending}
                  onPress={() => print.mutate({ shelfIds: [id] })}
                />
              </li>
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
