import { uuidv7 } from 'uuidv7'
import { amazon } from '../support/codes.ts'
import { expect, test, type RunningDesk } from '../support/runningDesk.ts'
import { scan, takeUpGun } from '../support/gun.ts'

/** Parcels for one person of unit 1204, registered over the bridge. What the sample has for the unit is collected before. */
async function parcelsFor1204(desk: RunningDesk, count: number) {
  const [hit] = await desk.ask('search.addressee', { text: '1204' })
  const { rows: older } = await desk.ask('packages.list', {
    filter: { unitId: hit!.unitId!, statuses: ['received', 'notified', 'on_hold'] },
  })
  const packageIds = older.map(({ id }) => id)
  if (packageIds.length > 0)
    await desk.ask('handover.complete', { packageIds, residentId: null, collectedBy: hit!.name, proof: 'known' })
  const rows = []
  for (let n = 0; n < count; n++) {
    const { package: row } = await desk.ask('packages.register', {
      id: uuidv7(),
      carrier: 'amazon',
      trackingNumber: amazon(n),
      rawBarcode: null,
      symbology: null,
      unitId: hit!.unitId,
      residentId: hit!.residentId,
      print: false,
    })
    rows.push(row)
  }
  return rows
}

const status = async (desk: RunningDesk, id: string) => (await desk.ask('packages.get', { id })).status
const done = (count: number) => new RegExp(`Hand over ${count} to `)

test('our label opens everything that waits for the person; known to the desk, done, undone by a key that asks', async ({
  desk,
}) => {
  const { page } = desk
  const rows = await parcelsFor1204(desk, 3)
  await scan(page, rows[1]!.code)
  for (const row of rows)
    await expect(page.getByRole('checkbox', { name: new RegExp(`^${row.shortNumber}\\b`) })).toBeChecked()
  await page.keyboard.press('Alt+2')
  await page.keyboard.press('Enter')
  await expect.poll(() => status(desk, rows[0]!.id)).toBe('picked_up')
  for (const row of rows) expect(await status(desk, row.id)).toBe('picked_up')
  await page.keyboard.press('F9')
  await expect(page.locator('.banner')).toContainText('Undo the hand-over?')
  expect(await status(desk, rows[0]!.id)).toBe('picked_up')
  await page.keyboard.press('F12')
  await expect.poll(() => status(desk, rows[0]!.id)).toBe('received')
  const detail = await desk.ask('packages.get', { id: rows[2]!.id })
  expect(detail.events.map((event) => event.type)).toEqual(['received', 'handed_over', 'undone'])
})

test('some of them: what is unticked stays; scanning another of their labels ticks it again', async ({ desk }) => {
  const { page } = desk
  const [first, second, third] = await parcelsFor1204(desk, 3)
  await scan(page, first!.code)
  for (const row of [second!, third!]) {
    await page.getByRole('main').getByRole('listitem').filter({ hasText: row.shortNumber }).locator('label').click()
    await expect(page.getByRole('checkbox', { name: new RegExp(`^${row.shortNumber}\\b`) })).not.toBeChecked()
  }
  await scan(page, second!.code)
  await expect(page.getByRole('checkbox', { name: new RegExp(`^${second!.shortNumber}\\b`) })).toBeChecked()
  await takeUpGun(page)
  await page.keyboard.press('Alt+3')
  await expect(page.getByRole('radio', { name: /ID seen/ })).toBeChecked()
  await page.getByRole('button', { name: done(2) }).click()
  await expect.poll(() => status(desk, second!.id)).toBe('picked_up')
  expect(await status(desk, third!.id)).toBe('received')
  expect((await desk.ask('packages.get', { id: first!.id })).handover).toMatchObject({
    proof: 'id_seen',
    signature: null,
  })
})

test('the pickup code of the notice is proof; a wrong one is refused in words and nothing moves', async ({ desk }) => {
  const { page } = desk
  const [row] = await parcelsFor1204(desk, 1)
  const { body } = await desk.ask('packages.noticeText', { packageId: row!.id })
  const code = /\b(\d{6})\b/.exec(body)![1]!
  await scan(page, row!.code)
  await expect(page.getByRole('button', { name: done(1) })).toBeVisible()
  await page.keyboard.press('Alt+1')
  const field = page.getByRole('textbox', { name: /code/i })
  await field.fill(code === '000000' ? '000001' : '000000')
  await page.keyboard.press('Enter')
  await expect(page.getByText('That is not a pickup code').first()).toBeVisible()
  expect(await status(desk, row!.id)).toBe('received')
  await field.fill(code)
  await page.keyboard.press('Enter')
  await expect.poll(() => status(desk, row!.id)).toBe('picked_up')
})

