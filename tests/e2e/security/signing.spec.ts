import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import type { Hub } from '../../../dev/hub/hub.ts'
import { addAccount, inviteStaff, PASSWORD, startProject } from '../../support/project.ts'
import { expectAccessible } from '../support/axe.ts'
import { expect, launch, test as base, type RunningDesk } from '../support/desk.ts'

const test = base.extend<{ hub: Hub }>({
  hub: async ({}, use) => {
    const hub = await startProject()
    await use(hub)
    await hub.stop()
  },
})

const SHOTS = process.env['SHOTS']
const shot = async (page: Page, name: string): Promise<void> => {
  if (SHOTS) await page.screenshot({ path: join(SHOTS, `signing-${name}.png`) })
}
const ADMIN = 'samir@example.com'
const CLERK = 'clerk@example.com'

/** Brings the desk's building into the project; answers its staff. */
async function connect(desk: RunningDesk, hub: Hub) {
  await hub.admin.query('select public.expect_founder($1)', [ADMIN])
  await addAccount(hub, ADMIN)
  const offer = await desk.ask('account.look', {
    url: hub.url,
    key: hub.publishableKey,
    email: ADMIN,
    password: PASSWORD,
  })
  const admin = offer.local.staff.find(({ role }) => role === 'admin')!
  await desk.ask('account.connect', { choice: 'upload', staffId: admin.id })
  await expect(desk.page.locator('.status').getByText('Live')).toBeVisible({ timeout: 60_000 })
  const { building, staff } = await desk.ask('session.get', {})
  const clerk = staff.find(({ role }) => role === 'desk')!
  await inviteStaff(hub, building.id, clerk.name, CLERK)
  await desk.ask('account.signIn', { email: CLERK, password: PASSWORD })
  return { admin, clerk }
}

test('a clerk neither disconnects the desk nor goes on duty as another, in the window', async ({ desk, hub }) => {
  test.setTimeout(180_000)
  const { page } = desk
  const { admin } = await connect(desk, hub)
  await page.keyboard.press('F7')
  await page.getByRole('button', { name: 'Disconnect…' }).click()
  const form = page.locator('form').filter({ has: page.getByRole('button', { name: 'Disconnect this desk' }) })
  await expect(form.getByLabel('Email')).toBeFocused()
  await form.getByLabel('Email').fill(CLERK)
  await form.getByLabel('Password').fill(PASSWORD)
  await page.keyboard.press('Enter')
  await expect(form.getByRole('alert')).toContainText('neither a manager’s nor an administrator’s')
  await expectAccessible(desk)
  await shot(page, '1-refused')

  await form.getByLabel('Email').fill(ADMIN)
  await form.getByLabel('Password').fill(PASSWORD)
  await page.keyboard.press('Enter')
  await expect(page.getByText(`${admin.name} disconnected this desk.`)).toBeVisible()
  await desk.ask('settings.set', { language: 'fr' })
  await shot(page, '2-disconnected-fr')
  await desk.ask('settings.set', { language: 'en' })
  await page
    .locator('.status')
    .getByRole('button', { name: new RegExp(admin.name) })
    .click()
  await expect(page.getByRole('dialog')).toContainText('Nobody else goes on duty by a click')
  await expectAccessible(desk)
  await shot(page, '3-duty')
  await page.getByRole('button', { name: 'Open the settings' }).click()
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(page.getByLabel('Address of the project')).toBeVisible()
})

test('without the file that says how it is connected a desk stays closed, in the window', async ({ desk, hub }) => {
  test.setTimeout(180_000)
  await connect(desk, hub)
  await desk.app.close()
  writeFileSync(join(desk.dataDir, 'connection.json'), '')
  const again = await launch({ dataDir: desk.dataDir, ready: false })
  try {
    await expect(again.page.getByRole('heading', { name: /Sign in at/ })).toBeVisible({ timeout: 30_000 })
    await shot(again.page, '4-closed')
    await again.page.getByLabel('Email').fill(CLERK)
    await again.page.getByLabel('Password', { exact: true }).fill(PASSWORD)
    await again.page.keyboard.press('Enter')
    await expect(again.page.locator('.status').getByText('Live')).toBeVisible({ timeout: 30_000 })
  } finally {
    await again.app.close()
  }
})
