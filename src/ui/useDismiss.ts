import { useEffect } from 'react'
import { onDismissAll } from './dismiss.ts'

/** Closes a floating thing when something more important arrives, such as a scan. `close` must be stable. */
export function useDismiss(isOpen: boolean, close: () => void): void {
  useEffect(() => (isOpen ? onDismissAll(close) : undefined), [isOpen, close])
}
