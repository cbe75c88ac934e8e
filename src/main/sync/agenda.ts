export type Job = 'sign_in' | 'push' | 'read' | 'check'

/** What the engine knows between two jobs: what is due, and from when on. Instants are those of the monotonic clock. */
export interface Agenda {
  session: boolean
  readWanted: boolean
  /** From when on everything is read although nobody said that something changed. */
  pollAt: number
  checkAt: number
  /** Nothing is tried before. */
  notBefore: number
  failures: number
  failed: Job | null
  last: Job | null
  /** When an answer came last. */
  moved: number
  /** The session was refused once, and nothing has worked since. */
  refusedOnce: boolean
}

/** What is known at the start: nothing was read yet, so everything is. */
export const emptyAgenda = (): Agenda => ({
  session: false,
  readWanted: true,
  pollAt: 0,
  checkAt: 0,
  notBefore: 0,
  failures: 0,
  failed: null,
  last: null,
  moved: 0,
  refusedOnce: false,
})

/** Which job comes next for somebody who is signed in; null when there is nothing to do. */
export function nextJob(
  { failed, last }: Pick<Agenda, 'failed' | 'last'>,
  { pushing, reading, checking }: { pushing: boolean; reading: boolean; checking: boolean },
): Job | null {
  if (pushing && reading) {
    // After a failure the other one shows whether the line is good.
    if (failed) return failed === 'push' ? 'read' : 'push'
    return last === 'push' ? 'read' : 'push'
  }
  if (pushing) return failed === 'push' ? 'read' : 'push'
  if (reading) return 'read'
  return checking ? 'check' : null
}
