import { Worker } from 'node:worker_threads'
import { DeskError, type ErrorCode } from '../../../shared/contract/errors.ts'
import type { Reader } from './reader.ts'

type Call = keyof Reader
export interface Question {
  readonly id: number
  readonly call: Call
  readonly input: readonly unknown[]
}
export type Answer =
  | { readonly id: number; readonly ok: unknown }
  | { readonly id: number; readonly refused: { code: ErrorCode; data: DeskError['data'] } }
  | { readonly id: number; readonly failed: string }

interface Waiting {
  done(value: never): void
  fail(error: Error): void
}

/** The reader as another thread answers for it. */
export type ThreadReader = {
  [C in Call]: (...input: Parameters<Reader[C]>) => Promise<Awaited<ReturnType<Reader[C]>>>
}

/** A reader on a thread of its own, started with the first file and ended when nothing is open. */
export function createImportThread(file: URL): ThreadReader {
  let thread: Worker | null = null
  let asked = 0
  const waiting = new Map<number, Waiting>()

  const end = (worker: Worker, error: Error): void => {
    if (thread !== worker) return
    thread = null
    for (const { fail } of waiting.values()) fail(error)
    waiting.clear()
    void worker.terminate()
  }
  const start = (): Worker => {
    if (thread) return thread
    // What a file can make of the memory ends this thread, not the program.
    const worker = new Worker(file, { resourceLimits: { maxOldGenerationSizeMb: 1024 } })
    worker.unref()
    worker.on('message', (answer: Answer) => {
      const question = waiting.get(answer.id)
      waiting.delete(answer.id)
      if ('ok' in answer) question?.done(answer.ok as never)
      else if ('refused' in answer) question?.fail(new DeskError(answer.refused.code, answer.refused.data))
      else question?.fail(new Error(answer.failed))
    })
    worker.on('error', () => end(worker, new DeskError('FILE_REFUSED', { fault: 'too_big', line: null })))
    worker.on('exit', (code) => end(worker, new Error(`The import thread ended with ${code}`)))
    thread = worker
    return worker
  }
  const ask = <C extends Call>(call: C, input: Parameters<Reader[C]>): Promise<Awaited<ReturnType<Reader[C]>>> =>
    new Promise((done, fail) => {
      const worker = start()
      asked += 1
      waiting.set(asked, { done, fail })
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
      worker.postMessage({ id: asked, call, input } satisfies Question)
    })

  return {
    read: (...input) => ask('read', input),
    plan: (...input) => ask('plan', input),
    lines: (...input) => ask('lines', input),
    gone: (...input) => ask('gone', input),
    writes: () => ask('writes', []),
    write: (...input) => ask('write', input),
    /** Ends the thread: what it held of the file goes with it. */
    async close() {
      const worker = thread
      if (worker) end(worker, new DeskError('NO_FILE_OPEN'))
      await worker?.terminate()
    },
  }
}
