import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { createDesk, type Desk } from '../../src/main/compose.ts'
import type { DeskOptions } from '../../src/main/deskOptions.ts'
import type { PrintTransport } from '../../src/main/devices/printer/transport.ts'
import { WebSocket } from 'ws'
import type { Request, Response, RouteName } from '../../src/shared/contract/index.ts'
import type { ErrorCode } from '../../src/shared/contract/errors.ts'
import { migrationsFromDir } from '../../src/main/store/migrationsFromDir.ts'
import { seeded } from '../../src/shared/random.ts'

export const PROJECT = resolve(import.meta.dirname, '../..')
export const migrations = migrationsFromDir(join(PROJECT, 'migrations/replica'))

/** A clock that moves only when told, by 1 ms at each look so that acts keep their order. */
export function handClock(start = '2026-11-20T15:00:00.000Z') {
  let at = Date.parse(start)
  return { now: () => new Date(at++), pass: (ms: number) => void (at += ms) }
}

const refusing: PrintTransport = {
  kind: 'cups',
  forms: ['pdf', 'zpl'],
  check: () => Promise.reject(new Error('no printer in this test')),
  listPrinters: () => Promise.resolve([]),
  submit: () => Promise.reject(new Error('no printer in this test')),
  state: () => Promise.reject(new Error('no printer in this test')),
}

/** A text that is kept as long as the test runs. */
export function textInMemory(start: string | null = null) {
  let text = start
  return { read: () => text, write: (next: string) => void (text = next) }
}

/** No network at all. */
const offline = (): DeskOptions['connection'] => ({
  network: {
    fetch: () => Promise.reject(new TypeError('no network in this test')),
    webSocket: () => Promise.resolve(WebSocket as never),
  },
  vault: { seal: (secret) => secret, open: (sealed) => sealed },
  connectionFile: textInMemory(),
  sessionFile: textInMemory(),
  monotonic: () => performance.now(),
  chance: () => 0.5,
})

/** The sample building that the run has made (sampleBuilding.ts): to make it anew for each desk took most of a test's time. */
const madeBefore = () => process.env['LOFTS_SAMPLE_BUILDING']

/** A folder of its own, with the sample building where that was made before. */
function ownFolder(isEmpty: boolean): string {
  const dir = mkdtempSync(join(tmpdir(), 'lofts-desk-test-'))
  const made = madeBefore()
  if (made !== undefined && !isEmpty) copyFileSync(join(made, 'replica.db'), join(dir, 'replica.db'))
  return dir
}

/** A whole desk under plain Node: real file, real migrations, sample building; time stands in the test's hand. */
export async function openTestDesk(options: Partial<DeskOptions> = {}) {
  const dataDir = options.dataDir ?? ownFolder(options.asksFirst === true)
  const clock = handClock()
  let settingsText: string | null = JSON.stringify({ label: { size: '102x152', dpi: 203, autoPrint: false } })
  const desk: Desk = createDesk({
    dataDir,
    migrations,
    ports: {
      now: clock.now,
      random: seeded(1).bytes,
      log: {
        info: () => undefined,
        warn: () => undefined,
        error: (event, fields) => void process.stderr.write(`${event} ${JSON.stringify(fields)}\n`),
      },
      defer: (run) => run(),
      later: () => () => undefined,
    },
    hadBuilding: textInMemory(),
    firstForm: textInMemory(),
    asksFirst: false,
    settingsFile: { read: () => settingsText, write: (text) => void (settingsText = text) },
    connection: offline(),
    duty: { file: textInMemory(), keyFile: textInMemory() },
    printing: {
      labels: {
        make: () => Promise.reject(new Error('no labels in this test')),
        commandSheet: () => Promise.reject(new Error('no labels in this test')),
        document: () => Promise.reject(new Error('no labels in this test')),
        close: () => Promise.resolve(),
      },
      transports: { cups: refusing, 'pdf-folder': { ...refusing, kind: 'pdf-folder' } },
      follow: () => Promise.resolve(),
      pause: () => Promise.resolve(),
    },
    labelFolder: join(dataDir, 'labels'),
    importFile: pathToFileURL(join(PROJECT, 'src/main/services/import/worker.ts')),
    archives: {
      archiveFile: pathToFileURL(join(PROJECT, 'src/main/archive/worker.ts')),
      dialogs: { chooseTarget: () => Promise.resolve(null), chooseSource: () => Promise.resolve(null) },
    },
    support: { log: () => '', save: (name) => name },
    spawnScanners: () => {
      throw new Error('no scanners in this test')
    },
    openFolder: () => Promise.resolve(),
    openFile: () => Promise.resolve(),
    openLink: () => Promise.resolve(),
    version: '0.0.0',
    platform: 'test',
    timezone: () => 'America/Toronto',
    runtime: { warnings: [], mayConnect: true },
    checkOutput: true,
    ...options,
  })
  const state = await desk.start()
  return {
    desk,
    state,
    clock,
    dataDir,
    /** The answer, or an exception with the refusal's code as its message. */
    async ask<N extends RouteName>(route: N, input: Request<N>): Promise<Response<N>> {
      const answer = await desk.request(route, input)
      if (!answer.ok) throw new Error(answer.error.code)
      return answer.data as Response<N>
    },
    async refusal<N extends RouteName>(
      route: N,
      input: Request<N>,
    ): Promise<{ code: ErrorCode; data?: Record<string, string | number | null> }> {
      const answer = await desk.request(route, input)
      if (answer.ok) throw new Error(`${route} was not refused`)
      return answer.error
    },
    async close(): Promise<void> {
      await desk.stop()
      if (!options.dataDir) rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

export type TestDesk = Awaited<ReturnType<typeof openTestDesk>>
