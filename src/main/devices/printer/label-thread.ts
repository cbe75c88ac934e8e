import { Worker } from 'node:worker_threads'
import type { DocumentContent } from '../../../shared/documents/content.ts'
import type { CommandSheet } from '../../../shared/labels/content.ts'
import { createAskedThread } from '../../threads/asked.ts'
import type { LabelMaker, LabelOrder, MadeLabel } from './label-maker.ts'

/** What the thread of labels is asked. */
export type Asked =
  | { readonly ask: 'label'; readonly order: LabelOrder }
  | { readonly ask: 'sheet'; readonly sheet: CommandSheet }
  | { readonly ask: 'document'; readonly content: DocumentContent }

export interface ThreadPorts {
  /** The built or plain file of the worker. */
  readonly file: URL
  readonly fontFolder: string
  /** After this a thread that does not answer is ended; the next label gets a new one. */
  readonly timeoutMs: number
}

/** A label maker on a thread of its own, started with the first label. */
export function createLabelThread({ file, fontFolder, timeoutMs }: ThreadPorts): LabelMaker {
  const thread = createAskedThread({
    name: 'label',
    start: () => new Worker(file, { workerData: { fontFolder } }),
    broken: (error) => (error instanceof Error ? error : new Error(String(error))),
    timeoutMs,
  })
  const ask = <T extends MadeLabel | Uint8Array>(what: Asked) => thread.ask<T>(what)
  return {
    make: (order) => ask<MadeLabel>({ ask: 'label', order }),
    commandSheet: (sheet) => ask<Uint8Array>({ ask: 'sheet', sheet }),
    document: (content) => ask<Uint8Array>({ ask: 'document', content }),
    close: () => thread.close(new Error('The label thread was closed')),
  }
}
