import { useSyncExternalStore } from 'react'
import { useSelector } from '@tanstack/react-store'
import type { Response } from '../../../shared/contract/index.ts'
import { useRoute } from '../../window/data/queries.ts'
import { useDesk } from '../../window/desk/useDesk.ts'

/** ready: the next scan is heard; behind: it would go to another program; deaf: nothing listens. */
export type Readiness = 'ready' | 'behind' | 'deaf'

const watchFocus = (listener: () => void) => {
  window.addEventListener('focus', listener)
  window.addEventListener('blur', listener)
  return () => {
    window.removeEventListener('focus', listener)
    window.removeEventListener('blur', listener)
  }
}

const isHidReady = ({ devices }: Response<'scanners.status'>) => devices.some(({ state }) => state === 'ready')

/** Whether a scan made now would arrive, told from what is true and not from what should be. */
export function useReadiness(): Readiness {
  const { scans } = useDesk()
  const inFront = useSyncExternalStore(watchFocus, () => document.hasFocus())
  const listening = useSelector(scans.status, ({ listening }) => listening)
  // A scanner in HID POS mode is heard whatever window is in front.
  // No more than that of it: it changes with each scan, and the whole console stands on this answer.
  const hid = useRoute('scanners.status', {}, { select: isHidReady }).data
  if (hid) return 'ready'
  if (!listening) return 'deaf'
  return inFront ? 'ready' : 'behind'
}
