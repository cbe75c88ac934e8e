import { Worker } from 'node:worker_threads'
import type { DocumentContent } from '../../../shared/documents/content.ts'
import type { CommandSheet } from '../../../shared/labels/content.ts'
import type { LabelMaker, LabelOrder, MadeLabel } from './label-maker.ts'

type Asked =
  | { readonly ask: 'label'; readonly order: LabelOrder }
  | { readonly ask: 'sheet'; readonly sheet: CommandSheet }
  | { readonly ask: 'document'; readonly content: DocumentContent }
export type ThreadQuestion = { readonly id: number } & Asked
export type ThreadAnswer =
  | { readonly id: number; readonly ok: MadeLabel | Uint8Array }
  | { readonly id: number; readonly failed: string }

interface Waiting {
  done(value: MadeLabel | Uint8Array): void
  fail(error: Error): void
}

export interface ThreadPorts {
  /** The built or plain file of the worker. */
  readonly file: URL
  readonly fontFolder: string
  /** After this a thread that does not answer is ended; the next label gets a new one. */
  readonly timeoutMs: number
}

/** A label maker on a thread of its own, started with the first label. */
export function createLabelThread(ports: ThreadPorts): LabelMaker {
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
    const worker = new Worker(ports.file, { workerData: { fontFolder: ports.fontFolder } })
    worker.unref()
    worker.on('message', (answer: ThreadAnswer) => {
      const question = waiting.get(answer.id)
      waiting.delete(answer.id)
      if ('ok' in answer) question?.done(answer.ok)
      else question?.fail(new Error(answer.failed))
    })
    worker.on('error', (error) => end(worker, error instanceof Error ? error : new Error(String(error))))
    worker.on('exit', (code) => end(worker, new Error(`The label thread ended with ${code}`)))
    thread = worker
    return worker
  }

  const ask = <T extends MadeLabel | Uint8Array>(what: Asked): Promise<T> =>
    new Promise<T>((resolve, reject) => {
      const worker = start()
      asked += 1
      const id = asked
      const timer = setTimeout(() => end(worker, new Error('The label thread does not answer')), ports.timeoutMs)
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
      worker.postMessage({ ...what, id } satisfies ThreadQuestion)
    })

  return {
    make: (order) => ask<MadeLabel>({ ask: 'label', order }),
    commandSheet: (sheet) => ask<Uint8Array>({ ask: 'sheet', sheet }),
    document: (content) => ask<Uint8Array>({ ask: 'document', content }),
    async close() {
      const worker = thread
      if (worker) end(worker, new Error('The label thread was closed'))
      await worker?.terminate()
    },
  }
}
