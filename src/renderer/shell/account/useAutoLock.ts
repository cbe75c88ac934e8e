import { useEffect } from 'react'
import type { Response } from '../../../shared/contract/index.ts'
import { LOCK, signal } from '../../window/desk/signals.ts'
import { watchIdle } from './idle.ts'
import { request } from '../../window/data/bridge.ts'
import { useSettings } from '../../window/desk/useSettings.ts'

const HANDS = ['keydown', 'pointerdown', 'pointermove', 'wheel'] as const

/** Somebody is signing, or is about to: nothing comes over their hand. */
const isSigning = (): boolean => document.querySelector('.pad') !== null

/** Locks the console when nobody has touched it for a while, and when the computer is locked or goes to sleep. */
export function useAutoLock(status: Response<'duty.status'> | undefined): void {
  const minutes = useSettings()?.lockMinutes ?? 0
  // Without a way back in nothing locks.
  const on = status?.people.find(({ id }) => id === status.on)
  const hasProof = on !== undefined && (on.hasPin || (status?.badgeAlone === true && on.badgeSince !== null))
  const isOn = hasProof && status?.locked === false
  useEffect(() => {
    if (!isOn) return
    const idle = watchIdle(minutes, {
      // A computer's clock may be set back: then the desk would stay open for as long.
      now: () => performance.now(),
      every: (ms, run) => {
        const timer = setInterval(run, ms)
        return () => clearInterval(timer)
      },
      isSigning,
      lock: () => void request('duty.lock', {}).catch(() => undefined),
    })
    for (const hand of HANDS) window.addEventListener(hand, idle.touched, true)
    const stop = signal.on(LOCK, idle.away)
    return () => {
      idle.stop()
      for (const hand of HANDS) window.removeEventListener(hand, idle.touched, true)
      stop()
    }
  }, [isOn, minutes])
}
