import { fork } from 'node:child_process'
import type { DeskEvent } from '../../../src/shared/contract/index.ts'
import type { PairedScanner } from '../../../src/shared/contract/scanners.ts'
import { createScanners } from '../../../src/main/devices/scanner/scanners.ts'
import type { ScannerProcess } from '../../../src/main/devices/scanner/supervise.ts'

const ENTRY = new URL('../../../src/main/devices/scanner/process.ts', import.meta.url).pathname

/** The project's own scanners: the real process, the real driver. `uid`: as somebody else than root. */
export function openBench(options: { uid?: number } = {}) {
  let paired: PairedScanner[] = []
  const events: DeskEvent[] = []
  const pids: number[] = []
  const scanners = createScanners({
    spawn: (): ScannerProcess => {
      const child = fork(ENTRY, [], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'], ...options })
      pids.push(child.pid!)
      return {
        send: (message) => void (child.connected && child.send(message)),
        onMessage: (listener) => void child.on('message', listener),
        onExit: (listener) => void child.once('exit', (code) => listener(code ?? 1)),
        kill: () => void child.kill('SIGKILL'),
      }
    },
    now: () => new Date(),
    random: (n) => crypto.getRandomValues(new Uint8Array(n)),
    later: (ms, run) => {
      const timer = setTimeout(run, ms)
      return () => clearTimeout(timer)
    },
    paired: () => paired,
    savePaired: (list) => void (paired = list),
    emit: (event) => void events.push(event),
    log: { warn: () => {} },
  })
  scanners.start()
  const codes = () => events.flatMap((event) => (event.type === 'scan' ? [event] : []))
  return {
    scanners,
    pids,
    paired: () => paired,
    pairAs: (list: PairedScanner[]) => void (paired = list),
    codes,
    last: () => codes().at(-1),
    /** Waits until the scanners stand as expected and what the system had queued is thrown away. */
    async states(expected: readonly string[]): Promise<void> {
      const seen = () =>
        scanners
          .status()
          .devices.map(({ serial, state }) => `${serial} ${state}`)
          .toSorted()
      await until(
        () => JSON.stringify(seen()) === JSON.stringify(expected.toSorted()),
        () => JSON.stringify(scanners.status()),
      )
      await pause(350)
    },
    async scanned(count: number): Promise<void> {
      await until(
        () => codes().length >= count,
        () => `${codes().length} of ${count} codes`,
      )
    },
  }
}

export type Bench = ReturnType<typeof openBench>

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

/** Waits for something to become true; emulated machines are slow, so the patience is long. */
export async function until(condition: () => boolean, explain: () => string): Promise<void> {
  const end = Date.now() + 25_000
  while (!condition()) {
    if (Date.now() > end) throw new Error(`waited in vain: ${explain()}`)
    await pause(25)
  }
}

export function equal(actual: unknown, expected: unknown): void {
  const [a, b] = [JSON.stringify(actual), JSON.stringify(expected)]
  if (a !== b) throw new Error(`expected ${b}, got ${a}`)
}
