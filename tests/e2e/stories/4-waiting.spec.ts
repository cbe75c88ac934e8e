import type { Page } from '@playwright/test'
import { UPS } from '../support/codes.ts'
import { CARRIERS } from '../../../src/shared/carriers/names.ts'
import type { Request } from '../../../src/shared/contract/index.ts'
import type { PackageRow } from '../../../src/shared/contract/packages.ts'
import { expect, test, type RunningDesk } from '../support/runningDesk.ts'
import { scan } from '../support/gun.ts'

const rowsOf = (page: Page) => page.getByRole('grid', { name: 'Parcels' }).getByRole('row')

/** Chooses in one of the lists above the parcels. */
async function choose(page: Page, list: string, option: RegExp): Promise<void> {
  await page
    .getByRole('main')
    .getByRole('button', { name: new RegExp(`${list}$`) })
    .click()
  await page.getByRole('option', { name: option }).click()
}

/** The list holds exactly what main answers to this filter, told by the total and by the rows in sight. */
async function expectListed(desk: RunningDesk, filter: Request<'packages.list'>['filter']): Promise<PackageRow[]> {
  const { rows, total } = await desk.ask('packages.list', { filter, limit: 200 })
  expect(rows, JSON.stringify(filter)).not.toEqual([])
  await expect(desk.page.locator('.waiting-total')).toContainText(total === 1 ? '1 parcel' : `${total} parcels`)
  await expect(rowsOf(desk.page).first()).toContainText(rows[0]!.shortNumber)
  return rows
}

const WAITING = ['received', 'notified', 'on_hold'] as const

test('what waits is filtered by every state, also those of what has left', async ({ desk }) => {
  const { page } = desk
  const [first, second, third] = (await desk.ask('packages.list', { filter: { statuses: ['notified'] } })).rows
  await desk.ask('packages.step', { packageIds: [first!.id], step: 'forward', reason: 'moved' })
  await desk.ask('packages.step', { packageIds: [second!.id], step: 'return', reason: 'refused' })
  await desk.ask('packages.step', { packageIds: [third!.id], step: 'hold', reason: 'away' })
  await page.keyboard.press('F3')
  await expectListed(desk, { statuses: [...WAITING] })
  for (const [words, status] of [
    [/^Received/, 'received'],
    [/^Notified/, 'notified'],
    [/^On hold/, 'on_hold'],
  ] as const) {
    await choose(page, 'Status', words)
    const rows = await expectListed(desk, { statuses: [status] })
    expect(new Set(rows.map((row) => row.status))).toEqual(new Set([status]))
  }
  // A state that the next view does not have is let go.
  await page.getByRole('radio', { name: /^Left/ }).click()
  await expectListed(desk, { statuses: ['picked_up', 'forwarded', 'returned'] })
  for (const [words, row] of [
    [/^Forwarded/, first!],
    [/^Returned/, second!],
  ] as const) {
    await choose(page, 'Status', words)
    await expect(rowsOf(page).filter({ hasText: row.shortNumber }).first()).toBeVisible()
    await expect(rowsOf(page).first()).toContainText(new RegExp(words.source.slice(1)))
  }
  await choose(page, 'Status', /^All statuses/)
  await expectListed(desk, { statuses: ['picked_up', 'forwarded', 'returned'] })
})

