import { ACTIONS, type ActionId } from '../../../src/shared/screens/actions.ts'
import { UPS } from '../support/codes.ts'
import { expect, test } from '../support/runningDesk.ts'
import { register } from '../support/faults.ts'
import { scan, takeUpGun } from '../support/gun.ts'

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

test('Shift+F8 goes through light, dark, high contrast and the system’s own look, and each is worn', async ({
  desk,
}) => {
  const { page } = desk
  const colours = () =>
    page.evaluate(() => {
      const { color } = getComputedStyle(document.documentElement)
      return `${color} on ${getComputedStyle(document.body).backgroundColor}`
    })
  const themeOf = async () => (await desk.ask('app.status', {})).settings.theme
  const seen = new Set([await colours()])
  expect(await themeOf()).toBe('light')
  for (const theme of ['dark', 'contrast', 'contrast_light'] as const) {
    await page.keyboard.press('Shift+F8')
    await expect(page.locator('html')).toHaveAttribute('data-theme', theme)
    await expect.poll(themeOf).toBe(theme)
    seen.add(await colours())
  }
  expect(seen.size).toBe(4)
  await page.emulateMedia({ colorScheme: 'dark', contrast: 'no-preference' })
  await page.keyboard.press('Shift+F8')
  await expect.poll(themeOf).toBe('system')
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
  await page.emulateMedia({ colorScheme: 'light', contrast: 'no-preference' })
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'light')
  await page.keyboard.press('Shift+F8')
  await expect.poll(themeOf).toBe('light')
})

// Bug: a menu with a list of its own, in which the messages were missing.
test('the program’s menu holds every action with its key, in the language of the desk, and runs it', async ({
  desk,
}) => {
  const { page, app } = desk
  const menu = () =>
    app.evaluate(
      ({ Menu }, ids) => {
        const shown = Menu.getApplicationMenu()
        return ids.map((id) => {
          const { label, accelerator } = shown?.getMenuItemById(id) ?? {}
          return { id, label, accelerator }
        })
      },
      ACTIONS.map(({ id }) => id),
    )
  const press = (id: ActionId) =>
    app.evaluate(({ Menu }, of) => Menu.getApplicationMenu()?.getMenuItemById(of)?.click(), id)
  for (const [index, { id, accelerator }] of (await menu()).entries())
    expect(accelerator ?? null, id).toBe(
      ACTIONS[index]!.shortcut?.replace('Ctrl', 'CmdOrCtrl').replace('Arrow', '') ?? null,
    )
  expect((await menu()).find(({ id }) => id === 'go.residents')?.label).toBe('Residents')
  await press('go.messages')
  await expect(page.getByRole('listbox', { name: 'Conversations' })).toBeVisible()
  await press('go.waiting')
  await expect(page.getByRole('heading', { name: 'Waiting', exact: true })).toBeVisible()
  await press('language.switch')
  await expect.poll(async () => (await menu()).find(({ id }) => id === 'go.residents')?.label).toBe('Résidents')
  for (const { id, label } of await menu()) expect(label ?? '', id).not.toBe('')
})

// Bug: what a desk teaches in the settings counts only after the next start, or for ever.
test('a carrier taught in the settings is recognised from the next scan on, and forgotten again', async ({ desk }) => {
  const { page } = desk
  await page.keyboard.press('F7')
  const panel = page.getByRole('main').locator('.panel').filter({ hasText: 'Carriers taught by hand' })
  const unknown = page.locator('.banner-title', { hasText: 'No carrier’s numbers look like this' })
  await scan(page, 'ZQXW55123456')
  await expect(unknown).toBeVisible()
  await panel.getByRole('button', { name: /Carrier/ }).click()
  await page.getByRole('option', { name: /Intelcom/ }).click()
  await expect(panel.getByRole('button', { name: 'Teach it' })).toBeDisabled()
  await panel.getByRole('textbox', { name: 'Numbers begin with' }).fill('zq-xw')
  await panel.getByRole('textbox', { name: 'Letters and digits in all' }).fill('12')
  await panel.getByRole('button', { name: 'Teach it' }).click()
  await expect(panel.getByRole('listitem')).toContainText('ZQXW…')
  await scan(page, 'ZQXW55123457')
  await expect(page.getByRole('region', { name: 'Parcel in hand' })).toContainText('Intelcom')
  await page.keyboard.press('Escape')
  // Another length is another carrier’s.
  await page.keyboard.press('F7')
  await scan(page, 'ZQXW551234')
  await expect(unknown).toBeVisible()
  await panel.getByRole('button', { name: 'Remove ZQXW' }).click()
  await expect(panel.getByRole('listitem')).toHaveCount(0)
  await scan(page, 'ZQXW55123458')
  await expect(unknown).toBeVisible()
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

test('each button of labels, printers and reasons answers where it is seen', async ({ desk }) => {
  // Bug: “Print again”, a network printer without an address and a ready-made reason answered nothing that one could see.
  const { page } = desk
  const row = await register(desk, UPS)
  await scan(page, UPS)
  await expect(page.getByRole('heading', { name: 'Label' })).toBeVisible()
  await takeUpGun(page)
  await page.getByRole('button', { name: /Print the label|Print again/ }).click()
  await expect(page.locator('.banner')).toContainText(/The label prints/)
  await expect(page.locator('.banner')).toContainText(row.shortNumber)
  await page.getByRole('button', { name: 'Put on hold' }).click()
  // Bug: nothing said what becomes of the notice when a parcel is held, sent away or missing.
  const why = page.getByLabel('Why? It stays in the history of the parcel.')
  await expect(why).toHaveAccessibleDescription(/Its notice leaves as planned; no reminder does/)
  const usual = page.getByRole('button', { name: 'Duties or fees to pay' })
  await usual.click()
  await expect(usual).toHaveAttribute('aria-pressed', 'true')
  await page.keyboard.press('Enter')
  await expect(page.locator('.banner')).toContainText(/On hold|held/i)
  await page.keyboard.press('F7')
  await page.getByText('Label printer on the network').click()
  await expect(page.getByText('This printer has no address yet: labels wait')).toBeVisible()
  // Bug: the status line said that labels go to nothing.
  await expect(page.getByRole('contentinfo')).toContainText('This printer has no address yet')
  await page.getByRole('button', { name: 'Use this address' }).click()
  await expect(page.getByText('Type the address first')).toBeVisible()
  await page.getByRole('button', { name: 'Print a test label' }).click()
  await expect(page.locator('.banner')).toContainText('This printer has no address yet')
})

test('the lesson of three steps ends by itself when a parcel was registered', async ({ desk }) => {
  const { page } = desk
  await page.keyboard.press('F2')
  await expect(page.getByText('Type the unit or the name')).toBeVisible()
  await scan(page, UPS)
  await page.keyboard.type('1204', { delay: 70 })
  await expect(page.getByRole('option').first()).toContainText('1204')
  await page.keyboard.press('Enter')
  await expect(page.locator('.banner')).toContainText('Registered as')
  await expect(page.locator('.ready')).toBeVisible()
  await expect(page.getByText('Type the unit or the name')).toHaveCount(0)
  expect((await desk.ask('app.status', {})).settings.lessonDone).toBe(true)
})
