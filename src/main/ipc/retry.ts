import { isBusy } from '../store/faults.ts'

const PAUSE_MS = 100
const TRIES = 30

export interface RetryPorts {
  later(ms: number, run: () => void): () => void
  /** Grows with each commit. */
  commits(): number
}

/**
 * Does what was asked again while another program holds the data file, as long as nothing of it was written: a lock that passes
 * is nobody's business. The console answers everything else meanwhile.
 */
export async function whileBusy<T>(run: () => T | Promise<T>, { later, commits }: RetryPorts): Promise<T> {
  for (let tries = 1; ; tries++) {
    const before = commits()
    try {
      return await run()
    } catch (error) {
      if (!isBusy(error) || tries === TRIES || commits() !== before) throw error
    }
    await new Promise<void>((over) => void later(PAUSE_MS, over))
  }
}
