/** So many wrong PINs are told at once; from then on each costs a wait. */
export const FREE_MISSES = 5
const FIRST_WAIT_MS = 60_000
const LONGEST_WAIT_MS = 30 * 60_000

/** How long no PIN of this person is read after so many wrong ones in a row. */
export const waitAfter = (misses: number): number =>
  misses < FREE_MISSES ? 0 : Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(20, misses - FREE_MISSES))

/**
 * The waits of this run. They are measured by a clock that nobody sets, and one that was under way when the program ended begins
 * anew with the next start: neither the system's clock nor a restart makes it shorter.
 */
export function createWaits({ monotonic, now }: { monotonic(): number; now(): Date }) {
  const ends = new Map<string, number>()
  const left = (id: string): number => Math.max(0, (ends.get(id) ?? 0) - monotonic())
  return {
    begin: (id: string, ms: number): void => void ends.set(id, monotonic() + ms),
    end: (id: string): void => void ends.delete(id),
    left,
    /** When it is over, by the clock on the wall; null while there is none. */
    until: (id: string): string | null => (left(id) > 0 ? new Date(now().getTime() + left(id)).toISOString() : null),
  }
}
