import type { SyncClock } from './ports.ts'

/** How far the server's clock is ahead of this one, from the middle of each request. */
export function createSkew(clock: SyncClock) {
  let sentAt: number | null = null
  let value: number | null = null
  return {
    sent(): void {
      sentAt = clock.monotonic()
    },
    heard(serverTime: string): void {
      const half = sentAt === null ? 0 : (clock.monotonic() - sentAt) / 2
      value = Math.round(Date.parse(serverTime) - (clock.now().getTime() - half))
    },
    get: (): number | null => value,
  }
}

export type Skew = ReturnType<typeof createSkew>
