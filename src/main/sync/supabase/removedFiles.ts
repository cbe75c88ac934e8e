import { z } from 'zod'
import type { Logger } from '../../store/ports.ts'
import type { Later } from '../../../supabase/later.ts'

/** So many in one request. The server names no more at a time. */
const MOST = 100
const ROUND_MS = 15 * 60_000

export interface RemovedFilesPorts {
  /** The files in Storage whose messages were taken back. */
  list(): Promise<unknown>
  /** Answers how many of them are gone. */
  remove(paths: readonly string[]): Promise<number>
  later: Later
  log: Logger
}

/**
 * Takes the files of messages that were taken back out of Storage. Nothing is remembered here: the server says what still lies
 * there, so that a desk that was away, or another desk, goes on where one was interrupted.
 */
export function createRemovedFiles({ list, remove, later, log }: RemovedFilesPorts) {
  let running = false
  let again = false
  let stopped = false
  let stopAlarm: (() => void) | null = null

  async function round(): Promise<void> {
    for (;;) {
      again = false
      const paths = z
        .array(z.string())
        .parse(await list())
        .slice(0, MOST)
      if (paths.length > 0 && (await remove(paths)) === 0) throw new Error('Storage keeps them')
      if (stopped || (paths.length === 0 && !again)) return
    }
  }
  function soon(): void {
    again = true
    if (running || stopped) return
    running = true
    stopAlarm?.()
    round()
      .catch((error: unknown) => log.info('files.not_removed', { detail: String(error) }))
      .finally(() => {
        running = false
        if (!stopped) stopAlarm = later(ROUND_MS, soon)
      })
  }
  return {
    /** Looks now, and from then on every quarter of an hour. */
    soon,
    stop(): void {
      stopped = true
      stopAlarm?.()
    },
  }
}
export type RemovedFiles = ReturnType<typeof createRemovedFiles>
