import { DeskError, type ErrorCode } from '../../shared/contract/errors.ts'
import type { Replica } from '../store/open.ts'

const EVERY_MS = 60 * 60_000
/** The first backup of a run waits until the desk has been used for a while. */
const FIRST_MS = 2 * 60_000
/** Where there is none yet, it waits only until the start is over. */
const FIRST_EVER_MS = 5000
/** A very large building is not waited for at the end: its file closes well without a copy. */
const LAST_BACKUP_WAIT_MS = 5000

export interface BackupPorts {
  later(ms: number, run: () => void): () => void
  tell(code: ErrorCode): void
}

/** Makes the backups of an open store: soon where there is none, then every hour, and at the end of the work. */
export function createBackups(store: Replica, { later, tell }: BackupPorts) {
  const hasGood = (): boolean => store.listBackups().some(({ good }) => good)
  /** How many commits the newest backup holds; what an earlier run left counts as held. */
  let held = hasGood() ? store.commits() : -1
  let cancel = () => {}

  const make = async (): Promise<void> => {
    const commits = store.commits()
    await store.backup('hourly')
    held = commits
  }

  const next = (ms: number): void => {
    cancel = later(ms, () => {
      // A desk that runs for weeks plans its queries for what it holds now.
      store.optimize()
      make().catch((error: unknown) => {
        // What failed is in the log; the next hour tries again.
        if (error instanceof DeskError && error.code !== 'NOT_READY') tell(error.code)
      })
      next(EVERY_MS)
    })
  }
  next(held < 0 ? FIRST_EVER_MS : FIRST_MS)

  return {
    stop: () => cancel(),
    /** Whoever ends the program keeps what was done since the last backup; a failure is in the log and keeps nobody here. */
    async last(): Promise<void> {
      cancel()
      if (store.commits() === held) return
      let given = () => {}
      const enough = new Promise<void>((resolve) => (given = later(LAST_BACKUP_WAIT_MS, resolve)))
      await Promise.race([make().catch(() => undefined), enough])
      given()
    },
  }
}

export type Backups = ReturnType<typeof createBackups>
