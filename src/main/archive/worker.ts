import { parentPort, workerData } from 'node:worker_threads'
import { asDeskError } from '../store/faults.ts'
import { failureOf } from '../threads/failure.ts'
import { readArchive } from './read.ts'
import { throttled, type ArchiveAnswer, type ArchiveTask } from './thread.ts'
import { writeArchive } from './write.ts'

// The thread that seals and opens archives: a passphrase alone takes a second, and no scan has to wait for it.
const task = workerData as ArchiveTask
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
const say = (answer: ArchiveAnswer): void => parentPort?.postMessage(answer)
const step = throttled((done, of) => say({ step: { done, of } }))

async function work(): Promise<void> {
  try {
    say({ ok: task.kind === 'write' ? await writeArchive(task.input, step) : await readArchive(task.input, step) })
  } catch (thrown) {
    say(failureOf(asDeskError(thrown)))
  }
}

void work()
