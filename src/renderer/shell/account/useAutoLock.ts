import { useEffect } from 'react'
import type { Response } from '../../../shared/contract/index.ts'
import { LOCK, signal } from '../../window/desk/signals.ts'
import { request } from '../../window/data/bridge.ts'
import { useSettings } from '../../window/desk/useSettings.ts'

const LOOK_AGAIN_MS = 1000
const HANDS = ['keydown', 'pointerdown', 'pointermove', 'wheel'] as const

/** Somebody is signing, or is about to: nothing comes over their hand. */
const isSigning = (): boolean => document.querySelector('.pad') !== null

/** Locks the console when nobody has touched it for a while, and when the computer is locked or goes to sleep. */
export function useAutoLock(status: Response<'duty.status'> | undefined): void {
  const minutes = useSettings()?.lockMinutes ?? 0
  const hasPin = status?.people.some(({ id, hasPin: has }) => has && id === status.on) ?? false
  const isOn = hasPin && status?.locked === false
  useEffect(() => {
    if (!isOn) return
    let last = Date.now()
    let wanted = false
    const touched = () => void (last = Date.now())
    const look = () => {
      const idle = minutes > 0 && Date.now() - last >= minutes * 60_000
      if ((wanted || idle) && !isSigning()) void request('duty.lock', {}).catch(() => undefined)
    }
    const timer = setInterval(look, LOOK_AGAIN_MS)
    for (const hand of HANDS) window.addEventListener(hand, touched, true)
    const stop = signal.on(LOCK, () => {
      wanted = true
      look()
    })
    return () => {
      clearInterval(timer)
      for (const hand of HANDS) window.removeEventListener(hand, touched, true)
      stop()
    }
  }, [isOn, minutes])
}
