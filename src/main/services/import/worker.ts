import { parentPort } from 'node:worker_threads'
import { DeskError } from '../../../shared/contract/errors.ts'
import { createReader, type Reader } from './reader.ts'
import type { Answer, Question } from './thread.ts'

// The thread that reads files of other systems: seconds of work that no scan has to wait for.
const reader = createReader()

async function answer({ id, call, input }: Question): Promise<Answer> {
  try {
    const run = reader[call] as (...input: unknown[]) => ReturnType<Reader[typeof call]>
    return { id, ok: await run(...input) }
  } catch (error) {
    if (error instanceof DeskError) return { id, refused: { code: error.code, data: error.data } }
    return { id, failed: error instanceof Error ? (error.stack ?? error.message) : String(error) }
  }
}

parentPort?.on('message', (question: Question) => {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin, promise/no-callback-in-promise -- a thread, not a window
  void answer(question).then((done) => parentPort?.postMessage(done))
})
