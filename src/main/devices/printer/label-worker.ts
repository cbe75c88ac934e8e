import { parentPort, workerData } from 'node:worker_threads'
import { fontsIn } from './label-fonts.ts'
import { createLabelMaker } from './label-maker.ts'
import type { ThreadAnswer, ThreadQuestion } from './label-thread.ts'

// The thread that draws and reads back labels: some tens of milliseconds each that no scan has to wait for.
const maker = createLabelMaker({ readFont: fontsIn((workerData as { fontFolder: string }).fontFolder) })

async function answer(question: ThreadQuestion): Promise<ThreadAnswer> {
  try {
    if (question.ask === 'sheet') return { id: question.id, ok: await maker.commandSheet(question.sheet) }
    if (question.ask === 'document') return { id: question.id, ok: await maker.document(question.content) }
    return { id: question.id, ok: await maker.make(question.order) }
  } catch (error) {
    return { id: question.id, failed: error instanceof Error ? (error.stack ?? error.message) : String(error) }
  }
}

parentPort?.on('message', (question: ThreadQuestion) => {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin, promise/no-callback-in-promise -- a thread, not a window
  void answer(question).then((done) => parentPort?.postMessage(done))
})
