import { useSelector } from '@tanstack/react-store'
import { Plural, Trans } from '@lingui/react/macro'
import { Clock, Printer, ScanBarcode, TriangleAlert } from 'lucide-react'
import { Button as AriaButton } from 'react-aria-components/Button'
import { useNow } from '../../../ui/clock.ts'
import { formatTime } from '../../../ui/format.ts'
import { JobReason } from '../../parcel/label/JobReason.tsx'
import { useTimeDisplay } from '../../window/data/useTimeDisplay.ts'
import { useRoute } from '../../window/data/queries.ts'
import { useDesk } from '../../window/desk/useDesk.ts'
import { useStoppedLabels } from '../told/useStoppedLabels.tsx'
import { BadgeProof } from '../account/BadgeProof.tsx'
import { NoticesItem } from './NoticesItem.tsx'
import { OnDuty } from './OnDuty.tsx'
import { RuntimeWarnings } from './RuntimeWarnings.tsx'
import { SyncItem } from './SyncItem.tsx'
import { useReadiness } from './useReadiness.ts'

/** Scanner, printer, disk, person, clock: how things stand, said only when it is true. */
export function StatusLine() {
  return (
    <footer className="status">
      <Scanner />
      <PrinterState />
      <SyncItem />
      <NoticesItem />
      <RuntimeWarnings />
      <span className="status-gap" />
      <OnDuty />
      <BadgeProof />
      <WallClock />
    </footer>
  )
}

function Scanner() {
  const { scans } = useDesk()
  const display = useTimeDisplay()
  const ready = useReadiness()
  const last = useSelector(scans.status, ({ last }) => last)
  return (
    <span className="status-item" data-tone={ready === 'ready' ? 'ok' : 'attention'}>
      <ScanBarcode size={16} aria-hidden />
      {ready === 'ready' ? <Trans>Scanner ready</Trans> : <Trans>Scanner not heard</Trans>}
      {last && (
        <span className="muted status-extra">
          <Trans>
            last scan {formatTime(last.at, display)}: <span className="code">{shorten(last.scan.text)}</span>
          </Trans>
        </span>
      )}
    </span>
  )
}

const shorten = (text: string): string => {
  const plain = text.replaceAll(/[^\x20-\x7e]/g, '·')
  return plain.length > 18 ? `${plain.slice(0, 8)}…${plain.slice(-6)}` : plain
}

function PrinterState() {
  const settings = useRoute('app.status', {}).data?.settings
  const status = useRoute('printing.status', {}).data
  const { actions } = useDesk()
  useStoppedLabels()
  if (!settings || !status) return null
  const { transport, name } = settings.printer
  const failed = status.jobs.filter(({ state }) => state === 'failed').length
  const waiting = status.jobs.find(({ state }) => state === 'attention')
  const listed = transport === 'cups' || transport === 'windows' || transport === 'usb'
  const printer = status.printers.find((one) => one.transport === transport && one.name === name)
  const broken = listed && (!printer || printer.state === 'stopped')
  const nameless = transport === 'network' && !name
  if (failed > 0 || waiting || broken || nameless)
    return (
      <AriaButton
        className="status-item status-button"
        data-tone="attention"
        onPress={() => actions.run('go.settings')}
      >
        <TriangleAlert size={16} aria-hidden />
        {waiting?.reason ? (
          <span>
            <Trans>Printer:</Trans> <JobReason reason={waiting.reason} />
          </span>
        ) : failed > 0 ? (
          <Plural value={failed} one="# label failed" other="# labels failed" />
        ) : nameless ? (
          <Trans>This printer has no address yet</Trans>
        ) : (
          <Trans>Printer does not answer</Trans>
        )}
      </AriaButton>
    )
  return (
    <span className="status-item" data-tone="ok">
      <Printer size={16} aria-hidden />
      {transport === 'pdf-folder' ? <Trans>Labels as files in the folder</Trans> : <Trans>Labels go to {name}</Trans>}
    </span>
  )
}

function WallClock() {
  const display = useTimeDisplay()
  const now = useNow()
  return (
    <span className="status-item number">
      <Clock size={16} aria-hidden />
      <time>{formatTime(now, display)}</time>
    </span>
  )
}
