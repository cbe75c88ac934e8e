import { parentPort } from 'node:worker_threads'
import type { ThreadAnswer, ThreadQuestion } from './asked.ts'
import { failureOf } from './failure.ts'

/** In a thread: answers each question of the one who started it. */
export function answerQuestions(work: (what: never) => Promise<unknown>): void {
  const answer = async ({ id, what }: ThreadQuestion): Promise<ThreadAnswer> => {
    try {
      return { id, ok: await work(what as never) }
    } catch (error) {
      return { id, ...failureOf(error) }
    }
  }
  parentPort?.on('message', (question: ThreadQuestion) => {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin, promise/no-callback-in-promise -- a thread, not a window
    void answer(question).then((done) => parentPort?.postMessage(done))
  })
}
