import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { uuidv7 } from 'uuidv7'
import { WebSocket } from 'ws'
import type { Desk } from '../../src/main/compose.ts'
import { migrationsFromDir } from '../../src/main/store/migrationsFromDir.ts'
import { openTestDesk } from '../support/testDesk.ts'
import type { FromDesk, ToDesk } from './protocol.ts'

/**
 * A desk as a process of its own, without window, printers and scanners: the same composition as the program's. It loads
 * everything and waits for its folder, so that a killed desk can be followed by the next at once.
 */
const send = (message: FromDesk): void => void process.send?.(message)
const text = (file: string) => ({
  read: () => (existsSync(file) ? readFileSync(file, 'utf8') : null),
  write: (next: string) => writeFileSync(file, next),
})

async function open(dataDir: string): Promise<string> {
  const log = (level: string) => (event: string, fields?: object) =>
    send({ type: 'log', line: `${level} ${event} ${JSON.stringify(fields ?? {})}` })
  const opened = await openTestDesk({
    dataDir,
    migrations: migrationsFromDir(process.argv[2]!),
    ports: {
      now: () => new Date(),
      random: (n) => crypto.getRandomValues(new Uint8Array(n)),
      log: { info: log('info'), warn: log('warn'), error: log('error') },
      defer: (run) => void setTimeout(run, 1),
      later(ms, run) {
        const timer = setTimeout(run, ms)
        return () => clearTimeout(timer)
      },
    },
    settingsFile: text(join(dataDir, 'settings.json')),
    hadBuilding: text(join(dataDir, 'building.json')),
    firstForm: text(join(dataDir, 'first.json')),
    asksFirst: false,
    duty: { file: text(join(dataDir, 'duty.json')), keyFile: text(join(dataDir, 'duty.key')) },
    connection: {
      network: { fetch, webSocket: () => Promise.resolve(WebSocket as never) },
      vault: {
        seal: (secret) => Buffer.from(secret).toString('base64'),
        open: (sealed) => Buffer.from(sealed, 'base64').toString(),
      },
      connectionFile: text(join(dataDir, 'connection.json')),
      sessionFile: text(join(dataDir, 'session')),
      monotonic: () => performance.now(),
      chance: Math.random,
    },
    checkOutput: false,
  })
  desk = opened.desk
  desk.on((event) => send({ type: 'event', event }))
  return opened.state.state
}

let desk: Desk | null = null

async function someUnit(): Promise<string | null> {
  const people = await desk!.request('residents.list', { limit: 1 })
  return people.ok ? ((people.data as { rows: { unitId: string | null }[] }).rows[0]?.unitId ?? null) : null
}

/** Registers and hands over without a pause, and says what the desk has acknowledged. */
async function work(): Promise<void> {
  const here: string[] = []
  let unitId: string | null = null
  for (let n = 0; ; n++) {
    // A desk that is only just taking its building knows nobody yet.
    unitId ??= await someUnit()
    const id = uuidv7()
    const registered = await desk!.request('packages.register', {
      id,
      carrier: 'ups',
      trackingNumber: id,
      rawBarcode: null,
      symbology: null,
      unitId,
      residentId: null,
    })
    if (registered.ok) {
      here.push(id)
      send({ type: 'done', act: (registered.data as { actId: string }).actId, parcel: id, step: 'registered' })
    }
    if (n % 3 === 2) {
      const parcel = here.shift()!
      const input = { packageIds: [parcel], residentId: null, collectedBy: 'somebody', proof: 'known' }
      const given = await desk!.request('handover.complete', input)
      if (given.ok) send({ type: 'done', act: (given.data as { actId: string }).actId, parcel, step: 'handed_over' })
    }
    await new Promise((next) => void setTimeout(next, 8))
  }
}

process.on('message', (message: ToDesk) => {
  void (async () => {
    switch (message.type) {
      case 'open':
        send({ type: 'open', state: await open(message.dataDir) })
        return
      case 'ask': {
        const answer = await desk!.request(message.route, message.input)
        send({ type: 'answer', id: message.id, answer, at: performance.timeOrigin + performance.now() })
        return
      }
      case 'work':
        void work()
        return
      case 'resume':
        desk!.resume()
        return
      case 'stop':
        await desk?.stop()
        process.exit(0)
    }
  })()
})
send({ type: 'loaded' })
