import { UPS } from '../support/codes.ts'
import { expect, test } from '../support/desk.ts'
import { scan } from '../support/gun.ts'

test('F8 switches French and English in the middle of an intake and loses nothing', async ({ desk }) => {
  const { page } = desk
  await scan(page, UPS)
  const search = page.getByRole('combobox')
  await expect(search).toBeFocused()
  await page.keyboard.type('trem', { delay: 70 })
  await expect(page.getByRole('option').first()).toBeVisible()
  await page.keyboard.press('F8')
  await expect(page.getByRole('navigation').getByText('Réception')).toBeVisible()
  await expect(page.locator('html')).toHaveAttribute('lang', /^fr/)
  await expect(search).toHaveValue('trem')
  await expect(search).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByText(/Enregistré\s: A\d+/).first()).toBeVisible()
  await page.keyboard.press('F8')
  await expect(page.getByRole('navigation').getByText('Intake')).toBeVisible()
})

test('light, dark and high contrast follow the setting', async ({ desk }) => {
  const { page } = desk
  const background = () =>
    page.evaluate(
      () =>
        getComputedStyle(document.documentElement).getPropertyValue('color') +
        getComputedStyle(document.querySelector('.shell')!).backgroundColor,
    )
  const seen = new Set<string>()
  for (const theme of ['light', 'dark', 'contrast'] as const) {
    await desk.ask('settings.set', { theme })
    await expect(page.locator('html')).toHaveAttribute('data-theme', theme)
    seen.add(await background())
  }
  expect(seen.size).toBe(3)
})

test('the palette finds people, parcels and commands by keyboard', async ({ desk }) => {
  const { page } = desk
  const { rows } = await desk.ask('packages.list', { filter: { statuses: ['notified'] }, limit: 50 })
  // Some parcels came without a barcode.
  const row = rows.find(({ trackingNumber }) => trackingNumber !== null)!
  await page.keyboard.press('Control+k')
  await page.keyboard.type(row.trackingNumber!.slice(-5), { delay: 70 })
  await expect(page.getByRole('option').filter({ hasText: row.shortNumber }).first()).toBeVisible()
  await page.keyboard.press('Escape')
  await page.keyboard.press('Control+k')
  await page.getByRole('searchbox', { name: 'Search or run a command' }).fill('')
  await page.keyboard.type('settings', { delay: 70 })
  await expect(page.getByRole('option').filter({ hasText: 'Settings' }).first()).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'Settings' })).toBeVisible()
})

test('who is on duty signs the act', async ({ desk }) => {
  const { page } = desk
  const { staff, actor } = await desk.ask('session.get', {})
  const other = staff.find((person) => person.id !== actor.id && person.role === 'desk')!
  await page.getByRole('button', { name: new RegExp(actor.name) }).click()
  await page
    .getByRole('menuitemradio', { name: new RegExp(other.name) })
    .or(page.getByRole('option', { name: new RegExp(other.name) }))
    .first()
    .click()
  await expect(page.getByRole('button', { name: new RegExp(other.name) })).toBeVisible()
  await scan(page, UPS)
  await page.keyboard.type('1204', { delay: 70 })
  await expect(page.getByRole('option').first()).toContainText('1204')
  await page.keyboard.press('Enter')
  await expect(page.getByText(/Registered as/).first()).toBeVisible()
  expect((await desk.ask('acts.recent', {}))[0]?.actor).toBe(other.name)
})
