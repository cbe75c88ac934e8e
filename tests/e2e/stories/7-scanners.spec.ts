import { expect, launch, removeDir, tempDir, test as base, type RunningDesk } from '../support/runningDesk.ts'
import { UPS } from '../support/codes.ts'
import { scan } from '../support/gun.ts'
import { NEWLAND, pairedAs, scannerBench, VOYAGER, type ScannerBench } from '../support/scanners.ts'

/** Scanners say nothing for a moment after they are opened: what was queued before is not for us. */
const DRAINED_MS = 300

const test = base.extend<{ bench: ScannerBench; desk: RunningDesk }>({
  bench: async ({}, use) => {
    const bench = await scannerBench()
    await use(bench)
    bench.close()
  },
  desk: async ({ bench }, use) => {
    const dataDir = tempDir()
    const desk = await launch({ dataDir, env: bench.env })
    await desk.ask('settings.set', { language: 'en', theme: 'light', soundVolume: 0 })
    await bench.started(1)
    await use(desk)
    await desk.app.close()
    removeDir(dataDir)
  },
})

/** Waits until main knows the scanner and its queue counts as drained. */
async function ready({ page, ask }: RunningDesk, count: number): Promise<void> {
  await expect.poll(async () => (await ask('scanners.status', {})).devices.length).toBe(count)
  const since = Date.now()
  await page.waitForFunction((until) => Date.now() > until, since + DRAINED_MS, { polling: 'raf' })
}

test('a scanner in HID POS mode does what a typing one does, on the same screen, with the same banner', async ({
  desk,
  bench,
}) => {
  const { page, ask } = desk
  await ask('settings.setDevices', { scanners: [pairedAs(VOYAGER, 'A')] })
  bench.plug(VOYAGER)
  await ready(desk, 1)
  bench.scan(VOYAGER.id, UPS)
  const hand = page.getByRole('region', { name: 'Parcel in hand' })
  await expect(hand).toContainText('UPS')
  await page.keyboard.press('Escape')
  await expect(hand).toBeHidden()
  // Beyond the time within which it would be the scanner reading twice.
  await page.waitForFunction((until) => Date.now() > until, Date.now() + 2100, { polling: 'raf' })
  await scan(page, UPS)
  await expect(hand).toContainText('UPS')
})

test('a new scanner is said to be new, set up with one scan, and used from then on', async ({ desk, bench }) => {
  const { page } = desk
  bench.plug(NEWLAND)
  await ready(desk, 1)
  bench.scan(NEWLAND.id, UPS, { layout: 'C' })
  await expect(page.locator('.banner')).toContainText('This scanner is new here: Newland FM420')
  await page.getByRole('button', { name: 'Set it up' }).click()
  await page.getByRole('button', { name: 'Set up a scanner' }).click()
  const code = await page
    .getByRole('img', { name: /^Bar code: LOFTS-/ })
    .first()
    .getAttribute('alt')
  bench.scan(NEWLAND.id, 'SOMETHING ELSE', { layout: 'C' })
  await expect(page.getByText('Another code was scanned.')).toBeVisible()
  bench.scan(NEWLAND.id, code!.replace('Bar code: ', ''), { layout: 'C' })
  await expect(page.getByText('Newland FM420 is set up')).toBeVisible()
  await page.getByRole('button', { name: 'Done' }).click()
  await expect(page.getByText('ready', { exact: true })).toBeVisible()
  bench.scan(NEWLAND.id, UPS, { layout: 'C' })
  await expect(page.getByRole('region', { name: 'Parcel in hand' })).toContainText('UPS')
})

test('unplugged and plugged in again, it works without a restart', async ({ desk, bench }) => {
  await desk.ask('settings.setDevices', { scanners: [pairedAs(VOYAGER, 'A')] })
  bench.plug(VOYAGER)
  await ready(desk, 1)
  bench.plug()
  await expect.poll(async () => (await desk.ask('scanners.status', {})).devices.length).toBe(0)
  bench.plug({ ...VOYAGER, id: '/dev/hidraw9' })
  await ready(desk, 1)
  bench.scan('/dev/hidraw9', UPS)
  await expect(desk.page.getByRole('region', { name: 'Parcel in hand' })).toContainText('UPS')
})

test('a crash of the scanner process leaves the console alone, is said, and heals', async ({ desk, bench }) => {
  const { page } = desk
  await desk.ask('settings.setDevices', { scanners: [pairedAs(VOYAGER, 'A')] })
  bench.plug(VOYAGER)
  await ready(desk, 1)
  await page.evaluate(() => (location.hash = '#/devices'))
  bench.crash()
  await expect(page.getByText('stopped and is being restarted')).toBeVisible()
  await bench.started(2)
  bench.plug(VOYAGER)
  await ready(desk, 1)
  await expect(page.getByText('stopped and is being restarted')).toBeHidden()
  bench.scan(VOYAGER.id, UPS)
  await expect(page.getByRole('region', { name: 'Parcel in hand' })).toContainText('UPS')
})

test('no permission shows the line to run; a scanner in keyboard mode shows how to switch it', async ({
  desk,
  bench,
}) => {
  const { page } = desk
  await page.evaluate(() => (location.hash = '#/devices'))
  bench.say({
    type: 'devices',
    scanners: [{ ...VOYAGER, state: 'denied' }],
    keyboards: [{ vendorId: 0x0c2e, productId: 0x0b61, product: 'Xenon 1900', maker: 'Honeywell' }],
  })
  await expect(page.getByText('no permission')).toBeVisible()
  await expect(page.locator('pre.device-command')).toContainText(
    'ATTRS{idVendor}=="0c2e", ATTRS{idProduct}=="0b6a", TAG+="uaccess"',
  )
  await page.getByRole('button', { name: 'How to switch it' }).click()
  await expect(page.getByRole('img', { name: 'Bar code: PAP131' })).toBeVisible()
})

test('a code that arrived only in part is asked for again', async ({ desk, bench }) => {
  await desk.ask('settings.setDevices', { scanners: [pairedAs(VOYAGER, 'A')] })
  bench.plug(VOYAGER)
  await ready(desk, 1)
  const at = Date.now()
  bench.say({
    type: 'report',
    id: VOYAGER.id,
    at,
    bytes: [2, 56, ...Buffer.from(']L2'), ...Buffer.from('x'.repeat(56)), 0, 0, 1],
  })
  await expect(desk.page.locator('.banner')).toContainText(/again/i)
})
