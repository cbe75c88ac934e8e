import { Trans, useLingui } from '@lingui/react/macro'
import { FileText, FolderOpen, Printer } from 'lucide-react'
import type { Response } from '../../../shared/contract/index.ts'
import { useFeedback } from '../../app/feedback/useFeedback.ts'
import { useChangeSettings } from '../../app/useSettings.ts'
import { useRoute, useSend } from '../../lib/queries.ts'
import { Button, ErrorNote, Note, Panel, RadioCards, type Choice } from '../../ui/index.ts'
import { PrintQueue } from './PrintQueue.tsx'
import type { SectionProps } from './section.ts'

type SystemPrinter = Response<'printing.status'>['printers'][number]

const FOLDER = 'pdf-folder'

/** Where labels go, and what waits there. */
export function Printing({ settings, isDisabled }: SectionProps) {
  const { t } = useLingui()
  const change = useChangeSettings()
  const status = useRoute('printing.status', {})
  const feedback = useFeedback()
  const open = useSend('printing.openFolder', { onError: feedback.fail })
  const { printer } = settings
  const { data } = status
  const printers = data?.printers ?? []
  const missing = printer.transport === 'cups' && !printers.some(({ name }) => name === printer.name)

  const choices: Choice<string>[] = [
    { id: FOLDER, label: t`Save as PDF in a folder`, detail: t`to print later, or without a printer`, icon: FileText },
    ...printers.map((system) => ({
      id: `cups:${system.name}`,
      label: system.name,
      detail: <PrinterWords printer={system} />,
      icon: Printer,
    })),
  ]

  return (
    <Panel
      title={<Trans>Printer</Trans>}
      actions={
        <Button icon={FolderOpen} isPending={open.isPending} onPress={() => open.mutate({})}>
          <Trans>Open the label folder</Trans>
        </Button>
      }
    >
      <ErrorNote error={status.error} />
      <RadioCards
        label={t`Labels go to`}
        isDisabled={isDisabled}
        value={printer.transport === FOLDER ? FOLDER : `cups:${printer.name}`}
        onChange={(choice) =>
          void change({
            printer:
              choice === FOLDER
                ? { transport: FOLDER, name: printer.name }
                : { transport: 'cups', name: choice.slice('cups:'.length) },
          })
        }
        choices={choices}
      />
      {data && missing && (
        <Note tone="error">
          <Trans>
            The printer {printer.name} is no longer on this computer. Connect it again, or choose another one above.
          </Trans>
        </Note>
      )}
      {data && data.problem !== null && (
        <Note tone="attention">
          <Trans>
            The print system of this computer does not answer, so its printers cannot be shown. Labels can still be
            saved as PDF.
          </Trans>
          <p className="small code">{data.problem}</p>
        </Note>
      )}
      {data && data.problem === null && printers.length === 0 && (
        <Note>
          <Trans>No printer is set up on this computer. Add one in the system’s settings and it appears here.</Trans>
        </Note>
      )}
      {data && <p className="muted small code">{data.folder}</p>}
      {data && <PrintQueue jobs={data.jobs} />}
    </Panel>
  )
}

function PrinterWords({ printer }: { printer: SystemPrinter }) {
  return (
    <>
      {printer.state === 'idle' && <Trans>ready</Trans>}
      {printer.state === 'printing' && <Trans>printing</Trans>}
      {printer.state === 'stopped' && <Trans>stopped</Trans>}
      {printer.state === 'unknown' && <Trans>state unknown</Trans>}
      {printer.isDefault && (
        <>
          {' · '}
          <Trans>usual printer of this computer</Trans>
        </>
      )}
      {printer.reason !== null && printer.reason !== '' && <> · {printer.reason}</>}
    </>
  )
}
