import { setTimeout as sleep } from 'node:timers/promises'
import type { Locator, Page } from '@playwright/test'
import { amazon, CANADA_POST, UPS } from '../support/codes.ts'
import { expect, test, type RunningDesk } from '../support/runningDesk.ts'
import { MEANINGLESS, strike, strokesOf, systemKeyOf } from '../support/faultsKeys.ts'
import { scan, takeUpGun } from '../support/gun.ts'
import { seeded } from '../../../src/shared/random.ts'

/** Within a second of a torn scan all that comes is its rest: nobody scans anew so soon. */
const TORN_MS = 1000
const inHand = (page: Page) => page.getByRole('region', { name: 'Parcel in hand' })
const banner = (page: Page) => page.locator('.banner')
const inMain = (page: Page) => page.getByRole('main')
const total = async (desk: RunningDesk, text: string) => (await desk.ask('packages.list', { filter: { text } })).total

interface Overlay {
  name: string
  open: (desk: RunningDesk) => Promise<Locator>
  /** What its Enter would have changed. */
  state: (desk: RunningDesk) => Promise<unknown>
}

const overlays: readonly Overlay[] = [
  {
    name: 'the palette, a command chosen',
    open: async ({ page }) => {
      await page.keyboard.press('Control+k')
      await page.keyboard.type('appear', { delay: 70 })
      const option = page.getByRole('option', { name: /Change the appearance/ })
      await option.waitFor()
      await page.keyboard.press('ArrowDown')
      return option
    },
    state: async ({ ask }) => (await ask('app.status', {})).settings.theme,
  },
  {
    name: 'the help, its button focused',
    open: async ({ page }) => {
      await page.keyboard.press('F1')
      const dialog = page.getByRole('dialog', { name: 'Help' })
      await dialog.getByRole('button', { name: /Close/ }).focus()
      return dialog
    },
    state: () => Promise.resolve(null),
  },
  {
    name: 'the menu of who is on duty, another person chosen',
    open: async ({ page, ask }) => {
      const { actor } = await ask('session.get', {})
      await page.getByRole('button', { name: new RegExp(actor.name) }).click()
      const menu = page.getByRole('menu')
      await menu.waitFor()
      await page.keyboard.press('ArrowDown')
      await page.keyboard.press('ArrowDown')
      return menu
    },
    state: async ({ ask }) => (await ask('session.get', {})).actor.id,
  },
  {
    name: 'a list of choices, another one chosen',
    open: async ({ page }) => {
      await page.keyboard.press('F3')
      await inMain(page)
        .getByRole('button', { name: /Carrier$/ })
        .click()
      const list = page.getByRole('listbox', { name: /Carrier/ })
      await list.waitFor()
      await page.keyboard.press('ArrowDown')
      return list
    },
    state: async ({ page }) => {
      await page.keyboard.press('F3')
      return inMain(page)
        .getByRole('button', { name: /Carrier$/ })
        .textContent()
    },
  },
]

for (const { name, open, state } of overlays) {
  // Bug: a scan typed into an open layer, or its Enter pressing what that layer offers.
  test(`a scan goes through ${name}`, async ({ desk }) => {
    const { page } = desk
    const before = await state(desk)
    const layer = await open(desk)
    await expect(layer).toBeVisible()
    // On the heels of a typed letter a scan is asked for again, since that letter may have been its first.
    await takeUpGun(page)
    await scan(page, UPS)
    await expect(inHand(page)).toContainText('UPS')
    await expect(layer).toBeHidden()
    // The next thing that is typed is the addressee, not a letter of what was open.
    await expect(page.getByRole('combobox', { name: /Who is it for/ })).toBeFocused()
    await page.keyboard.press('Escape')
    expect(await state(desk)).toBe(before)
  })
}