test('what waits is filtered by carrier, age and unit, alone and together', async ({ desk }) => {
  const { page } = desk
  const counts = await desk.ask('packages.counts', {})
  await page.keyboard.press('F3')
  await expect(page.locator('.waiting-total')).toHaveText(`${counts.waiting} parcels`)
  // The sample has some of these at any time.
  const { rows: overdue } = await desk.ask('packages.list', { filter: { statuses: [...WAITING], minAgeDays: 3 } })
  const { carrier } = overdue.find((row) => row.carrier !== 'other')!
  await choose(page, 'Carrier', new RegExp(CARRIERS.find(({ id }) => id === carrier)!.name.en.replaceAll(/[()]/g, '.')))
  const ofCarrier = await expectListed(desk, { statuses: [...WAITING], carrier })
  expect(ofCarrier).toHaveLength(counts.carriers.find((one) => one.carrier === carrier)!.count)
  await choose(page, 'Age', /^3 days or more/)
  await expectListed(desk, { statuses: [...WAITING], carrier, minAgeDays: 3 })
  await choose(page, 'Carrier', /All carriers/)
  const old = await expectListed(desk, { statuses: [...WAITING], minAgeDays: 3 })
  expect(old.length).toBeLessThan(counts.waiting)
  for (const { receivedAt } of old) expect(Date.now() - Date.parse(receivedAt)).toBeGreaterThan(2 * 86_400_000)
  await page.getByRole('button', { name: 'Clear the filters' }).click()
  await page.getByRole('radio', { name: /3 days or more/ }).click()
  await expect(page.locator('.waiting-total')).toHaveText(`${counts.overdue} parcels`)

  // A unit: every row of the list, not its first one alone, and no number that happens to hold the same digits.
  await page.getByRole('radio', { name: /^All/ }).click()
  const { number } = old.find(({ unit }) => unit !== null)!.unit!
  const [hit] = await desk.ask('search.addressee', { text: number })
  const other = (await desk.ask('packages.list', { filter: { statuses: ['received'], unassigned: true } })).rows[0]!
  await desk.ask('packages.edit', {
    packageId: other.id,
    carrier: other.carrier,
    trackingNumber: `ZZ${number}ZZ`,
    kind: other.kind,
    flags: other.flags,
    note: '',
  })
  await page.getByRole('searchbox', { name: 'Unit', exact: true }).fill(number)
  const ofUnit = await expectListed(desk, { unitId: hit!.unitId! })
  const shown = await rowsOf(page).all()
  expect(shown.length).toBeGreaterThan(0)
  for (const row of shown) await expect(row.locator('.unit')).toHaveText(`Unit ${number}`)
  expect(ofUnit.map(({ id }) => id)).not.toContain(other.id)
  await page.getByRole('searchbox', { name: 'Unit', exact: true }).fill('')
  await page.getByRole('searchbox', { name: 'Name or number' }).fill(`ZZ${number}ZZ`)
  await expect(rowsOf(page)).toHaveCount(1)
  await expect(rowsOf(page).first()).toContainText(other.shortNumber)
})

// Bug: parcels marked under “Waiting” stayed marked under “Left”, where a step was offered for what nobody saw.
test('marks outlive a search and stay with their view', async ({ desk }) => {
  const { page } = desk
  await page.keyboard.press('F3')
  await rowsOf(page).first().locator('.check').click()
  await expect(page.getByText('1 parcel marked')).toBeVisible()
  await page.getByRole('searchbox', { name: 'Name or number' }).fill('qqqq')
  await expect(page.getByText('1 parcel marked')).toBeVisible()
  await page.getByRole('radio', { name: 'Left' }).click()
  await expect(page.getByText(/marked/)).toHaveCount(0)
  await page.getByRole('radio', { name: /^Waiting/ }).click()
  await expect(page.getByText('1 parcel marked')).toBeVisible()
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
  const lastActs = page.getByRole('complementary', { name: 'Recent activity' })
  await lastActs.getByRole('link', { name: shortNumber, exact: true }).click()
  await page.getByRole('button', { name: 'Change' }).click()
  await expect(page.getByRole('combobox')).toBeFocused()
  await page.keyboard.type('301', { delay: 70 })
  await expect(page.getByRole('option').first()).toContainText('301')
  await page.keyboard.press('Enter')
  // Bug: the answer to a correction said that the parcel was identified.
  await expect(page.locator('.banner')).toContainText('addressee changed')
  const history = page.getByRole('region', { name: 'History' })
  await expect(history).toContainText('301')
  await expect(history).toContainText('1204')
  const { rows } = await desk.ask('packages.list', { filter: { text: UPS } })
  expect(rows[0]?.unit?.number).toBe('301')
  await page.keyboard.press('F9')
  await expect.poll(async () => (await desk.ask('packages.get', { id: rows[0]!.id })).unit?.number).toBe('1204')
})
