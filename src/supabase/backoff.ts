export interface BackoffOptions {
  firstMs: number
  longestMs: number
}

/** Full jitter: anything up to a ceiling that doubles with each failure, so that desks do not return in step. */
export function backoffMs(failures: number, chance: () => number, { firstMs, longestMs }: BackoffOptions): number {
  const ceiling = Math.min(longestMs, firstMs * 2 ** Math.min(failures - 1, 30))
  return Math.max(Math.min(50, ceiling), Math.floor(chance() * ceiling))
}
