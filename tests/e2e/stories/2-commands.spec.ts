import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { commandSeal } from '../../../src/main/services/scan/commandSeal.ts'
import { COMMANDS, commandCode, type Command } from '../../../src/shared/scan/commands.ts'
import { checkCharacter3736 } from '../../../src/shared/carriers/index.ts'
import { popplerAvailable } from '../../support/cups.ts'
import { rasterise } from '../../support/raster.ts'
import { readCodes } from '../../support/read-codes.ts'
import { expectAccessible } from '../support/axe.ts'
import { amazon, UPS } from '../support/codes.ts'
import { expect, test, type RunningDesk } from '../support/runningDesk.ts'
import { register } from '../support/faults.ts'
import { scan, takeUpGun } from '../support/gun.ts'

const poppler = popplerAvailable()
const inHand = (desk: RunningDesk) => desk.page.getByRole('region', { name: 'Parcel in hand' })
/** Scans a command of this desk's building, as its sheet has it. */
const command = async (desk: RunningDesk, which: Command) => {
  const { building } = await desk.ask('session.get', {})
  await scan(desk.page, commandCode(which, commandSeal(building.id)))
}
const parcel = (desk: RunningDesk, id: string) => desk.ask('packages.get', { id })

test('on the intake: done registers, print prints its label again, undo takes it back, next keeps it for later', async ({
  desk,
}) => {
  const { page } = desk
  await scan(page, UPS)
  await expect(inHand(desk)).toBeVisible()
  await page.keyboard.type('1204', { delay: 70 })
  await expect(page.getByRole('option').first()).toContainText('1204')
  await takeUpGun(page)
  await command(desk, 'done')
  await expect(page.getByText(/Registered as/).first()).toBeVisible()
  const { rows } = await desk.ask('packages.list', { filter: { text: UPS } })
  const { id } = rows[0]!
  await command(desk, 'print')
  await expect(page.locator('.banner')).toContainText('The label prints again')
  await expect.poll(async () => (await parcel(desk, id)).printJobs.length).toBe(2)
  await expect
    .poll(async () => (await parcel(desk, id)).printJobs.map(({ state }) => state), { timeout: 20_000 })
    .toEqual(['printed', 'printed'])
  await command(desk, 'undo')
  await expect.poll(async () => (await parcel(desk, id)).events.map(({ type }) => type)).toContain('undone')
  await scan(page, amazon(7))
  await expect(inHand(desk)).toBeVisible()
  await command(desk, 'next')
  await expect(inHand(desk)).toBeHidden()
  const kept = await desk.ask('packages.list', { filter: { text: amazon(7) } })
  expect(kept.rows).toMatchObject([{ unassigned: true }])
})

test('in a pile: next goes on to the next parcel, done registers the one that has its addressee', async ({ desk }) => {
  const { page } = desk
  await page.keyboard.press('Shift+F2')
  for (const n of [1, 2]) await scan(page, amazon(n))
  await expect(page.getByRole('heading', { name: /2\s*scanned/ })).toBeVisible()
  await page.keyboard.press('Control+d')
  const current = page.locator('#pile-current')
  const first = await current.innerText()
  await command(desk, 'next')
  await expect(current).not.toHaveText(first)
  await page.getByRole('combobox', { name: /Who is it for/ }).fill('1204')
  await expect(page.getByRole('option').first()).toContainText('1204')
  await command(desk, 'done')
  await expect
    .poll(async () => {
      const { rows } = await desk.ask('packages.list', { filter: {} })
      return rows.filter((row) => [amazon(1), amazon(2)].includes(row.trackingNumber ?? '') && !row.unassigned).length
    })
    .toBe(1)
})

test('at the hand-over: done hands over, undo takes it back, next gets ready for the next one', async ({ desk }) => {
  const { page } = desk
  const row = await register(desk, amazon(3))
  await scan(page, row.code)
  await page.getByRole('checkbox', { name: new RegExp(`^${row.shortNumber}\\b`) }).waitFor()
  await page.keyboard.press('Alt+2')
  await takeUpGun(page)
  await command(desk, 'done')
  await expect.poll(async () => (await parcel(desk, row.id)).status).toBe('picked_up')
  // Bug: one label, of anybody, took the proof of a hand-over back.
  await scan(page, 'LDCUNDO' + checkCharacter3736('LDCUNDO'))
  await expect(page.locator('.banner')).toContainText('This command code is not from this building')
  await scan(page, commandCode('undo', commandSeal('019a1fab-0000-7000-8000-000000000000')))
  await expect(page.locator('.banner')).toContainText('This command code is not from this building')
  await command(desk, 'undo')
  await expect(page.locator('.banner')).toContainText('Undo the hand-over?')
  expect((await parcel(desk, row.id)).status).toBe('picked_up')
  await command(desk, 'done')
  await expect.poll(async () => (await parcel(desk, row.id)).status).toBe('received')
  await scan(page, row.code)
  await page.getByRole('checkbox', { name: new RegExp(`^${row.shortNumber}\\b`) }).waitFor()
  await command(desk, 'next')
  await expect(page.getByRole('heading', { name: 'Intake', exact: true })).toBeVisible()
  expect((await parcel(desk, row.id)).status).toBe('received')
})

test('the settings make the sheet, whose codes are those commands, and a shelf label that sets the shelf', async ({
  desk,
}) => {
  test.skip(!poppler.ok, poppler.ok ? '' : poppler.reason)
  const { page } = desk
  const row = await register(desk, amazon(4))
  const { shelves } = await desk.ask('session.get', {})
  const shelf = shelves[0]!
  await page.keyboard.press('F7')
  await page.getByRole('button', { name: 'Make the sheet of command codes' }).click()
  await expect(page.locator('.banner')).toContainText('The sheet is in the label folder')
  await expectAccessible(desk)
  const folder = join(desk.dataDir, 'labels')
  const sheet = readdirSync(folder).find((name) => /command|Command/.test(name))!
  const found = await readCodes(await rasterise(join(folder, sheet), 200, 'gray'))
  const { building } = await desk.ask('session.get', {})
  const wanted = COMMANDS.map((each) => commandCode(each, commandSeal(building.id))).toSorted()
  for (const format of ['QRCode', 'Code128']) {
    expect(found.flatMap((code) => (code.format === format ? [code.text] : [])).toSorted()).toEqual(wanted)
  }
  const before = new Set(readdirSync(folder))
  await page.getByRole('button', { name: `Print the label of shelf ${shelf.code}` }).click()
  await expect(page.locator('.banner')).toContainText('shelf label')
  const fresh = () => readdirSync(folder).filter((name) => name.endsWith('.pdf') && !before.has(name))
  await expect.poll(() => fresh().length, { timeout: 20_000 }).toBe(1)
  const [code] = await readCodes(await rasterise(join(folder, fresh()[0]!), 203, 'mono'))
  await page.evaluate((id) => (location.hash = `#/packages/${id}`), row.id)
  await page.getByRole('region', { name: 'History' }).waitFor()
  await scan(page, code!.text)
  await expect(page.locator('.banner')).toContainText(`On shelf ${shelf.code}`)
  await expect.poll(async () => (await parcel(desk, row.id)).shelf?.code).toBe(shelf.code)
})
