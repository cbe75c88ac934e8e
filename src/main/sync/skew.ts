import type { SyncClock } from './ports.ts'

/** How far the server's clock is ahead of this one, from the middle of each request. */
export function createSkew(clock: SyncClock) {
  let value: number | null = null
  return {
    /** `sentAt`: when the request of this very answer was sent, by the monotonic clock. */
    heard(serverTime: string, sentAt: number): void {
      const half = (clock.monotonic() - sentAt) / 2
      value = Math.round(Date.parse(serverTime) - (clock.now().getTime() - half))
    },
    get: (): number | null => value,
  }
}
