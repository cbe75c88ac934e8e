import { Trans, useLingui } from '@lingui/react/macro'
import { FileText, FolderOpen, Network, Printer, Usb } from 'lucide-react'
import type { DeskSettings } from '../../../shared/contract/settings.ts'
import type { Response } from '../../../shared/contract/index.ts'
import { onlyZpl } from '../../../shared/printing/settings.ts'
import { useFeedback } from '../../window/desk/useFeedback.ts'
import { useChangeDevices } from '../../window/desk/useSettings.ts'
import { JobReason } from '../../parcel/label/JobReason.tsx'
import { useRoute, useSend } from '../../window/data/queries.ts'
import { Button, Note, Panel, RadioCards, ToggleGroup, type Choice } from '../../../ui/index.ts'
import { ErrorNote } from '../../window/errors/ErrorNote.tsx'
import { NetworkAddress } from './NetworkAddress.tsx'
import { PrinterHealth } from './PrinterHealth.tsx'
import { PrintQueue } from './PrintQueue.tsx'
import { Outside } from './Outside.tsx'
import { DeskSetLine } from './SetLine.tsx'
import type { SectionProps } from './section.ts'

type SystemPrinter = Response<'printing.status'>['printers'][number]
type PrinterSettings = DeskSettings['printer']

/** One choice of the list: a way without a name, or a way with the printer's name. */
const choiceOf = ({ transport, name }: Pick<PrinterSettings, 'transport' | 'name'>): string =>
  transport === 'pdf-folder' || transport === 'network' ? transport : `${transport}:${name ?? ''}`

/** Where labels go, in which language, how the printer is, and what waits there. */
export function Printing({ settings, isDisabled }: SectionProps) {
  const { t } = useLingui()
  const change = useChangeDevices()
  const status = useRoute('printing.status', {})
  const feedback = useFeedback()
  const open = useSend('printing.openFolder', { onError: feedback.fail })
  const { printer } = settings
  const { data } = status
  const printers = data?.printers ?? []
  const listed = printer.transport === 'cups' || printer.transport === 'windows' || printer.transport === 'usb'
  const missing = listed && !printers.some((one) => choiceOf(one) === choiceOf(printer))

  const choices: Choice<string>[] = [
    {
      id: 'pdf-folder',
      label: t`Save as files in a folder`,
      detail: t`to print later, or without a printer`,
      icon: FileText,
    },
    ...printers.map((one) => ({
      id: choiceOf(one),
      label: one.name,
      detail: <PrinterWords printer={one} />,
      icon: one.transport === 'usb' ? Usb : Printer,
    })),
    {
      id: 'network',
      label: t`Label printer on the network`,
      detail: t`spoken to directly, by its address`,
      icon: Network,
    },
  ]

  const choose = (choice: string) => {
    const found = printers.find((one) => choiceOf(one) === choice)
    const transport = found?.transport ?? (choice === 'network' ? 'network' : 'pdf-folder')
    const name = found?.name ?? null
    void change({ printer: { transport, name, language: onlyZpl(transport) ? 'zpl' : 'pdf' } })
  }

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
        value={choiceOf(printer)}
        onChange={choose}
        choices={choices}
      />
      {printer.transport === 'network' && (
        <NetworkAddress
          key={printer.name}
          address={printer.name ?? ''}
          isDisabled={isDisabled}
          onChange={(name) =>
            void change({ printer: { ...printer, name } }).then(() =>
              feedback.show({ tone: 'ok', silent: true, title: <Trans>Labels go to {name}</Trans> }),
            )
          }
        />
      )}
      <Outside printer={printer} isDisabled={isDisabled} />
      {printer.transport === 'network' && printer.name === null && (
        <Note tone="attention">
          <Trans>This printer has no address yet: labels wait until it has one.</Trans>
        </Note>
      )}
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
            This computer’s print system does not answer, so its printers cannot be shown. Labels can still be saved as
            files, or sent to a printer on the network.
          </Trans>
        </Note>
      )}
      <Language printer={printer} isDisabled={isDisabled} />
      <PrinterHealth printer={printer} isMissing={missing} />
      {printer.transport === 'pdf-folder' && data && <p className="muted small code">{data.folder}</p>}
      <DeskSetLine keys={['printer']} />
      {data && <PrintQueue jobs={data.jobs} />}
    </Panel>
  )
}

function Language({ printer, isDisabled }: { printer: PrinterSettings; isDisabled: boolean }) {
  const { t } = useLingui()
  const change = useChangeDevices()
  const only = onlyZpl(printer.transport)
  return (
    <div className="field">
      <ToggleGroup
        label={t`Printer language`}
        isDisabled={isDisabled || only}
        value={only ? 'zpl' : printer.language}
        onChange={(language) => void change({ printer: { ...printer, language } })}
        choices={[
          { id: 'pdf', label: t`Printer driver (PDF)` },
          { id: 'zpl', label: 'ZPL' },
        ]}
      />
      <p className="help">
        {only ? (
          <Trans>Printers that are spoken to directly understand ZPL only (Zebra and compatible ones).</Trans>
        ) : (
          <Trans>
            The driver fits every printer. ZPL is faster and sharper, for Zebra and compatible printers only: others
            print it as text.
          </Trans>
        )}
      </p>
    </div>
  )
}

function PrinterWords({ printer }: { printer: SystemPrinter }) {
  return (
    <>
      {printer.transport === 'usb' ? (
        <Trans>label printer by USB</Trans>
      ) : (
        <>
          {printer.state === 'idle' && <Trans>ready</Trans>}
          {printer.state === 'printing' && <Trans>printing</Trans>}
          {printer.state === 'stopped' && <Trans>stopped</Trans>}
          {printer.state === 'unknown' && <Trans>state unknown</Trans>}
        </>
      )}
      {printer.isDefault && (
        <>
          {' · '}
          <Trans>usual printer of this computer</Trans>
        </>
      )}
      {printer.reason !== null && printer.reason !== '' && (
        <>
          {' · '}
          <JobReason reason={printer.reason} />
        </>
      )}
    </>
  )
}
