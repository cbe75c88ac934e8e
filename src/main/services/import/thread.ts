import { Worker } from 'node:worker_threads'
import { DeskError } from '../../../shared/contract/errors.ts'
import { createAskedThread } from '../../threads/asked.ts'
import type { Reader } from './reader.ts'

type Call = keyof Reader
export interface Question {
  readonly call: Call
  readonly input: readonly unknown[]
}

/** The reader as another thread answers for it. */
export type ThreadReader = {
  [C in Call]: (...input: Parameters<Reader[C]>) => Promise<Awaited<ReturnType<Reader[C]>>>
}

/** A reader on a thread of its own, started with the first file and ended when nothing is open. */
export function createImportThread(file: URL): ThreadReader {
  const thread = createAskedThread({
    name: 'import',
    // What a file can make of the memory ends this thread, not the program.
    start: () => new Worker(file, { resourceLimits: { maxOldGenerationSizeMb: 1024 } }),
    broken: () => new DeskError('FILE_REFUSED', { fault: 'too_big', line: null }),
  })
  const ask = <C extends Call>(call: C, input: Parameters<Reader[C]>) =>
    thread.ask<Awaited<ReturnType<Reader[C]>>>({ call, input } satisfies Question)

  return {
    read: (...input) => ask('read', input),
    plan: (...input) => ask('plan', input),
    lines: (...input) => ask('lines', input),
    gone: (...input) => ask('gone', input),
    writes: () => ask('writes', []),
    write: (...input) => ask('write', input),
    /** Ends the thread: what it held of the file goes with it. */
    close: () => thread.close(new DeskError('NO_FILE_OPEN')),
  }
}
