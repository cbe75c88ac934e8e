import { offersOf } from '../support/offers.ts'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { uuidv7 } from 'uuidv7'
import { routes } from '../../../src/shared/contract/index.ts'
import { amazon, UPS } from '../support/codes.ts'
import { expect, launch, PROJECT, removeDir, tempDir, test } from '../support/runningDesk.ts'
import { presetSettings } from '../support/faults.ts'
import { scan } from '../support/gun.ts'
import { sharedDesk } from '../support/sharedDesk.ts'

interface Answer {
  ok: boolean
  error?: { code: string; data?: unknown }
}

/** Asks over the bridge whatever one likes, well-formed or not. */
const askAnything = (page: Page, route: unknown, input: unknown): Promise<Answer> =>
  page.evaluate(
    ([name, body]) =>
      (window as unknown as { desk: { request(route: unknown, input: unknown): Promise<Answer> } }).desk.request(
        name,
        body,
      ),
    [route, input] as const,
  )

// One desk for all: nothing here changes what the next test sees.
const desk = sharedDesk()

// Bug: a page, damaged or not, saves a program under any name it likes.
test('a page saves only files of messages, and their names end as their types do', async () => {
  const { page } = desk
  const offered = await offersOf(desk)
  const save = (url: string, name: string) =>
    page.evaluate(
      ([address, download]) => {
        const link = document.createElement('a')
        link.href = address.startsWith('blob ')
          ? URL.createObjectURL(new Blob(['%PDF-1.7'], { type: address.slice(5) }))
          : address
        link.download = download
        link.click()
      },
      [url, name] as const,
    )
  const wanted = ['facture.pdf', 'facture.pdf', 'refused', 'refused', 'photo.png', 'chain-exe.jsonl', 'a-lnk.json']
  for (const [i, [url, name]] of (
    [
      ['blob application/pdf', 'facture.bat'],
      ['blob application/pdf', 'facture.pdf      .hta'],
      ['blob application/x-msdownload', 'setup.exe'],
      ['data:application/pdf,x', 'bail.pdf'],
      ['blob image/png', 'photo.lnk'],
      ['blob application/jsonl', 'chain.exe'],
      ['blob application/json', 'a.lnk'],
    ] as const
  ).entries()) {
    await save(url, name)
    await expect.poll(offered, name).toEqual(wanted.slice(0, i + 1))
  }
})

// Bug: another page with the same preload, or a frame inside the console, is heard as the console.
test('requests from anything but the console’s own top frame are refused', async () => {
  const answers = await desk.app.evaluate(
    async ({ BrowserWindow }, preload) => {
      const stranger = new BrowserWindow({
        show: false,
        webPreferences: { preload, sandbox: true, contextIsolation: true },
      })
      await stranger.loadURL('data:text/html,<title>stranger</title>')
      const ask = `window.desk.request('packages.list', {})`
      const fromData = (await stranger.webContents.executeJavaScript(ask)) as Answer
      // The very address of the console, but not its window.
      await stranger.loadURL('app://desk/index.html')
      const fromTwin = (await stranger.webContents.executeJavaScript(ask)) as Answer
      stranger.destroy()
      return { fromData, fromTwin }
    },
    join(PROJECT, 'out/preload/index.cjs'),
  )
  expect(answers.fromData).toEqual({ ok: false, error: { code: 'NOT_ALLOWED' } })
  expect(answers.fromTwin).toEqual({ ok: false, error: { code: 'NOT_ALLOWED' } })
  // A frame inside the page gets no bridge at all.
  const framed = await desk.page.evaluate(() => {
    const frame = document.createElement('iframe')
    document.body.append(frame)
    const has = frame.contentWindow !== null && 'desk' in frame.contentWindow
    frame.remove()
    return has
  })
  expect(framed).toBe(false)
})

