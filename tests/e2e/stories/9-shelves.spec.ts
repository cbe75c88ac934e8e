// Shelves: checked by scanning what lies on them, each find settled in one action; several parcels moved by scan.
import { registerFor } from '../../support/parcels.ts'
import { makeOwnCode } from '../../../src/shared/scan/ownCode.ts'
import { expectAccessible } from '../support/axe.ts'
import { scan, takeUpGun } from '../support/gun.ts'
import { expect, launch, test, type RunningDesk } from '../support/runningDesk.ts'

const shelves = async (desk: RunningDesk) => {
  const { staff } = await desk.ask('session.get', {})
  await desk.ask('session.switch', { staffId: staff.find(({ role }) => role === 'manager')!.id })
  await desk.ask('shelves.add', { text: 'Z1-Z2' })
  const all = (await desk.ask('session.get', {})).shelves
  const id = (code: string) => all.find((one) => one.code === code)!.id
  return { z1: id('Z1'), z2: id('Z2') }
}
const code = (shelf: string) => makeOwnCode('shelf', shelf)
/** Somewhere nothing is in hand, and long after the last registration. */
const elsewhere = async ({ page }: RunningDesk) => {
  await page.evaluate(() => (window.location.hash = '#/shelves'))
  await expect(page.getByRole('heading', { name: 'Shelves' })).toBeVisible()
  await takeUpGun(page)
}

test('a shelf is checked by scanning it and what lies on it; each find is settled in one action, and F9 takes it back', async ({
  desk,
}) => {
  const { page } = desk
  const { z1, z2 } = await shelves(desk)
  const on = (shelfId: string | null) => registerFor(desk, '1204', { shelfId })
  const [found, missing, gone] = [await on(z1), await on(z1), await on(z1)]
  const [other, nowhere] = [await on(z2), await on(null)]
  const { actId } = await desk.ask('handover.complete', {
    packageIds: [gone.id],
    residentId: null,
    collectedBy: 'X',
    proof: 'known',
  })
  expect(actId).toBeTruthy()
  const answer = page.locator('.banner')
  const region = (name: string | RegExp) => page.locator('.panel').filter({ has: page.getByRole('heading', { name }) })

  await elsewhere(desk)
  await scan(page, code('Z1'))
  await expect(page.getByRole('heading', { name: 'Shelf Z1' })).toBeVisible()
  await expect(page.getByText('2 parcels should be here')).toBeVisible()
  await expect(page.getByRole('button', { name: /Report/ })).toHaveCount(0)
  await scan(page, found.code)
  await expect(answer).toContainText('On its shelf')
  await expect(answer).toContainText('1 still to find')
  await scan(page, other.code)
  await expect(answer).toContainText('Belongs on shelf Z2')
  await scan(page, nowhere.code)
  await expect(answer).toContainText('Was on no shelf')
  await scan(page, gone.code)
  await expect(answer).toContainText('Handed over, but still here')
  await scan(page, '1Z999AA10123456784')
  await expect(answer).toContainText('Not registered')
  await expect(region('3 parcels do not belong here')).toBeVisible()
  await expect(region('1 code is not registered')).toContainText('1Z999AA10123456784')
  await expect(region('1 still to find')).toContainText(missing.shortNumber)
  await expectAccessible(desk)

  await page.getByRole('button', { name: 'Put all 2 on this shelf' }).press('Enter')
  await expect(answer).toContainText('2 parcels')
  await expect(region('1 parcel does not belong here')).toBeVisible()
  await takeUpGun(page)
  await page.keyboard.press('F9')
  await expect(region('3 parcels do not belong here')).toBeVisible()
  await page.keyboard.press('Shift+F9')
  await expect(region('1 parcel does not belong here')).toBeVisible()

  await page.getByRole('button', { name: 'Undo the hand-over' }).press('Enter')
  await expect(page.getByText('does not belong here')).toBeHidden()
  await region('1 still to find').getByRole('button', { name: 'Report missing' }).press('Enter')
  await expect(answer).toContainText('Reported missing')
  expect(await desk.ask('packages.get', { id: missing.id })).toMatchObject({ status: 'lost' })
  await page.getByRole('button', { name: 'Take 1Z999AA10123456784 off the list' }).press('Enter')
  await expect(page.getByText('Everything is where it should be', { exact: false })).toBeVisible()
  await expectAccessible(desk)
  await page.getByRole('button', { name: 'End the check' }).press('Enter')
  await expect(page.getByRole('link', { name: /Shelf Z1/ })).toContainText('4 parcels')
  await expect(page.getByText('Check begun')).toHaveCount(0)
  await expectAccessible(desk)
})

test('a check goes on after a restart, and sees what was done with its parcels meanwhile', async ({ desk }) => {
  const { z1 } = await shelves(desk)
  const [found, left, missing] = [
    await registerFor(desk, '1204', { shelfId: z1 }),
    await registerFor(desk, '1204', { shelfId: z1 }),
    await registerFor(desk, '1204', { shelfId: z1 }),
  ]
  await elsewhere(desk)
  await scan(desk.page, code('Z1'))
  await expect(desk.page.getByText('3 parcels should be here')).toBeVisible()
  await scan(desk.page, found.code)
  await expect(desk.page.locator('.banner')).toContainText('2 still to find')
  await desk.app.close()

  const again = await launch({ dataDir: desk.dataDir })
  Object.assign(desk, again)
  const { page } = again
  await again.ask('handover.complete', { packageIds: [left.id], residentId: null, collectedBy: 'X', proof: 'known' })
  await elsewhere(again)
  await expect(page.getByRole('link', { name: /Shelf Z1/ })).toContainText('Check begun: 1 scanned')
  await scan(page, code('Z1'))
  await expect(page.getByText('1 still to find').first()).toBeVisible()
  await scan(page, missing.code)
  await expect(page.locator('.banner')).toContainText('All 2 found')
})

test('parcels, then a shelf: the shelf takes all of them in one action', async ({ desk }) => {
  const { page } = desk
  const { z1, z2 } = await shelves(desk)
  const rows = [await registerFor(desk, '1204', { shelfId: z2 }), await registerFor(desk, '1204')]
  await elsewhere(desk)
  for (const row of rows) {
    await scan(page, row.code)
    await expect(page.locator('.banner')).toContainText(row.shortNumber)
  }
  await expect(page.getByText('2 parcels in hand')).toBeVisible()
  await expectAccessible(desk)
  await scan(page, code('Z1'))
  await expect(page.locator('.banner')).toContainText('On shelf Z1')
  await expect(page.getByText('2 parcels in hand')).toBeHidden()
  for (const { id } of rows) expect(await desk.ask('packages.get', { id })).toMatchObject({ shelf: { id: z1 } })
  await takeUpGun(page)
  await page.keyboard.press('F9')
  await expect.poll(async () => (await desk.ask('packages.get', { id: rows[0]!.id })).shelf?.id).toBe(z2)
})
