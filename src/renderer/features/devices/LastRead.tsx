import { useSelector } from '@tanstack/react-store'
import { Trans } from '@lingui/react/macro'
import { ScanBarcode } from 'lucide-react'
import type { ScannersStatus } from '../../../shared/contract/scanners.ts'
import { showControls } from '../../../shared/text/showControls.ts'
import { useDesk } from '../../window/desk/useDesk.ts'
import type { Scan } from '../../window/scan/scan.ts'
import { formatTime } from '../../../ui/format.ts'
import { useTimeDisplay } from '../../window/data/useTimeDisplay.ts'
import { EmptyState, Note, Panel } from '../../../ui/index.ts'

/** The last scan, as it came and as it was understood. */
export function LastRead({ last }: { last: ScannersStatus['last'] }) {
  const { scans } = useDesk()
  const display = useTimeDisplay()
  const seen = useSelector(scans.status, ({ last }) => last)
  const typed = seen?.scan.via === 'hid' ? null : seen
  const showTyped = typed !== null && (last === null || typed.at > Date.parse(last.at))
  return (
    <Panel title={<Trans>Last scan</Trans>}>
      {!showTyped && !last && (
        <EmptyState icon={ScanBarcode} title={<Trans>Nothing scanned yet</Trans>}>
          <Trans>Scan anything, or one of the test codes below: what the scanner sends appears here.</Trans>
        </EmptyState>
      )}
      {showTyped && typed && <Typed scan={typed.scan} at={formatTime(typed.at, display)} />}
      {!showTyped && last && (
        <>
          <p className="muted small">
            {formatTime(Date.parse(last.at), display)} · {last.name}
            {last.aim !== null && (
              <>
                {' · '}
                <Trans>
                  symbology <span className="code">{last.aim}</span>
                </Trans>
              </>
            )}
          </p>
          {last.text !== null && <p className="scanned-text read-text code">{showControls(last.text)}</p>}
          <Refused why={last.refused} />
          <details>
            <summary>
              <Trans>As received, byte by byte</Trans>
            </summary>
            <pre className="raw code">{last.raw.join('\n')}</pre>
          </details>
        </>
      )}
    </Panel>
  )
}

function Typed({ scan, at }: { scan: Scan; at: string }) {
  return (
    <>
      <p className="muted small">
        {at} · {scan.via === 'screen' ? <Trans>tried on the screen</Trans> : <Trans>typed like a keyboard</Trans>}
      </p>
      <p className="scanned-text read-text code">{showControls(scan.text)}</p>
      {scan.corrupt && (
        <Note tone="error">
          {scan.wedge?.unended ? (
            <Trans>It did not end with Enter, so its end may be missing: the scan was refused.</Trans>
          ) : (
            <Trans>A key had no character in the scanner’s layout: the scan was refused.</Trans>
          )}
        </Note>
      )}
      {scan.wedge && (
        <details>
          <summary>
            <Trans>As received, key by key</Trans>
          </summary>
          <pre className="raw code">
            {scan.wedge.presses
              .map(({ code, shift, ctrl }) => `${ctrl ? 'Ctrl+' : ''}${shift ? 'Shift+' : ''}${code}`)
              .join(' ')}
          </pre>
        </details>
      )}
    </>
  )
}

function Refused({ why }: { why: NonNullable<ScannersStatus['last']>['refused'] }) {
  if (why === null) return null
  return (
    <Note tone="attention">
      {why === 'misfit' && <Trans>Refused: it does not fit how this scanner sends codes. Set it up again.</Trans>}
      {why === 'incomplete' && <Trans>Refused: part of a long code did not come. Scan it again.</Trans>}
      {why === 'too_long' && <Trans>Refused: longer than any label.</Trans>}
      {why === 'new' && <Trans>This scanner is not set up yet.</Trans>}
    </Note>
  )
}
