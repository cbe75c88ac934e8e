import type { Page } from '@playwright/test'
import { UPS } from '../support/codes.ts'
import { expect, test } from '../support/desk.ts'
import { scan } from '../support/gun.ts'

const rowsOf = (page: Page) => page.getByRole('grid', { name: 'Parcels' }).getByRole('row')

test('what waits is listed and filtered by state, carrier, unit and age', async ({ desk }) => {
  const { page } = desk
  const counts = await desk.ask('packages.counts', {})
  await page.keyboard.press('F3')
  await expect(page.getByText(`${counts.waiting} parcels`)).toBeVisible()
  await page.getByRole('radio', { name: /3 days or more/ }).click()
  await expect(page.getByText(`${counts.overdue} parcels`)).toBeVisible()
  await page.getByRole('radio', { name: /^Waiting/ }).click()
  const [carrier] = counts.carriers
  await page.getByRole('button', { name: /Carrier$/ }).click()
  await page.getByRole('option', { name: /Amazon/ }).click()
  const amazon = counts.carriers.find(({ carrier: id }) => id === 'amazon') ?? carrier!
  await expect(page.getByText(`${amazon.count} parcels`)).toBeVisible()
  await page.getByRole('button', { name: /Carrier$/ }).click()
  await page.getByRole('option', { name: /Every carrier/ }).click()
  const { rows } = await desk.ask('packages.list', { filter: { statuses: ['notified'] }, limit: 1 })
  await page.getByRole('searchbox', { name: 'Unit, name, or number' }).fill(rows[0]!.unit!.number)
  await expect(rowsOf(page).first()).toContainText(rows[0]!.unit!.number)
})

test('the keyboard alone opens a parcel from the list, and its whole history is told', async ({ desk }) => {
  const { page } = desk
  const { rows } = await desk.ask('packages.list', {
    filter: { statuses: ['received', 'notified', 'on_hold'] },
    sort: 'newest',
    limit: 3,
  })
  await page.keyboard.press('F3')
  await expect(rowsOf(page).first()).toBeVisible()
  await page.getByRole('grid', { name: 'Parcels' }).focus()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('region', { name: 'History' })).toContainText('Registered')
  await expect(page.getByText(rows[1]!.shortNumber).first()).toBeVisible()
})

test('a wrong addressee is corrected as an event that keeps both, and can be undone', async ({ desk }) => {
  const { page } = desk
  await scan(page, UPS)
  await page.keyboard.type('1204', { delay: 70 })
  await expect(page.getByRole('option').first()).toContainText('1204')
  await page.keyboard.press('Enter')
  const registered = page.getByRole('region', { name: 'Answer' }).getByText(/^Registered as/)
  const shortNumber = (await registered.innerText()).replace('Registered as ', '')
  // By its number: the column is a moment behind the banner, and another act may still be its first.
  const lastActs = page.getByRole('complementary', { name: 'Last acts' })
  await lastActs.getByRole('link', { name: shortNumber, exact: true }).click()
  await page.getByRole('button', { name: 'Change' }).click()
  await expect(page.getByRole('combobox')).toBeFocused()
  await page.keyboard.type('301', { delay: 70 })
  await expect(page.getByRole('option').first()).toContainText('301')
  await page.keyboard.press('Enter')
  const history = page.getByRole('region', { name: 'History' })
  await expect(history).toContainText('301')
  await expect(history).toContainText('1204')
  const { rows } = await desk.ask('packages.list', { filter: { text: UPS } })
  expect(rows[0]?.unit?.number).toBe('301')
  await page.keyboard.press('F9')
  await expect.poll(async () => (await desk.ask('packages.get', { id: rows[0]!.id })).unit?.number).toBe('1204')
})
