import type { PrintJob } from '../../../shared/contract/printing.ts'

type Job = Pick<PrintJob, 'id' | 'state'>

/** Whether a label comes to nothing before somebody does something. */
export const isStopped = ({ state }: Job): boolean => state === 'failed' || state === 'attention'

/**
 * Tells which labels have stopped since the last look, each once: a printer without paper is asked again and again. What
 * the first look finds was there before; the status line says it.
 */
export function watchLabels(): <J extends Job>(jobs: readonly J[]) => J[] {
  let told: Set<string> | null = null
  const key = ({ id, state }: Job) => `${id} ${state}`
  return (jobs) => {
    const stopped = jobs.filter(isStopped)
    const known = told
    told = new Set([...(known ?? []), ...stopped.map(key)])
    return known === null ? [] : stopped.filter((job) => !known.has(key(job)))
  }
}
