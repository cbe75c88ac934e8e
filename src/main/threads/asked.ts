import type { Worker } from 'node:worker_threads'
import { thrownBy, type Failure } from './failure.ts'

export interface ThreadQuestion {
  readonly id: number
  readonly what: object
}
export type ThreadAnswer = { readonly id: number } & ({ readonly ok: unknown } | Failure)

interface Waiting {
  done(value: unknown): void
  fail(error: Error): void
}

interface ThreadPorts {
  /** As it is named in what is said of a failure. */
  readonly name: string
  start(): Worker
  /** What those who wait are told when the thread breaks. */
  broken(error: unknown): Error
  /** After this a thread that does not answer is ended; the next question gets a new one. */
  readonly timeoutMs?: number
}

/** A thread that is asked and answers, started with the first question. */
export function createAskedThread(ports: ThreadPorts) {
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

  const running = (): Worker => {
    if (thread) return thread
    const worker = ports.start()
    worker.unref()
    worker.on('message', (answer: ThreadAnswer) => {
      const question = waiting.get(answer.id)
      waiting.delete(answer.id)
      if ('ok' in answer) question?.done(answer.ok)
      else question?.fail(thrownBy(answer))
    })
    worker.on('error', (error) => end(worker, ports.broken(error)))
    worker.on('exit', (code) => end(worker, new Error(`The ${ports.name} thread ended with ${code}`)))
    thread = worker
    return worker
  }

  return {
    /** The asker knows what its worker answers. */
    ask: <T>(what: object): Promise<T> =>
      new Promise<T>((resolve, reject) => {
        const worker = running()
        asked += 1
        const id = asked
        const late = () => end(worker, new Error(`The ${ports.name} thread does not answer`))
        const timer = ports.timeoutMs === undefined ? undefined : setTimeout(late, ports.timeoutMs)
        waiting.set(id, {
          done: (value) => {
            clearTimeout(timer)
            resolve(value as T)
          },
          fail: (error) => {
            clearTimeout(timer)
            reject(error)
          },
        })
        // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
        worker.postMessage({ id, what } satisfies ThreadQuestion)
      }),
    /** Ends the thread: those who still wait are told `error`. */
    async close(error: Error): Promise<void> {
      const worker = thread
      if (worker) end(worker, error)
      await worker?.terminate()
    },
  }
}