// Bug: the second of two scans on each other's heels overwrites, merges with or silences the first.
test('two scans within 50 ms both count: one is kept, the other is in hand', async ({ desk }) => {
  const { page } = desk
  await Promise.all([scan(page, UPS), scan(page, CANADA_POST)])
  await expect(inHand(page)).toContainText('Canada Post')
  await expect
    .poll(async () => (await desk.ask('packages.list', { filter: { text: UPS } })).rows[0]?.unassigned)
    .toBe(true)
  expect(await total(desk, UPS)).toBe(1)
  await page.keyboard.type('1204', { delay: 70 })
  await expect(page.getByRole('option').first()).toContainText('1204')
  await page.keyboard.press('Enter')
  await expect.poll(() => total(desk, CANADA_POST)).toBe(1)
})

// Bug: the same code read twice by a trembling hand registers twice.
test('the same code twice within 50 ms counts once', async ({ desk }) => {
  const { page } = desk
  await page.keyboard.press('Shift+F2')
  await Promise.all([scan(page, UPS), scan(page, UPS)])
  await expect.poll(() => total(desk, UPS)).toBe(1)
  await scan(page, CANADA_POST)
  await expect.poll(() => total(desk, CANADA_POST)).toBe(1)
  expect(await total(desk, UPS)).toBe(1)
})

// Bug: five thousand characters freeze the window, spill into a field or become a tracking number.
test('a QR of 5 kB is refused in words, nothing is recorded, and the next scan works', async ({ desk }) => {
  const { page } = desk
  await page.keyboard.press('F3')
  const field = inMain(page).getByRole('searchbox', { name: 'Name or number' })
  await field.fill('trem')
  const before = await desk.ask('packages.counts', {})
  await strike(page, strokesOf(`${'lorem7ipsum8'.repeat(420)}\n`), 0.4, false)
  await expect(banner(page)).toHaveAttribute('data-tone', 'error')
  await expect(banner(page)).toContainText('Two codes ran together')
  await expect(field).toHaveValue('trem')
  expect(await desk.ask('packages.counts', {})).toEqual(before)
  await scan(page, UPS)
  await expect(inHand(page)).toContainText('UPS')
})

// Bug: a group separator drops out, so that two fields of a code run into one.
test('a control character in the middle of a code arrives as itself', async ({ desk }) => {
  const { page } = desk
  await page.keyboard.press('F7')
  await page.getByRole('button', { name: 'Try the scanner' }).click()
  await scan(page, '420902101\u001DABC12\u001D9DEF34')
  await expect(page.getByText('420902101␝ABC12␝9DEF34')).toBeVisible()
})

// Bug: a shortened code that passes for a whole one: the wrong parcel is found, or a wrong number registered.
test('a key without meaning in the middle of a scan asks for the scan again', async ({ desk }) => {
  const { page } = desk
  const before = await desk.ask('packages.counts', {})
  // Both halves alone are codes that the desk would take.
  const [head, tail] = [amazon(1), amazon(2)]
  await strike(page, [...strokesOf(head), MEANINGLESS, ...strokesOf(`${tail}\n`)])
  await expect(banner(page)).toContainText('Misread: scan it again')
  await expect(inHand(page)).toHaveCount(0)
  expect(await desk.ask('packages.counts', {})).toEqual(before)
  expect(await total(desk, tail)).toBe(0)
})

// Bug: a scan that loses its Enter or that pauses for long is taken as two codes.
test('a scan that a pause tears apart is asked for again, both halves', async ({ desk }) => {
  const { page } = desk
  await page.keyboard.press('Shift+F2')
  const before = await desk.ask('packages.counts', {})
  await strike(page, strokesOf('TBA310003'))
  await expect(banner(page)).toContainText('The end of that code may be missing: scan it again')
  await strike(page, strokesOf('721930\n'))
  // The scan that follows is whole: when it is answered, both halves have been.
  await takeUpGun(page, TORN_MS)
  await scan(page, UPS)
  await expect.poll(() => total(desk, UPS)).toBe(1)
  expect((await desk.ask('packages.counts', {})).unassigned).toBe(before.unassigned + 1)
})

