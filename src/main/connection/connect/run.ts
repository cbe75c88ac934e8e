import { DeskError } from '../../../shared/contract/errors.ts'
import { TransportError } from '../../../supabase/fault.ts'
import { describe } from '../../store/faults.ts'
import type { ConnectionContext } from '../context.ts'
import type { ProjectLink } from '../projectLink.ts'
import type { ConnectionRecord } from '../record.ts'
import { bringIn, takeOver, type JobProgress } from './jobs.ts'
import { Cancelled, createRetry, type Retry } from './retry.ts'

const BEGINNING: JobProgress = { phase: 'backup', done: 0, total: null, refused: 0 }

/** The job that connects a desk: one at a time, told as it goes; what fails leaves the desk as it was. */
export function createConnecting(context: ConnectionContext, projectLink: ProjectLink, made: () => void) {
  const { ports, around, clock, memory, tell } = context
  const { log } = around.ports
  let job: { retry: Retry; progress: JobProgress; problem: string | null; done: Promise<void> } | null = null
  let failed: string | null = null
  let ending = false

  function begin(current: ConnectionRecord): void {
    if (job) return
    const retry = createRetry({
      clock,
      chance: ports.chance,
      problem: (code) => {
        if (!job || job.problem === code) return
        job.problem = code
        tell('account')
      },
    })
    const progress = { ...BEGINNING }
    const parts = {
      around,
      memory,
      link: projectLink.to(current),
      clock,
      chance: ports.chance,
      retry,
      progress: (changes: Partial<JobProgress>) => {
        Object.assign(progress, changes)
        tell('account')
      },
    }
    const run = current.stage === 'uploading' ? bringIn : takeOver
    failed = null
    const done = run(parts, current).then(
      () => finish(),
      (error: unknown) => halt(error),
    )
    job = { retry, progress, problem: null, done }
    tell('account')
  }
  function finish(): void {
    job = null
    log.info('connection.made', {})
    tell('account')
    around.emit({ type: 'store' })
    made()
  }
  function halt(error: unknown): void {
    job = null
    if (ending) return
    if (!(error instanceof Cancelled)) {
      failed = error instanceof TransportError || error instanceof DeskError ? error.message : 'failed'
      log.error('connection.failed', { detail: describe(error) })
    }
    projectLink.forget()
  }

  return {
    begin,
    isRunning: (): boolean => job !== null,
    /** How far it is, and what holds it up. */
    progress: (): JobProgress & { problem: string | null } => ({
      ...(job?.progress ?? BEGINNING),
      problem: job?.problem ?? null,
    }),
    /** Why the last one came to nothing. */
    failed: (): string | null => failed,
    async cancel(): Promise<void> {
      if (!job || job.progress.phase === 'changing') return
      job.retry.cancel()
      await job.done
    },
    /** The program ends: what is not complete goes on at the next start. */
    async stop(): Promise<void> {
      ending = true
      job?.retry.cancel()
      await job?.done
    },
  }
}

export type Connecting = ReturnType<typeof createConnecting>
