import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { WebSocket } from 'ws'
import type { Hub } from '../../dev/hub/hub.ts'
import type { DeskOptions } from '../../src/main/deskOptions.ts'
import type { Account } from '../../src/shared/contract/account.ts'
import { openTestDesk, textInMemory, type TestDesk } from './testDesk.ts'
import { addAccount, PASSWORD } from './project.ts'

/** A network that a test cuts, holds up or answers for. */
export function network() {
  let cut = false
  const sockets = new Set<WebSocket>()
  const intercepts: ((
    url: string,
    init: RequestInit | undefined,
  ) => Response | undefined | Promise<Response | undefined>)[] = []
  class Socket extends WebSocket {
    constructor(address: string | URL, protocols?: string | string[]) {
      super(cut ? 'ws://127.0.0.1:1' : address, protocols)
      sockets.add(this)
      this.on('close', () => sockets.delete(this))
    }
  }
  return {
    cut(): void {
      cut = true
      for (const socket of sockets) socket.terminate()
    },
    restore: (): void => void (cut = false),
    /** Answers requests in the server's place as long as it says something; answers how to end that. */
    intercept(answer: (typeof intercepts)[number]): () => void {
      intercepts.push(answer)
      return () => void intercepts.splice(intercepts.indexOf(answer), 1)
    },
    ports: {
      fetch: (async (input, init) => {
        const url = input instanceof Request ? input.url : String(input)
        if (cut) throw new TypeError('fetch failed')
        for (const answer of intercepts) {
          const given = await answer(url, init)
          if (given) return given
        }
        return await fetch(input, init)
      }) satisfies typeof fetch,
      webSocket: () => Promise.resolve(Socket as never),
    },
  }
}

/** What survives a restart of a desk. */
export function deskHome(options: { secrets?: boolean } = {}) {
  const dataDir = mkdtempSync(join(tmpdir(), 'lofts-connected-'))
  return {
    dataDir,
    connectionFile: textInMemory(),
    sessionFile: textInMemory(),
    secrets: options.secrets ?? true,
    remove: () => rmSync(dataDir, { recursive: true, force: true }),
  }
}
export type DeskHome = ReturnType<typeof deskHome>

/** Time for what is tried again and again: it runs as fast as a test lets it. */
export function elastic() {
  interface Timer {
    due: number
    run: () => void
    handle: ReturnType<typeof setTimeout>
  }
  const timers = new Set<Timer>()
  let speed = 1
  let [from, at] = [performance.now(), performance.now()]
  const monotonic = (): number => at + (performance.now() - from) * speed
  const wind = (timer: Timer): void => {
    timer.handle = setTimeout(
      () => {
        timers.delete(timer)
        timer.run()
      },
      Math.max(0, timer.due - monotonic()) / speed,
    )
  }
  return {
    monotonic,
    later(ms: number, run: () => void): () => void {
      const timer = { due: monotonic() + ms, run } as Timer
      timers.add(timer)
      wind(timer)
      return () => {
        timers.delete(timer)
        clearTimeout(timer.handle)
      }
    },
    /** From now on so many seconds pass in one. */
    run(times: number): void {
      ;[at, from, speed] = [monotonic(), performance.now(), times]
      for (const timer of timers) {
        clearTimeout(timer.handle)
        wind(timer)
      }
    },
  }
}
export type Elastic = ReturnType<typeof elastic>

/** A whole desk under plain Node with a real clock and a real network. */
export async function openDesk(
  home: DeskHome,
  line = network(),
  more: Partial<DeskOptions> = {},
  time: Pick<Elastic, 'later' | 'monotonic'> = elastic(),
) {
  const problems: string[] = []
  const desk = await openTestDesk({
    dataDir: home.dataDir,
    ports: {
      now: () => new Date(),
      random: (n) => crypto.getRandomValues(new Uint8Array(n)),
      log: {
        info: () => undefined,
        warn: () => undefined,
        error: (event, fields) => void problems.push(`${event} ${JSON.stringify(fields)}`),
      },
      defer: (run) => void setTimeout(run, 1),
      later: time.later,
    },
    connection: {
      network: line.ports,
      vault: {
        seal: (text) => (home.secrets ? Buffer.from(text).toString('base64') : null),
        open: (sealed) => Buffer.from(sealed, 'base64').toString(),
      },
      connectionFile: home.connectionFile,
      sessionFile: home.sessionFile,
      monotonic: time.monotonic,
      chance: Math.random,
    },
    ...more,
  })
  return { ...desk, line, problems }
}
export type ConnectedDesk = Awaited<ReturnType<typeof openDesk>>

/** Waits until the desk says so, at each event that it sends; the limit is for what never comes, however busy the machine is. */
export function until(desk: TestDesk, holds: () => Promise<boolean>, limitMs = 90_000): Promise<void> {
  return new Promise((resolve, reject) => {
    let asking = false
    let again = false
    const end = (settle: () => void) => {
      stop()
      clearTimeout(limit)
      settle()
    }
    const ask = (): void => {
      if (asking) return void (again = true)
      asking = true
      holds()
        .then(
          (yes) => {
            if (yes) end(resolve)
          },
          (error: unknown) => end(() => reject(error)),
        )
        .finally(() => {
          asking = false
          if (!again) return
          again = false
          ask()
        })
    }
    const stop = desk.desk.on(ask)
    const limit = setTimeout(() => {
      void Promise.all([desk.ask('account.status', {}), desk.desk.request('sync.status', {})]).then((state) =>
        end(() => reject(new Error(`still not: ${JSON.stringify(state)}`))),
      )
    }, limitMs)
    ask()
  })
}

/** Waits until everything is sent, everything read, and the channel is joined. */
export const untilLive = (desk: TestDesk): Promise<void> =>
  until(desk, async () => {
    const account = await desk.ask('account.status', {})
    if (account.state !== 'connected') {
      if (account.state === 'none') throw new Error(`not connected: ${account.failed}`)
      return false
    }
    const status = await desk.ask('sync.status', {})
    return (
      status?.state === 'live' && status.waiting === 0 && status.filling === null && status.lastCompleteSync !== null
    )
  })

export const look = (desk: TestDesk, hub: Hub, email: string) =>
  desk.ask('account.look', { url: hub.url, key: hub.publishableKey, email, password: PASSWORD })

/** Brings the desk's own building into an empty project; answers the building's id. */
export async function connectByUpload(desk: TestDesk, hub: Hub, email = 'samir@example.com'): Promise<string> {
  await hub.admin.query('select public.expect_founder($1)', [email])
  await addAccount(hub, email)
  const offer = await look(desk, hub, email)
  const admin = offer.local.staff.find(({ role }) => role === 'admin')!
  await desk.ask('account.connect', { choice: 'upload', staffId: admin.id })
  await untilLive(desk)
  return (await desk.ask('session.get', {})).building.id
}

/** Puts the project's building in the place of the desk's own, at a desk of its own. */
export async function connectByReplace(desk: TestDesk, hub: Hub, email: string, letter: string): Promise<Account> {
  const offer = await look(desk, hub, email)
  const [building] = offer.buildings
  const there = building!.desks.find((one) => one.letter === letter)
  const answer = await desk.ask('account.connect', {
    choice: 'replace',
    buildingId: building!.id,
    desk: there ? { id: there.id } : { name: `Desk ${letter}`, letter },
  })
  await untilLive(desk)
  return answer
}
