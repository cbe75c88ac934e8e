import { fork } from 'node:child_process'
import { join } from 'node:path'
import type { Request, Response, RouteName } from '../../src/shared/contract/index.ts'
import type { Done, FromDesk, ToDesk } from './protocol.ts'

const MIGRATIONS = join(import.meta.dirname, '../../migrations/replica')
const CHILD = join(import.meta.dirname, 'deskProcess.child.ts')

interface Answer {
  ok: boolean
  data?: unknown
  error?: { code: string }
}

/** A process that has loaded a desk's program and waits for its folder. */
export function loadDesk(file = CHILD) {
  const child = fork(file, [MIGRATIONS], { stdio: ['ignore', 'ignore', 'pipe', 'ipc'] })
  const done: Done[] = []
  const log: string[] = []
  const answers = new Map<number, (answer: Answer, at: number) => void>()
  const listeners = new Set<(message: FromDesk) => void>()
  let ids = 0
  let errors = ''
  child.stderr!.on('data', (chunk) => (errors += String(chunk)))
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const tell = (message: ToDesk): void => void child.send(message, () => undefined)
  child.on('message', (message: FromDesk) => {
    if (message.type === 'done') done.push(message)
    if (message.type === 'log') log.push(message.line)
    if (message.type === 'answer') {
      answers.get(message.id)?.(message.answer as Answer, message.at)
      answers.delete(message.id)
    }
    for (const listener of listeners) listener(message)
  })
  /** Waits for a word of the process; fails when it ends before. */
  const said = (wanted: (message: FromDesk) => boolean): Promise<FromDesk> =>
    new Promise((resolve, reject) => {
      const listener = (message: FromDesk) => {
        if (!wanted(message)) return
        listeners.delete(listener)
        resolve(message)
      }
      listeners.add(listener)
      void exited.then(() => reject(new Error(`the desk's process has ended: ${errors}`)))
    })
  const loaded = said(({ type }) => type === 'loaded')
  loaded.catch(() => undefined)

  /** Asks, and tells how long the desk took from the sending on, whatever keeps this process busy meanwhile. */
  function timed<N extends RouteName>(route: N, input: Request<N>): Promise<{ data: Response<N>; ms: number }> {
    const id = ++ids
    return new Promise((resolve, reject) => {
      void exited.then(() => reject(new Error(`the desk's process has ended: ${errors}`)))
      const sent = performance.timeOrigin + performance.now()
      answers.set(id, (answer, at) =>
        answer.ok
          ? resolve({ data: answer.data as Response<N>, ms: at - sent })
          : reject(new Error(answer.error?.code)),
      )
      tell({ type: 'ask', id, route, input })
    })
  }

  return {
    done,
    log,
    exited,
    tell,
    said,
    onMessage(listener: (message: FromDesk) => void): () => void {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    async open(dataDir: string): Promise<void> {
      await loaded
      const opened = said(({ type }) => type === 'open')
      tell({ type: 'open', dataDir })
      const answer = await opened
      if (answer.type === 'open' && answer.state !== 'ready') throw new Error(`the desk is ${answer.state}`)
    },
    ask: async <N extends RouteName>(route: N, input: Request<N>): Promise<Response<N>> =>
      (await timed(route, input)).data,
    timed,
    /** Waits, looking again at each event, until the desk says so. */
    async until(holds: () => Promise<boolean>, limitMs: number, what: string): Promise<void> {
      const end = performance.now() + limitMs
      while (!(await holds())) {
        const left = end - performance.now()
        if (left <= 0) throw new Error(`still not after ${limitMs} ms: ${what}\n${log.slice(-15).join('\n')}`)
        let cancel = () => undefined as void
        await new Promise<void>((resolve) => {
          const stop = this.onMessage(({ type }) => type === 'event' && resolve())
          // A status may change without an event: look again now and then.
          const timer = setTimeout(resolve, Math.min(left, 250))
          cancel = () => {
            stop()
            clearTimeout(timer)
          }
        })
        cancel()
      }
    },
    kill: (): void => void child.kill('SIGKILL'),
    async stop(): Promise<void> {
      tell({ type: 'stop' })
      await exited
    },
  }
}

export type DeskProcess = ReturnType<typeof loadDesk>

/** Everything is sent, everything is read, the channel is joined. */
export const untilQuiet = (desk: DeskProcess, limitMs = 60_000): Promise<void> =>
  desk.until(
    async () => {
      const status = await desk.ask('sync.status', {})
      return status?.state === 'live' && status.waiting === 0 && status.filling === null && status.problem === null
    },
    limitMs,
    'live, with nothing waiting',
  )
