import { rm } from 'node:fs/promises'
import { Worker } from 'node:worker_threads'
import { DeskError } from '../../shared/contract/errors.ts'
import { thrownBy, type Failure } from '../threads/failure.ts'
import { partOf, type Manifest, type Step } from './manifest.ts'
import type { ReadArchive } from './read.ts'
import type { WriteArchive } from './write.ts'

export type ArchiveTask = { kind: 'write'; input: WriteArchive } | { kind: 'read'; input: ReadArchive }
export type ArchiveAnswer = { step: { done: number; of: number } } | { ok: Manifest | void } | Failure

/** At most so many steps are told of one archive. */
const STEPS = 200

/** Tells a step only when a further share is done. */
export function throttled(step: Step): Step {
  let told = -1
  return (done, of) => {
    const share = of > 0 ? Math.floor((done / of) * STEPS) : STEPS
    if (share === told) return
    told = share
    step(done, of)
  }
}

/** Seals and opens archives in a thread of its own; `stop` ends the one that runs, and leaves nothing of it. */
export function createArchiveThread(file: URL) {
  let stopRunning: (() => void) | null = null

  async function run(task: ArchiveTask, step: Step): Promise<Manifest | void> {
    if (stopRunning) throw new DeskError('ARCHIVE_RUNNING')
    const worker = new Worker(file, { workerData: task })
    try {
      return await new Promise<Manifest | void>((done, fail) => {
        stopRunning = () => fail(new DeskError('ARCHIVE_STOPPED'))
        worker.on('message', (answer: ArchiveAnswer) => {
          if ('step' in answer) step(answer.step.done, answer.step.of)
          else if ('ok' in answer) done(answer.ok)
          else fail(thrownBy(answer))
        })
        worker.on('error', fail)
        worker.on('exit', (code) => fail(new Error(`The archive thread ended with ${code}`)))
      })
    } finally {
      stopRunning = null
      await worker.terminate()
    }
  }

  return {
    async write(input: WriteArchive, step: Step): Promise<void> {
      try {
        await run({ kind: 'write', input }, step)
      } catch (error) {
        // A thread that was ended from outside could not clear away what it had begun.
        if (!(error instanceof DeskError && error.code === 'ARCHIVE_RUNNING')) {
          await rm(partOf(input.target), { force: true }).catch(() => undefined)
          await rm(input.work, { recursive: true, force: true }).catch(() => undefined)
        }
        throw error
      }
    },
    async read(input: ReadArchive, step: Step): Promise<Manifest> {
      return (await run({ kind: 'read', input }, step)) as Manifest
    },
    stop: () => stopRunning?.(),
  }
}

export type ArchiveThread = ReturnType<typeof createArchiveThread>