// Bug: a person's letters held back as a scan's, swallowed or put in another order.
test('typing at a person’s pace, 60 to 120 ms a key, arrives whole', async ({ desk }) => {
  const { page } = desk
  await page.keyboard.press('F3')
  const field = inMain(page).getByRole('searchbox', { name: 'Name or number' })
  await field.focus()
  const random = seeded(20_261_122).next
  const text = 'tremblay 1204 lavoie b3 2017'
  for (const char of text) {
    await page.keyboard.press(char === ' ' ? 'Space' : char)
    await sleep(60 + random() * 60)
  }
  await expect(field).toHaveValue(text)
})

// Bug: two fingers on the way at once (20 ms apart) lose a letter or change places.
test('quick rolls of two and three keys arrive whole and in order', async ({ desk }) => {
  const { page } = desk
  await page.keyboard.press('F3')
  const field = inMain(page).getByRole('searchbox', { name: 'Name or number' })
  await field.focus()
  for (const roll of ['tr', 'em', 'bla', 'y', '12', '04']) {
    await strike(page, strokesOf(roll), 20)
    await sleep(140)
  }
  await expect(field).toHaveValue('tremblay1204')
})

for (const layout of ['ca-fr', 'ca-multix', 'fr'] as const) {
  // Bug: a computer set to a French keyboard reads another code than the gun did.
  test(`a computer set to the ${layout} keyboard reads the same codes`, async ({ desk }) => {
    const { page } = desk
    const systemKey = systemKeyOf(layout)
    await page.keyboard.press('F7')
    await page.getByRole('button', { name: 'Try the scanner' }).click()
    const nasty = `AZ-12/34[5]^6'7?Wq;M`
    await scan(page, nasty, { systemKey })
    await expect(page.getByText(nasty, { exact: true })).toBeVisible()
    await page.keyboard.press('F2')
    await scan(page, UPS, { systemKey })
    await expect(inHand(page)).toContainText(UPS)
    await page.keyboard.press('Escape')
    await scan(page, 'https://www.example.com/a?b=1', { systemKey })
    await expect(banner(page)).toContainText('This is a web link, not a tracking number')
  })
}

// Bug: a crashed window stays white, and the parcels of the pile seem lost.
test('a crashed window comes back by itself, at the same place, with everything that was scanned', async ({ desk }) => {
  const { page, app } = desk
  await page.keyboard.press('Shift+F2')
  await Promise.all([scan(page, UPS), scan(page, CANADA_POST)])
  await expect.poll(() => total(desk, CANADA_POST)).toBe(1)
  await page.keyboard.press('F3')
  await expect(page.getByRole('heading', { name: 'Waiting', exact: true })).toBeVisible()
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.webContents.forcefullyCrashRenderer())
  // The test's own hold on the page is gone with the renderer: the rest is asked through the window.
  const inWindow = <T>(script: string): Promise<T | null> =>
    app.evaluate(async ({ BrowserWindow }, code) => {
      const { webContents } = BrowserWindow.getAllWindows()[0]!
      if (webContents.isLoading() || webContents.isCrashed()) return null
      // A page that is about to go never answers.
      const late = new Promise<null>((resolve) => {
        setTimeout(() => resolve(null), 1000)
      })
      return Promise.race([webContents.executeJavaScript(code), late])
    }, script) as Promise<T | null>
  await expect
    .poll(() => inWindow(`document.querySelector('[data-desk-ready]') !== null`), { timeout: 20_000 })
    .toBe(true)
  expect(await inWindow('location.hash')).toBe('#/waiting')
  const found = await inWindow<{ ok: boolean; data: { total: number } }>(
    `window.desk.request('packages.list', { filter: { text: ${JSON.stringify(UPS)} } })`,
  )
  expect(found).toMatchObject({ ok: true, data: { total: 1 } })
  // And it listens to keys again.
  await app.evaluate(({ BrowserWindow }) => {
    const { webContents } = BrowserWindow.getAllWindows()[0]!
    webContents.focus()
    webContents.sendInputEvent({ type: 'keyDown', keyCode: 'F6' })
    webContents.sendInputEvent({ type: 'keyUp', keyCode: 'F6' })
  })
  await expect.poll(() => inWindow('location.hash')).toBe('#/residents')
})
