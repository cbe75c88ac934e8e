import { fromProcess, type FromProcess, type ToProcess } from './protocol.ts'

/** A process that was started: messages in, messages out, its end. */
export interface ScannerProcess {
  send(message: ToProcess): void
  onMessage(listener: (message: unknown) => void): void
  onExit(listener: (code: number) => void): void
  kill(): void
}

export type ProcessState =
  | { state: 'off' }
  | { state: 'starting' }
  | { state: 'running' }
  /** It ended by itself and is started again. */
  | { state: 'restarting'; crashes: number; nextAt: number }
  /** The driver cannot be used here: starting again would not help. */
  | { state: 'unusable'; detail: string }

export interface SupervisePorts {
  spawn(): ScannerProcess
  now(): number
  later(ms: number, run: () => void): () => void
  onMessage(message: FromProcess): void
  onState(state: ProcessState): void
}

const FIRST_WAIT_MS = 1000
const LONGEST_WAIT_MS = 30_000
/** After running this long, a crash counts as the first one again. */
const HEALTHY_MS = 60_000
const STOP_MS = 1000

/** Keeps the scanner process running: a crash starts it again, later each time. */
export function superviseScanners(ports: SupervisePorts) {
  let state: ProcessState = { state: 'off' }
  let child: ScannerProcess | null = null
  let cancel = () => {}
  let crashes = 0
  let startedAt = 0
  let ended = () => {}
  let stopping = false

  const set = (next: ProcessState) => {
    state = next
    ports.onState(next)
  }

  const start = () => {
    startedAt = ports.now()
    if (crashes === 0) set({ state: 'starting' })
    let mine: ScannerProcess
    try {
      mine = ports.spawn()
    } catch (error) {
      set({ state: 'unusable', detail: String(error) })
      return
    }
    child = mine
    mine.onMessage((raw) => {
      const message = fromProcess.safeParse(raw)
      if (!message.success || child !== mine) return
      if (message.data.type === 'unusable') set({ state: 'unusable', detail: message.data.detail })
      else if (state.state !== 'running') set({ state: 'running' })
      ports.onMessage(message.data)
    })
    mine.onExit(() => {
      if (child !== mine) return
      child = null
      ended()
      if (stopping) return
      ports.onMessage({ type: 'devices', scanners: [], keyboards: [] })
      if (state.state !== 'unusable') again()
    })
  }

  const again = () => {
    if (ports.now() - startedAt > HEALTHY_MS) crashes = 0
    crashes += 1
    const wait = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (crashes - 1))
    set({ state: 'restarting', crashes, nextAt: ports.now() + wait })
    cancel = ports.later(wait, start)
  }

  return {
    state: () => state,
    start,
    /** Lets the process close its devices; ends it if it does not. */
    async stop(): Promise<void> {
      stopping = true
      cancel()
      const last = child
      if (!last) return
      await new Promise<void>((resolve) => {
        const giveUp = ports.later(STOP_MS, () => {
          last.kill()
          resolve()
        })
        ended = () => {
          giveUp()
          resolve()
        }
        last.send({ type: 'stop' })
      })
      child = null
    },
  }
}