test('a signature is drawn with the mouse and kept as strokes, not as a picture', async ({ desk }) => {
  const { page } = desk
  const [row] = await parcelsFor1204(desk, 1)
  await scan(page, row!.code)
  await expect(page.getByRole('button', { name: done(1) })).toBeVisible()
  await page.keyboard.press('Alt+4')
  const pad = page.getByRole('main').getByRole('img', { name: /sign/i })
  await pad.scrollIntoViewIfNeeded()
  const box = (await pad.boundingBox())!
  await page.mouse.move(box.x + 30, box.y + box.height / 2)
  await page.mouse.down()
  for (let step = 1; step <= 24; step++)
    await page.mouse.move(box.x + 30 + step * 8, box.y + box.height / 2 + Math.sin(step / 2) * 25)
  await page.mouse.up()
  await page.getByRole('button', { name: done(1) }).click()
  await expect.poll(() => status(desk, row!.id)).toBe('picked_up')
  const { handover } = await desk.ask('packages.get', { id: row!.id })
  expect(handover?.proof).toBe('signature')
  expect(handover?.signature).toMatch(/^M[\d.]/)
  expect(handover!.signature!.length).toBeLessThan(6_000)
})

test('a resident is found by name for a hand-over without any label', async ({ desk }) => {
  const { page } = desk
  const [row] = await parcelsFor1204(desk, 1)
  await page.keyboard.press('F4')
  await page.getByRole('main').getByRole('combobox').first().click()
  await page.keyboard.type('1204', { delay: 70 })
  await expect(page.getByRole('option').first()).toContainText(row!.resident!.name)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('checkbox', { name: new RegExp(`^${row!.shortNumber}\\b`) })).toBeChecked()
})

test('a parcel that somebody else handed over meanwhile says who and to whom', async ({ desk }) => {
  const { page } = desk
  const [row] = await parcelsFor1204(desk, 1)
  await scan(page, row!.code)
  await expect(page.getByRole('button', { name: done(1) })).toBeVisible()
  const before = await desk.ask('handover.complete', {
    packageIds: [row!.id],
    residentId: null,
    collectedBy: 'Léa Ouellet',
    proof: 'known',
  })
  expect(before.count).toBe(1)
  // A code that is read again within two seconds, before its parcel has changed here, is the scanner reading twice.
  await expect(page.getByRole('button', { name: done(1) })).toBeHidden()
  await scan(page, row!.code)
  await expect(page.getByText('This parcel has already left').first()).toBeVisible()
})

const pickupCode = async (desk: RunningDesk, packageId: string) =>
  /\b(\d{6})\b/.exec((await desk.ask('packages.noticeText', { packageId })).body)![1]!

// Bug: the code that a resident reads out found nothing, neither in the hand-over's field nor in the palette.
for (const [field, open] of [
  ['the hand-over', 'F4'],
  ['the palette', 'Control+k'],
] as const)
  test(`the digits of a notice typed into ${field} open what they mean, with the proof`, async ({ desk }) => {
    const { page } = desk
    const [row] = await parcelsFor1204(desk, 1)
    const code = await pickupCode(desk, row!.id)
    await page.keyboard.press(open)
    await expect(page.locator('input:focus')).toHaveCount(1)
    await page.keyboard.type(`${code.slice(0, 3)} ${code.slice(3)}`, { delay: 70 })
    await expect(page.getByRole('option').first()).toContainText('By the pickup code')
    await page.keyboard.press('Enter')
    await expect(page.locator('.banner')).toContainText('Pickup code accepted')
    await expect(page.getByRole('button', { name: done(1) })).toBeVisible()
    await page.keyboard.press('Enter')
    await expect.poll(() => status(desk, row!.id)).toBe('picked_up')
    expect((await desk.ask('packages.get', { id: row!.id })).handover?.proof).toBe('code')
  })

// Bug: with arrows and Tab alone it was easy to hand over to the wrong person, and the button did not say to whom.
test('a collector has a key, the button names who gets it, and one that cannot act looks so', async ({ desk }) => {
  const { page } = desk
  const [row] = await parcelsFor1204(desk, 1)
  await scan(page, row!.code)
  const button = page.getByRole('button', { name: /^Hand over/ })
  await expect(button).toHaveAttribute('data-lacking', 'proof')
  await page.keyboard.press('Control+9')
  await expect(button).toHaveAttribute('data-lacking', 'collector')
  await page.keyboard.type('Léa Ouellet', { delay: 70 })
  await page.keyboard.press('Alt+3')
  await expect(page.getByRole('button', { name: /Hand over 1 to Léa Ouellet/ })).not.toHaveAttribute('data-lacking')
  await page.keyboard.press('Control+1')
  await expect(page.getByRole('button', { name: `Hand over 1 to ${row!.resident!.name}` })).toBeVisible()
  await page.getByRole('main').getByRole('listitem').filter({ hasText: row!.shortNumber }).locator('label').click()
  await expect(page.getByRole('button', { name: 'No parcel selected' })).toHaveAttribute('data-lacking', 'parcels')
  await expect(page.getByRole('button', { name: /Hand over 0/ })).toHaveCount(0)
})
