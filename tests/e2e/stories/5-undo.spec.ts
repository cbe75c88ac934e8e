import { UPS } from '../support/codes.ts'
import { expect, test, type RunningDesk } from '../support/runningDesk.ts'
import { register } from '../support/faults.ts'
import { scan, takeUpGun } from '../support/gun.ts'

const composer = ({ page }: RunningDesk) => page.getByRole('textbox', { name: 'Message', exact: true })

async function writeTo(desk: RunningDesk): Promise<void> {
  await desk.page.keyboard.press('F5')
  await desk.page.getByRole('listbox', { name: 'Conversations' }).getByRole('option').first().click()
  await expect(composer(desk)).toBeFocused()
}

test('F9 in the middle of a message undoes nothing and says how; undone is redone with Shift+F9', async ({ desk }) => {
  // Bug: F9 while a message was typed took a registration back, and nothing brought it back.
  const { page } = desk
  const row = await register(desk, UPS)
  await writeTo(desk)
  await page.keyboard.type('On vous le garde', { delay: 60 })
  await page.keyboard.press('F9')
  const banner = page.locator('.banner')
  await expect(banner).toContainText('Nothing was undone: you are typing')
  expect((await desk.ask('packages.get', { id: row.id })).removed).toBe(false)
  await expect(composer(desk)).toHaveValue('On vous le garde')
  // As the line says: Esc, then F9.
  await page.keyboard.press('Escape')
  await page.keyboard.press('F9')
  // Bug: beside messages the key took back at once what was done on another screen.
  await expect(banner).toContainText('F9 again undoes: Registered')
  await expect(banner).toContainText(row.shortNumber)
  await expect(banner).toContainText('A sent message cannot be undone.')
  expect((await desk.ask('packages.get', { id: row.id })).removed).toBe(false)
  await takeUpGun(page)
  await page.keyboard.press('F9')
  await expect(banner).toContainText('Registration undone')
  await expect(banner).toContainText(row.shortNumber)
  await expect.poll(async () => (await desk.ask('packages.get', { id: row.id })).removed).toBe(true)
  await page.keyboard.press('Shift+F9')
  await expect(banner).toContainText('Registered again')
  await expect(banner).toContainText(row.shortNumber)
  const { rows } = await desk.ask('packages.list', { filter: { text: UPS } })
  expect(rows).toMatchObject([{ shortNumber: row.shortNumber, status: 'received' }])
  await page.keyboard.press('Shift+F9')
  await expect(banner).toContainText('Nothing to redo')
  // The message is still there.
  await expect(composer(desk)).toHaveValue('On vous le garde')
})

test('a banner goes when what it says is no longer so, and when the page it speaks of is left', async ({ desk }) => {
  // Bug: “Registered” stayed over a parcel that had been handed over, and over pages that had nothing to do with it.
  const { page } = desk
  await scan(page, UPS)
  await page.keyboard.type('1204', { delay: 70 })
  await expect(page.getByRole('option').first()).toContainText('1204')
  await page.keyboard.press('Enter')
  await expect(page.locator('.banner')).toContainText('Registered as')
  const { rows } = await desk.ask('packages.list', { filter: { text: UPS } })
  const [row] = rows
  // As another desk would.
  await desk.ask('handover.complete', { packageIds: [row!.id], residentId: null, collectedBy: 'Anh', proof: 'known' })
  await expect(page.locator('.banner')).toContainText('Ready to scan')
  await scan(page, UPS)
  await expect(page.locator('.banner')).toContainText('This number has been here before')
  await takeUpGun(page)
  await page.keyboard.press('F3')
  await expect(page.locator('.banner')).toContainText('Ready to scan')
})

