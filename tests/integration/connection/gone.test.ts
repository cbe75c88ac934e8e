import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { uuidv7 } from 'uuidv7'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Hub } from '../../../dev/hub/hub.ts'
import {
  connectByUpload,
  deskHome,
  look,
  network,
  openDesk,
  untilLive,
  type ConnectedDesk,
} from '../../support/connected.ts'
import { SILENT_DAYS, SILENT_TRIES, TRY_EVERY_MS } from '../../../src/main/connection/silence.ts'
import { startProject } from '../../support/project.ts'

const EMAIL = 'samir@example.com'
const DAY_MS = 86_400_000

let hub: Hub
let desk: ConnectedDesk
let building = { id: '', name: '' }
let daysOn = 0
const home = deskHome()
/** Asks the project again, as half an hour of running would; answers when that is noted. */
let askAgain = () => undefined as void
let noted = () => undefined as void
const { write } = home.connectionFile
home.connectionFile.write = (text) => {
  write(text)
  noted()
}
async function silentDay(): Promise<void> {
  for (let n = 0; n < SILENT_TRIES / SILENT_DAYS; n++) {
    const done = new Promise<void>((resolve) => (noted = resolve))
    askAgain()
    await done
  }
  daysOn++
}
const line = network()
const ports = {
  now: () => new Date(Date.now() + daysOn * DAY_MS),
  random: (n: number) => crypto.getRandomValues(new Uint8Array(n)),
  log: { info: () => undefined, warn: () => undefined, error: () => undefined },
  defer: (run: () => void) => void setTimeout(run, 1),
  later: (ms: number, run: () => void) => {
    if (ms === TRY_EVERY_MS) askAgain = run
    const timer = setTimeout(run, ms)
    return () => clearTimeout(timer)
  },
}
const open = () => openDesk(home, line, { ports })

beforeAll(async () => {
  hub = await startProject()
  desk = await open()
  await connectByUpload(desk, hub, EMAIL)
  ;({ building } = await desk.ask('session.get', {}))
})
afterAll(async () => {
  await desk.close()
  await hub.stop()
  home.remove()
})

const leave = () => desk.refusal('account.leave', { building: building.name })

// Bug: a desk whose project had been deleted was tied to it for ever: disconnecting asked the project for a password.
it('is not left while it answers, nor before it has been silent for seven days', async () => {
  expect(await leave()).toEqual({ code: 'PROJECT_NOT_GONE' })
  line.cut()
  const refused = { code: 'PROJECT_NOT_GONE', data: { heard: expect.any(String), days: 0 } }
  expect(await leave()).toMatchObject(refused)
  daysOn = 400
  expect(await leave()).toMatchObject(refused)
  daysOn = 0
  for (let day = 0; day < SILENT_DAYS; day++) await silentDay()
  // Everything fails but the project is there: what is wrong is something else.
  line.restore()
  const end = line.intercept((url) => {
    if (url.includes('/auth/v1/health')) return undefined
    throw new TypeError('fetch failed')
  })
  expect(await leave()).toEqual({ code: 'PROJECT_NOT_GONE' })
  line.cut()
  end()
  // That answer began the count anew.
  expect(await leave()).toMatchObject({ data: { days: 0 } })
  for (let day = 0; day < SILENT_DAYS; day++) await silentDay()
})

it('is left by the administrator who is signed in, who alone signs from then on; nothing is lost', async () => {
  const id = uuidv7()
  const { actId } = await desk.ask('packages.register', {
    id,
    carrier: 'ups',
    trackingNumber: '1Z999AA10123456784',
    rawBarcode: null,
    symbology: null,
    unitId: null,
    residentId: null,
  })
  expect(await desk.refusal('account.leave', { building: 'Another' })).toMatchObject({ code: 'BAD_REQUEST' })
  // Paused for ever looks as deleted does.
  hub.knobs.setProject('paused')
  line.restore()
  expect(await desk.ask('account.leave', { building: building.name })).toMatchObject({
    state: 'none',
    left: expect.any(String),
  })
  const files = readdirSync(home.dataDir)
  const unsent = files.find((name) => name.startsWith('unsent-'))!
  expect(JSON.parse(readFileSync(join(home.dataDir, unsent), 'utf8')).waiting).toMatchObject([{ id: actId }])
  expect(readdirSync(join(home.dataDir, 'backups')).some((name) => name.endsWith('before_connect.db'))).toBe(true)

  const onlyThey = async () => {
    const { actor, staff } = await desk.ask('session.get', {})
    expect(actor.role).toBe('admin')
    for (const other of staff.filter((one) => one.id !== actor.id))
      expect(await desk.refusal('session.switch', { staffId: other.id })).toEqual({ code: 'CONNECT_AGAIN_FIRST' })
  }
  await onlyThey()
  await desk.close()
  desk = await open()
  await onlyThey()

  // It was restored after all: the same building, and what waited goes out.
  daysOn = 0
  hub.knobs.setProject('running')
  const offer = await look(desk, hub, EMAIL)
  expect(offer.same).toBe(true)
  const place = (await desk.ask('session.get', {})).desk
  await desk.ask('account.connect', { choice: 'replace', buildingId: building.id, desk: { id: place.id } })
  await untilLive(desk)
  expect((await hub.admin.query('select 1 from public.packages where id = $1', [id])).rowCount).toBe(1)
})
