import { useEffect, useState } from 'react'
import { useSelector } from '@tanstack/react-store'
import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { ScanBarcode } from 'lucide-react'
import type { DeskSettings } from '../../../shared/contract/settings.ts'
import { decodePresses } from '../../../shared/wedge/decode.ts'
import { WEDGE_LAYOUTS } from '../../../shared/wedge/layouts.ts'
import { END_KEYS } from '../../../shared/wedge/keys.ts'
import { suggestMaxGap } from '../../../shared/wedge/learn.ts'
import { showControls } from '../../../shared/text/showControls.ts'
import type { WedgeScan } from '../../../shared/wedge/types.ts'
import { useDesk } from '../../window/desk/useDesk.ts'
import type { Scan } from '../../window/scan/scan.ts'
import { useChangeDevices } from '../../window/desk/useSettings.ts'
import { LAYOUT_WORDS } from '../../parcel/words/words.ts'
import { Button, Kbd, Note } from '../../../ui/index.ts'
import { readings } from './readings.ts'

/** While it is on, a scan does nothing but show what arrived. */
export function TryScan({ scanner, isDisabled }: { scanner: DeskSettings['scanner']; isDisabled: boolean }) {
  const { scans } = useDesk()
  const [trying, setTrying] = useState(false)
  const [scan, setScan] = useState<Scan | null>(null)
  const rejected = useSelector(scans.status, ({ rejected }) => rejected)

  useEffect(() => (trying ? scans.divert(setScan) : undefined), [trying, scans])

  return (
    <div className="trial">
      <div className="row">
        <Button
          icon={ScanBarcode}
          variant={trying ? 'quiet' : 'primary'}
          onPress={() => {
            setTrying(!trying)
            setScan(null)
          }}
        >
          {trying ? <Trans>Stop the test</Trans> : <Trans>Try the scanner</Trans>}
        </Button>
        <p className="muted">
          {trying ? (
            <Trans>Scan anything: nothing is recorded.</Trans>
          ) : (
            <Trans>See exactly what the scanner sends.</Trans>
          )}
        </p>
      </div>
      {trying && (
        <div aria-live="polite" className="stack" data-gap="small">
          {!scan && <p className="try-empty">…</p>}
          {scan?.wedge && <Result scan={scan.wedge} scanner={scanner} isDisabled={isDisabled} />}
          {scan && !scan.wedge && (
            <>
              <p className="scanned-text try-text code">{showControls(scan.text)}</p>
              <p className="muted small">
                <Trans>From a scanner in HID POS mode: no keyboard layout can garble it.</Trans>
              </p>
            </>
          )}
          {!scan && rejected?.rejection.reason === 'too-slow' && (
            <Note tone="attention">
              <Trans>
                Something was typed too slowly for a scan: pauses of {Math.round(rejected.rejection.maxGap)} ms. If it
                was the scanner, allow a longer pause below.
              </Trans>
            </Note>
          )}
        </div>
      )}
    </div>
  )
}

function Result({
  scan,
  scanner,
  isDisabled,
}: {
  scan: WedgeScan
  scanner: DeskSettings['scanner']
  isDisabled: boolean
}) {
  const { i18n } = useLingui()
  const change = useChangeDevices()
  const gap = suggestMaxGap(scan.presses)
  const others = readings(
    scan.text,
    WEDGE_LAYOUTS,
    (layout) => decodePresses(scan.presses, { layout, groupSeparatorKey: null }).text,
  )
  return (
    <>
      <p className="scanned-text try-text code">{showControls(scan.text)}</p>
      <p className="muted small">
        <Plural value={scan.chars} one="# character" other="# characters" /> ·{' '}
        <Trans>longest pause {Math.round(scan.maxGap)} ms</Trans> ·{' '}
        {scan.terminator === 'silence' ? (
          <Trans>no key at the end</Trans>
        ) : (
          <Trans>
            ends with <Kbd>{END_KEYS[scan.terminator]}</Kbd>
          </Trans>
        )}
      </p>
      {scan.corrupt && (
        <Note tone="error">
          {scan.unended ? (
            <Trans>It did not end with Enter, so its end may be missing: the scan would be refused.</Trans>
          ) : (
            <Trans>A key of this scan has no character in the chosen layout: the scan would be refused.</Trans>
          )}
        </Note>
      )}
      {others.length > 0 && (
        <div className="stack" data-gap="small">
          <p>
            <Trans>Is this what is printed under the barcode? If another reading is right, choose it:</Trans>
          </p>
          {others.map(({ layout, text }) => (
            <div key={layout} className="try-other">
              <span className="row-main">
                <span className="code">{showControls(text)}</span>
                <span className="row-sub">{i18n._(LAYOUT_WORDS[layout])}</span>
              </span>
              <Button isDisabled={isDisabled} onPress={() => void change({ scanner: { ...scanner, layout } })}>
                <Trans>This is right</Trans>
              </Button>
            </div>
          ))}
        </div>
      )}
      {scan.chars >= 8 && gap > scanner.maxGapMs && (
        <div className="try-other">
          <span>
            <Trans>This scanner is almost too slow. A pause of {gap} ms would be safe.</Trans>
          </span>
          <Button isDisabled={isDisabled} onPress={() => void change({ scanner: { ...scanner, maxGapMs: gap } })}>
            <Trans>Use it</Trans>
          </Button>
        </div>
      )}
    </>
  )
}