test('whoever a scan interrupts comes back with Alt+Left, to the words and the place they left', async ({ desk }) => {
  // Bug: after a scan the conversation had to be looked up again.
  const { page } = desk
  await writeTo(desk)
  await page.keyboard.type('Votre colis', { delay: 60 })
  const thread = page.getByRole('log', { name: 'Messages' })
  await thread.evaluate((element) => {
    const box = [element, ...element.querySelectorAll('*')].find(
      ({ scrollHeight, clientHeight }) => scrollHeight > clientHeight + 200,
    )
    if (box) box.scrollTop = 100
  })
  const address = () => page.evaluate(() => location.hash)
  const before = await address()
  await takeUpGun(page)
  await scan(page, UPS)
  await expect(page.getByRole('region', { name: 'Parcel in hand' })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Back: Messages' })).toBeVisible()
  await page.keyboard.type('1204', { delay: 70 })
  await expect(page.getByRole('option').first()).toContainText('1204')
  await page.keyboard.press('Enter')
  await expect(page.locator('.banner')).toContainText('Registered as')
  await page.keyboard.press('Alt+ArrowLeft')
  await expect.poll(address).toBe(before)
  await expect(composer(desk)).toHaveValue('Votre colis')
  await expect(composer(desk)).toBeFocused()
  await expect(page.getByRole('button', { name: 'Back: Messages' })).toHaveCount(0)
})

test('a list that a scan interrupted stands where it was scrolled to', async ({ desk }) => {
  const { page } = desk
  await page.keyboard.press('F6')
  const grid = page.getByRole('grid', { name: 'Residents' })
  await expect(grid).toBeVisible()
  await grid.evaluate((element) => void (element.scrollTop = 1500))
  await expect.poll(() => grid.evaluate(({ scrollTop }) => scrollTop)).toBe(1500)
  await scan(page, UPS)
  await expect(page.getByRole('region', { name: 'Parcel in hand' })).toBeVisible()
  await page.keyboard.press('Alt+ArrowLeft')
  await expect(grid).toBeVisible()
  await expect.poll(() => grid.evaluate(({ scrollTop }) => scrollTop)).toBe(1500)
})

test('the answers to one person go when another comes on duty', async ({ desk }) => {
  const { page } = desk
  await page.keyboard.press('F3')
  await scan(page, UPS)
  await expect(page.locator('.banner')).toContainText('New parcel')
  const { staff, actor } = await desk.ask('session.get', {})
  const other = staff.find(({ id }) => id !== actor.id)!
  await desk.ask('session.switch', { staffId: other.id })
  await expect(page.locator('.banner')).toContainText(`${other.name} is on duty`)
  await expect(page.getByRole('button', { name: 'Back: Waiting' })).toHaveCount(0)
})

// Bug: after a correction nothing said that the box still carries the label of somebody else, and no banner named F9.
test('a corrected addressee says what to do about the old label, and how to undo it', async ({ desk }) => {
  const { page } = desk
  const row = await register(desk, UPS)
  await desk.ask('labels.print', { packageId: row.id })
  const isPrinted = async () =>
    (await desk.ask('packages.get', { id: row.id })).events.filter(({ type }) => type === 'label_printed').length
  await expect.poll(isPrinted, { timeout: 20_000 }).toBe(1)
  await scan(page, UPS)
  await page.getByRole('button', { name: 'Change', exact: true }).click()
  await page.getByRole('checkbox', { name: /Print a label/ }).click({ force: true })
  await page.getByRole('combobox', { name: /Who is it for/ }).click()
  await page.keyboard.type('301', { delay: 70 })
  await expect(page.getByRole('option').first()).toContainText('301')
  await takeUpGun(page)
  await page.keyboard.press('Enter')
  const banner = page.locator('.banner')
  await expect(banner).toContainText('addressee changed')
  await expect(banner).toContainText('Remove the old label from the box')
  await expect(banner.getByRole('button', { name: /Undo/ })).toHaveAttribute('aria-keyshortcuts', 'F9')
  const note = page.getByRole('main').locator('.note', { hasText: 'Remove the old label from the box' })
  await expect(note).toBeVisible()
  await page.getByRole('button', { name: 'Print again' }).click()
  await expect.poll(isPrinted, { timeout: 20_000 }).toBe(2)
  const [before, now] = [row.resident!.name, (await desk.ask('packages.get', { id: row.id })).resident?.name ?? '301']
  const main = page.getByRole('main')
  const words = (keep: string, remove: string) =>
    new RegExp(`Keep the label of .*${keep}.* remove the other: .*${remove}`)
  await expect(main).toContainText(words(now, before))
  await page.screenshot({ path: 'test-results/shots/old-label.png' })
  // Bug: after the undo the label that fits again was called the old one, and the banner said nothing of either.
  await takeUpGun(page)
  await page.keyboard.press('F9')
  await expect(banner).toContainText(words(before, now))
  await expect(main).toContainText(words(before, now))
  await takeUpGun(page)
  await page.keyboard.press('Shift+F9')
  await expect(banner).toContainText(words(now, before))
  await expect(main).toContainText(words(now, before))
})
