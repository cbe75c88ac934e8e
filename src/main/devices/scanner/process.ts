// The scanner process: the only place where the native HID driver is loaded, so that its crash is not the console's.
// Runs as Electron's utility process, or under plain Node as a forked child; both give it one message port.
import { nodeHidPort } from './node-hid-port.ts'
import type { FromProcess, ToProcess } from './protocol.ts'
import { watchScanners } from './watch.ts'

interface ParentPort {
  postMessage(message: unknown): void
  on(event: 'message', listener: (event: { data: ToProcess }) => void): void
}

const { parentPort } = process as NodeJS.Process & { parentPort?: ParentPort }

// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a message port, not a window
const post = (port: ParentPort, message: FromProcess) => port.postMessage(message)
const send = (message: FromProcess): void => {
  if (parentPort) post(parentPort, message)
  else process.send?.(message)
}

async function run(): Promise<void> {
  const hid = await nodeHidPort()
  const watch = watchScanners({
    hid,
    send,
    now: Date.now,
    later: (ms, run) => {
      const timer = setTimeout(run, ms)
      return () => clearTimeout(timer)
    },
  })
  const stop = () => void watch.stop().finally(() => process.exit(0))
  if (parentPort) parentPort.on('message', stop)
  else process.on('message', stop)
  // The console is gone without a word: nobody reads any more.
  process.on('disconnect', stop)
}

run().catch((error: unknown) => {
  send({ type: 'unusable', detail: String(error).slice(0, 256) })
})
