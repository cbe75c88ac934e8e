// What a manager decides for the building, in the settings: seen by everybody, undone by one key.
import { expectAccessible } from '../support/axe.ts'
import { takeUpGun } from '../support/gun.ts'
import { expect, test, type RunningDesk } from '../support/runningDesk.ts'

async function as({ ask, page }: RunningDesk, role: 'desk' | 'manager') {
  const { staff } = await ask('session.get', {})
  await ask('session.switch', { staffId: staff.find((one) => one.role === role)!.id })
  await page.evaluate(() => (window.location.hash = '#/settings'))
}
const codes = async ({ ask }: RunningDesk) => (await ask('session.get', {})).shelves.map(({ code }) => code)

test('shelves are typed as ranges, renamed and removed by a manager, and one key takes it back', async ({ desk }) => {
  const { page } = desk
  await as(desk, 'desk')
  await expect(page.getByText('E6', { exact: true })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Add shelves' })).toHaveCount(0)
  await as(desk, 'manager')
  await page.getByRole('button', { name: 'Add shelves' }).press('Enter')
  await page.getByLabel('New shelves').fill('E6-E8, cold, E/2')
  await expect(page.getByText('COLD', { exact: true })).toBeVisible()
  await expect(page.getByText('E/2: letters and digits only', { exact: false })).toBeVisible()
  await expectAccessible(desk)
  await page.getByLabel('New shelves').press('Enter')
  await expect(page.getByText('3 shelves added', { exact: true })).toBeVisible()
  expect(await codes(desk)).toEqual(expect.arrayContaining(['E7', 'E8', 'COLD']))

  await page.getByRole('button', { name: 'Change or remove shelf COLD' }).press('Enter')
  await page.getByLabel('Code of the shelf').fill('E1')
  await page.getByLabel('Code of the shelf').press('Enter')
  await expect(page.getByText('This shelf is there already.')).toBeVisible()
  await page.getByLabel('Code of the shelf').fill('froid 2')
  await page.getByLabel('Name (optional)').fill('Next to the door')
  await expectAccessible(desk)
  await page.getByLabel('Name (optional)').press('Enter')
  await expect(page.getByText('Shelf changed', { exact: true }).first()).toBeVisible()
  expect(await codes(desk)).toContain('FROID2')

  await page.getByRole('button', { name: 'Change or remove shelf FROID2' }).press('Enter')
  await page.getByRole('button', { name: 'Remove', exact: true }).press('Enter')
  await expect(page.getByText('Shelf removed', { exact: true }).first()).toBeVisible()
  expect(await codes(desk)).not.toContain('FROID2')
  await takeUpGun(page)
  await page.keyboard.press('F9')
  await expect.poll(() => codes(desk)).toContain('FROID2')

  // A shelf on which parcels wait stays, and says why.
  await page.getByRole('button', { name: 'Change or remove shelf E1' }).press('Enter')
  await page.getByRole('button', { name: 'Remove', exact: true }).press('Enter')
  await expect(page.getByText('Parcels that wait on this shelf', { exact: false })).toBeVisible()
})

test('a setting of the building is found by two letters, changed by a manager, and one key takes it back', async ({
  desk,
}) => {
  const { page, ask } = desk
  await as(desk, 'manager')
  const grace = async () => (await ask('settings.get', {})).building.notice_grace_minutes.value
  // The screen begins in its search.
  await expect(page.getByRole('searchbox', { name: 'Search the settings' })).toBeFocused()
  await page.keyboard.type('gr', { delay: 120 })
  await expect(page.getByRole('heading', { name: 'Labels' })).toHaveCount(0)
  const field = page.getByLabel('Grace period (minutes)')
  await field.fill('999')
  await field.press('Enter')
  await expect(page.getByText('Write a whole number within these bounds.')).toBeVisible()
  await expectAccessible(desk)
  await field.fill('20')
  await field.press('Enter')
  await expect.poll(grace).toBe('20')
  await expect(page.getByText(/Whole building · .+\(Réception\)/)).toBeVisible()
  for (const key of ['Escape', 'F9']) {
    await takeUpGun(page)
    await page.keyboard.press(key)
  }
  await expect.poll(grace).toBe('1')

  const search = page.getByRole('searchbox', { name: 'Search the settings' })
  await search.fill('time zone')
  await page.getByLabel('Time zone').fill('Mars')
  await page.getByLabel('Time zone').press('Enter')
  await expect(page.getByText('There is no such time zone', { exact: false })).toBeVisible()
  await page.getByLabel('Time zone').fill('vancouver')
  await expect(page.getByText('Now in America/Vancouver', { exact: false })).toBeVisible()
  await page.getByLabel('Time zone').press('Enter')
  await expect.poll(async () => (await ask('session.get', {})).building.timezone).toBe('America/Vancouver')

  await search.fill('letter')
  await page.getByRole('button', { name: 'Change desk A' }).press('Enter')
  await page.getByLabel('Letter').fill('7')
  await page.getByLabel('Letter').press('Enter')
  await expect(page.getByText('One or two letters, A to Z.')).toBeVisible()
  await expectAccessible(desk)
  await page.getByLabel('Letter').fill('q')
  await page.getByLabel('Letter').press('Enter')
  await expect.poll(async () => (await ask('session.get', {})).desk.letter).toBe('Q')
})

// Bug: on which days people are reminded, and by which ways, was nowhere on the screen.
test('reminders and ways of notices are chosen with the keyboard, and one key takes them back', async ({ desk }) => {
  const { page, ask } = desk
  await as(desk, 'manager')
  const days = async () => (await ask('settings.get', {})).building.reminder_weekdays.value
  const search = page.getByRole('searchbox', { name: 'Search the settings' })
  await search.fill('weekend')
  const week = page.getByRole('group', { name: 'Days on which reminders leave' })
  await week.getByRole('checkbox', { name: 'Saturday' }).press('Space')
  await expectAccessible(desk)
  await page.getByRole('button', { name: 'Save', exact: true }).press('Enter')
  await expect.poll(days).toBe('1,2,3,4,5')
  await takeUpGun(page)
  await page.keyboard.press('F9')
  await expect.poll(days).toBe('1,2,3,4,5,6')

  await search.fill('channels')
  const ways = page.getByRole('group', { name: 'Ways in which notices leave' })
  for (const way of ['Email', 'Text message']) {
    await takeUpGun(page)
    await ways.getByRole('checkbox', { name: way }).press('Space')
    await expect(ways.getByRole('checkbox', { name: way })).not.toBeChecked()
  }
  await page.getByRole('button', { name: 'Save', exact: true }).press('Enter')
  await expect(page.getByText('Choose at least one.')).toBeVisible()
  await expectAccessible(desk)
  await ways.getByRole('checkbox', { name: 'Email' }).press('Space')
  await page.getByRole('button', { name: 'Save', exact: true }).press('Enter')
  await expect.poll(async () => (await ask('settings.get', {})).building.notice_channels.value).toBe('email')
})

test('a clerk reads what is decided for the building and changes what is of this desk', async ({ desk }) => {
  const { page, ask } = desk
  await as(desk, 'desk')
  await page.getByRole('searchbox', { name: 'Search the settings' }).fill('quiet')
  await expect(page.getByText('Quiet hours', { exact: true })).toBeVisible()
  await expect(page.getByLabel('Quiet hours')).toHaveCount(0)
  await expect(page.getByText('is changed by a manager', { exact: false })).toBeVisible()
  await expectAccessible(desk)
  await page.getByRole('searchbox', { name: 'Search the settings' }).fill('lock')
  await page.getByRole('button', { name: /Lock after/ }).press('Enter')
  await page.getByRole('option', { name: /^15 minutes/ }).click()
  await expect.poll(async () => (await ask('app.status', {})).settings.lockMinutes).toBe(15)
  const { actor } = await ask('session.get', {})
  await expect(page.getByText(`This desk only · ${actor.name}`, { exact: false })).toBeVisible()
})
