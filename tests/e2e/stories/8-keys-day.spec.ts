// The day's stories beside intake and hand-over, with the keys that they take.
import { UPS } from '../support/codes.ts'
import { expect, test, type RunningDesk } from '../support/runningDesk.ts'
import { register } from '../support/faults.ts'
import { scan, takeUpGun } from '../support/gun.ts'
import { counted, typeAddressee, typeText } from '../support/keys.ts'

const banner = ({ page }: RunningDesk) => page.locator('.banner')

test('a message with a template: called with a slash, chosen and sent', async ({ desk }) => {
  const { page } = desk
  const composer = page.getByRole('textbox', { name: /Write a message|Message/ })
  const [first] = (await desk.ask('messages.conversations', { limit: 1 })).rows
  // The sample of the day decides whose conversation comes first; the template is in the language of whoever reads it.
  const isFrench = (await desk.ask('messages.conversation', { id: first!.id })).language === 'fr'
  const keys = counted(desk, 'message with template', 4)
  await keys.press('F5')
  await expect(page.getByRole('listbox', { name: 'Conversations' })).toBeVisible()
  await keys.press('Enter')
  await expect(composer).toBeFocused()
  await typeText(desk, '/merci')
  await page.getByRole('listbox', { name: 'Templates' }).getByRole('option').first().waitFor()
  await keys.press('Enter')
  await expect(composer).toHaveValue(isFrench ? /accueil de/ : /front desk of/)
  await keys.press('Enter')
  await expect(page.getByRole('article').last()).toContainText(
    isFrench ? 'Merci de nous avoir prévenus.' : 'Thank you for letting us know.',
  )
  keys.done()
})

test('an exception: held with a ready-made reason, then sent back, by keyboard alone', async ({ desk }) => {
  const { page } = desk
  const row = await register(desk, UPS)
  const status = async () => (await desk.ask('packages.get', { id: row.id })).status
  await scan(page, UPS)
  await expect(page.getByRole('heading', { name: 'Label' })).toBeVisible()
  await takeUpGun(page)
  const keys = counted(desk, 'exceptions', 14)
  await keys.reach(/button "Put on hold"/)
  await keys.press('Enter')
  await keys.reach(/button "Duties or fees to pay"/)
  await keys.press('Enter', 'Enter')
  await expect.poll(status).toBe('on_hold')
  await keys.reach(/button "Return/)
  await keys.press('Enter')
  await typeText(desk, 'Refused')
  await keys.press('Enter')
  await expect.poll(status).toBe('returned')
  keys.done()
})

test('awkward scans: each says what it is; a number that nobody knows is kept by two keys', async ({ desk }) => {
  const { page } = desk
  await register(desk, UPS)
  const keys = counted(desk, 'awkward scans', 2)
  for (const [code, tone] of [
    ['420902101234', 'error'],
    ['https://www.example.com/app', 'error'],
    [UPS, 'known'],
  ] as const) {
    await scan(page, code)
    await expect(banner(desk)).toHaveAttribute('data-tone', tone)
    await takeUpGun(page)
  }
  await scan(page, 'QQ77UNKNOWN1')
  await expect(banner(desk)).toContainText('No carrier’s numbers look like this')
  await keys.press('F12')
  await typeAddressee(desk, '1204')
  await keys.press('Enter')
  await expect(banner(desk)).toContainText('Registered as')
  expect((await desk.ask('packages.list', { filter: { text: 'QQ77UNKNOWN1' } })).total).toBe(1)
  keys.done()
})

test('settings: language and look by one key each; a printer is tried by keyboard alone', async ({ desk }) => {
  const { page } = desk
  const settings = async () => (await desk.ask('app.status', {})).settings
  const keys = counted(desk, 'settings', 18)
  await keys.press('F7')
  await expect(page.getByRole('heading', { name: 'Settings' })).toBeVisible()
  await keys.press('Shift+F8')
  await expect.poll(async () => (await settings()).theme).toBe('dark')
  await keys.reach(/button "Print a test label"/)
  await keys.press('Enter')
  await expect(banner(desk)).toContainText(/test label/i)
  await keys.press('F8')
  await expect.poll(async () => (await settings()).language).toBe('fr')
  await expect(page.getByRole('heading', { name: 'Réglages' })).toBeVisible()
  keys.done()
})