// Bug: a request that main does not know or cannot parse reaches a handler, or takes the program down.
test('unknown routes and malformed input are refused by code, never by a crash', async () => {
  const { page } = desk
  for (const route of ['packages.drop', '', '__proto__', 'constructor', 'toString', null, 7, {}, ['packages.list']])
    expect(await askAnything(page, route, {}), JSON.stringify(route)).toMatchObject({
      ok: false,
      error: { code: 'UNKNOWN_ROUTE' },
    })
  for (const [route, input] of [
    ['packages.get', { id: `x' OR 1=1 --` }],
    ['packages.list', { limit: 1e9 }],
    ['packages.list', { filter: { text: 'x'.repeat(100_000) } }],
    ['packages.register', { id: uuidv7(), carrier: '', trackingNumber: null }],
    ['packages.register', null],
    ['handover.complete', { packageIds: [], residentId: null, collectedBy: 'x', proof: 'known' }],
    [
      'handover.complete',
      { packageIds: [uuidv7()], residentId: null, collectedBy: 'x', proof: 'signature', signature: '<script>' },
    ],
    ['settings.set', { language: 'xx' }],
    ['settings.setDevices', { label: { size: '../../etc', dpi: 203, autoPrint: true } }],
    ['scan.resolve', { text: 'x'.repeat(20_000) }],
    ['scan.resolve', 'text'],
  ] as const)
    expect(await askAnything(page, route, input), `${route} ${JSON.stringify(input).slice(0, 60)}`).toMatchObject({
      ok: false,
      error: { code: 'BAD_REQUEST' },
    })
  for (const route of Object.keys(routes)) {
    const answer = await askAnything(page, route, 'not an object')
    expect(answer, route).toMatchObject({ ok: false, error: { code: 'BAD_REQUEST' } })
  }
  // A restore over a healthy replica, from anywhere on the disk, is nothing that a page may ask for.
  expect((await askAnything(page, 'app.restore', { file: '/etc/passwd' })).ok).toBe(false)
  expect((await askAnything(page, 'app.startFresh', {})).ok).toBe(false)
  await desk.ask('packages.counts', {})
})

// Bug: a log that is sent to support names who receives what.
test('the log of a day with mistakes names no person and no parcel', async ({ desk: ownDesk }) => {
  const { page, ask, app } = ownDesk
  const hostile = `O'Neil "Zed" <b>Tremblay-Ouellet</b> مرحبا 🙂`
  const [hit] = await ask('search.addressee', { text: '1204' })
  await scan(page, UPS)
  await page.getByRole('region', { name: 'Parcel in hand' }).waitFor()
  await page.keyboard.type('1204', { delay: 70 })
  await page.getByRole('option').first().waitFor()
  await page.keyboard.press('Enter')
  await expect(page.getByText(/Registered as/).first()).toBeVisible()
  const [row] = (await ask('packages.list', { filter: { text: UPS } })).rows
  // Refusals, bad requests and failures with personal facts in them.
  await askAnything(page, 'packages.register', {
    id: uuidv7(),
    carrier: 'ups',
    trackingNumber: UPS,
    rawBarcode: UPS,
    symbology: null,
    unitId: hit!.unitId,
    residentId: hit!.residentId,
    note: hostile,
  })
  await askAnything(page, 'packages.register', {
    id: uuidv7(),
    carrier: 'ups',
    trackingNumber: amazon(5),
    rawBarcode: null,
    symbology: null,
    unitId: uuidv7(),
    residentId: uuidv7(),
    note: hostile,
  })
  await askAnything(page, 'handover.complete', {
    packageIds: [row!.id],
    residentId: null,
    collectedBy: hostile,
    proof: 'code',
    code: '000000',
  })
  await askAnything(page, 'handover.complete', {
    packageIds: [row!.id],
    residentId: null,
    collectedBy: hostile,
    proof: 'nothing',
  })
  await ask('settings.setDevices', { printer: { transport: 'cups', name: `Imprimante de ${hostile}` } })
  await askAnything(page, 'labels.print', { packageId: row!.id })
  await expect
    .poll(async () => (await ask('packages.get', { id: row!.id })).printJobs.some(({ state }) => state === 'failed'), {
      timeout: 20_000,
    })
    .toBe(true)
  const logs = await app.evaluate(({ app: running }) => running.getPath('logs'))
  await app.close()
  const text = readdirSync(logs)
    .map((name) => readFileSync(join(logs, name), 'utf8'))
    .join('\n')
  expect(text, 'something was logged').toContain('ipc.bad_request')
  const names = [hit!.name, ...hit!.name.split(' ')].filter((word) => word.length > 2)
  for (const secret of [
    UPS,
    UPS.slice(-8),
    amazon(5),
    row!.code,
    row!.code.slice(3),
    hostile,
    'Tremblay',
    'Ouellet',
    ...names,
  ])
    expect(text, `the log says ${secret}`).not.toContain(secret)
})

// Bug: settings cut in half by a power cut, since they were written over the old ones.
test('settings and window place are replaced whole, never written over', async () => {
  const own = tempDir()
  try {
    presetSettings(own)
    const running = await launch({ dataDir: own })
    const file = join(own, 'settings.json')
    const { ino } = statSync(file)
    await running.ask('settings.set', { theme: 'dark' })
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ theme: 'dark', language: 'en' })
    expect(statSync(file).ino, 'a new file took the place of the old one').not.toBe(ino)
    await running.app.close()
    expect(JSON.parse(readFileSync(join(own, 'window.json'), 'utf8'))).toMatchObject({ maximized: false })
    expect(readdirSync(own).filter((name) => name.endsWith('.new'))).toEqual([])
  } finally {
    removeDir(own)
  }
})
