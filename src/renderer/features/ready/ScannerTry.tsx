import { useEffect, useState } from 'react'
import { useSelector } from '@tanstack/react-store'
import { Trans } from '@lingui/react/macro'
import { ScanBarcode } from 'lucide-react'
import { showControls } from '../../../shared/text/showControls.ts'
import { Note } from '../../../ui/index.ts'
import { useSend } from '../../window/data/queries.ts'
import { useDesk } from '../../window/desk/useDesk.ts'
import type { Scan } from '../../window/scan/scan.ts'

/** The scanner is heard on this page: what it reads is shown, and means nothing else until it has been read whole once. */
export function ScannerTry({ isHeard }: { isHeard: boolean }) {
  const { scans } = useDesk()
  const [scan, setScan] = useState<Scan | null>(null)
  const rejected = useSelector(scans.status, ({ rejected }) => rejected)
  const tell = useSend('setup.scanned').mutate
  useEffect(() => {
    if (!isHeard) return undefined
    return scans.divert((read) => {
      setScan(read)
      if (!read.corrupt) tell({})
    })
  }, [isHeard, scans, tell])
  return (
    <div aria-live="polite">
      {scan && !scan.corrupt && (
        <p className="readiness-read">
          <ScanBarcode size={20} aria-hidden />
          <Trans>
            The scanner works: it read <span className="code">{showControls(scan.text)}</span>
          </Trans>
        </p>
      )}
      {scan?.corrupt && (
        <Note tone="attention">
          <Trans>The scanner is heard, but not every key of it is understood. Set it up with one scan.</Trans>
        </Note>
      )}
      {!scan && isHeard && rejected?.rejection.reason === 'too-slow' && (
        <Note tone="attention">
          <Trans>Something was typed too slowly for a scan. If it was the scanner, set it up.</Trans>
        </Note>
      )}
    </div>
  )
}
