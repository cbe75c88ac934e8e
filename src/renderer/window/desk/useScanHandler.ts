import { useEffect, useRef } from 'react'
import { useDesk } from './useDesk.ts'
import type { ScanHandler } from '../scan/handlers.ts'

/**
 * Lets the screen on top claim what a scan means. Return true to claim it: the default routing then does nothing.
 * A scan that opened this very screen (an intake, a hand-over) is offered to it as soon as it stands.
 */
export function useScanHandler(handler: ScanHandler): void {
  const { scans } = useDesk()
  const latest = useRef(handler)
  useEffect(() => {
    latest.current = handler
  })
  useEffect(() => scans.handlers.register((outcome, scan) => latest.current(outcome, scan)), [scans])
}
