import { useSyncExternalStore } from 'react'

const MINUTE = 60_000
const listeners = new Set<() => void>()
let timer: ReturnType<typeof setTimeout> | null = null
let now = Date.now()

function tick(): void {
  now = Date.now()
  timer = setTimeout(tick, MINUTE - (now % MINUTE))
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  if (!timer) tick()
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0 || !timer) return
    clearTimeout(timer)
    timer = null
  }
}

/** The time, to the minute: whatever shows "today" or an age turns over with the clock. One timer for all. */
export const useNow = (): number => useSyncExternalStore(subscribe, () => now)
