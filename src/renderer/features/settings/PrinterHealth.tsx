import { Trans } from '@lingui/react/macro'
import { Printer, RefreshCw } from 'lucide-react'
import type { DeskSettings } from '../../../shared/contract/settings.ts'
import { splitReasons } from '../../../shared/printing/reasons.ts'
import { useFeedback } from '../../window/desk/useFeedback.ts'
import { useMay } from '../../window/data/useMay.ts'
import { JobReason } from '../../parcel/label/JobReason.tsx'
import { useRoute, useSend } from '../../window/data/queries.ts'
import { Button, Chip, Note, type Tone } from '../../../ui/index.ts'

const EVERY_MS = 15_000
const TONES = { ready: 'ok', attention: 'attention', unknown: 'known' } as const satisfies Record<string, Tone>

/** Where the test label went: into the folder at once, or to the printer by the queue. */
const sentTo = ({ transport, name }: DeskSettings['printer']) =>
  transport === 'pdf-folder'
    ? {
        title: <Trans>The test label goes to the label folder</Trans>,
        detail: <Trans>Press “Open the label folder” to see it.</Trans>,
      }
    : {
        title: <Trans>The test label goes to {name ?? ''}</Trans>,
        detail: <Trans>It is in the print queue below.</Trans>,
      }

/** How the chosen printer is, asked of the printer itself, and a label to try it with. */
export function PrinterHealth({ printer, isMissing }: { printer: DeskSettings['printer']; isMissing: boolean }) {
  const may = useMay('labels.print')
  const feedback = useFeedback()
  const isNamed = printer.name !== null || printer.transport === 'pdf-folder'
  const check = useRoute('printing.check', {}, { enabled: isNamed && !isMissing, refetchInterval: EVERY_MS, gcTime: 0 })
  const nameFirst = () =>
    feedback.show({
      tone: 'attention',
      title: <Trans>This printer has no address yet</Trans>,
      detail: <Trans>Type it in “Address of the printer”, then press “Use this address”.</Trans>,
    })
  const ask = () =>
    void check.refetch().then(({ data, error }) => {
      if (error) return feedback.fail(error)
      const isReady = data?.state === 'ready'
      feedback.show({
        tone: isReady ? 'ok' : 'attention',
        silent: true,
        title: isReady ? <Trans>The printer is ready</Trans> : <Trans>The printer does not say that it is ready</Trans>,
        ...(data?.reason != null && { detail: <JobReason reason={data.reason} /> }),
      })
    })
  const test = useSend('labels.printTest', {
    onSuccess: () => feedback.show({ tone: 'ok', ...sentTo(printer) }),
    onError: feedback.fail,
  })
  const health = isNamed && !isMissing ? check.data : undefined
  const forbidden = health?.reason != null && splitReasons(health.reason).includes('no-permission')
  return (
    <div className="stack" data-gap="small">
      <output className="printer-health">
        {health ? (
          <>
            <Chip tone={TONES[health.state]}>
              {health.state === 'ready' && <Trans>ready</Trans>}
              {health.state === 'attention' && <Trans>needs somebody</Trans>}
              {health.state === 'unknown' && <Trans>does not say</Trans>}
            </Chip>
            {health.reason !== null && (
              <span>
                <JobReason reason={health.reason} />
              </span>
            )}
          </>
        ) : (
          check.isFetching && (
            <span className="muted">
              <Trans>Checking the printer…</Trans>
            </span>
          )
        )}
      </output>
      {forbidden && printer.transport === 'usb' && (
        <Note tone="attention">
          <Trans>
            On this computer only some users may use USB printers. The person who manages it runs this once:
          </Trans>
          <p className="code">sudo usermod -aG lp $USER</p>
          <Trans>Then sign out of the computer and in again.</Trans>
        </Note>
      )}
      <div className="row">
        <Button
          icon={Printer}
          isDisabled={!may}
          isPending={test.isPending}
          onPress={() => (isNamed ? test.mutate({}) : nameFirst())}
        >
          <Trans>Print a test label</Trans>
        </Button>
        <Button icon={RefreshCw} isPending={check.isFetching} onPress={isNamed ? ask : nameFirst}>
          <Trans>Check the printer again</Trans>
        </Button>
      </div>
    </div>
  )
}
