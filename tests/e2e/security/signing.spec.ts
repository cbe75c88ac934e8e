import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { createClient } from '@supabase/supabase-js'
import { uuidv7 } from 'uuidv7'
import type { Hub } from '../../../dev/hub/hub.ts'
import { addAccount, inviteStaff, PASSWORD, startProject } from '../../support/project.ts'
import { expectAccessible } from '../support/axe.ts'
import { expect, launch, test as base, type RunningDesk } from '../support/runningDesk.ts'

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

test('who looks after the building sees in a parcel’s history who sent an action in another’s name, in the window', async ({
  desk,
  hub,
}) => {
  test.setTimeout(180_000)
  const { page } = desk
  const { admin, clerk } = await connect(desk, hub)
  const parcel = await desk.ask('packages.register', {
    id: uuidv7(),
    carrier: 'ups',
    trackingNumber: '1Z999AA10000000199',
    rawBarcode: null,
    symbology: null,
    unitId: null,
    residentId: null,
    print: false,
  })
  const { desk: place } = await desk.ask('session.get', {})
  await expect.poll(async () => (await desk.ask('sync.status', {}))?.waiting).toBe(0)
  const client = createClient(hub.url, hub.publishableKey, { auth: { persistSession: false, autoRefreshToken: false } })
  await client.auth.signInWithPassword({ email: ADMIN, password: PASSWORD })
  const id = uuidv7()
  const at = new Date().toISOString()
  const { data } = await client.rpc('sync_push', {
    desk: place.id,
    transactions: [
      {
        id,
        name: 'packages.edit',
        schema: 1,
        actor: clerk.id,
        at,
        ops: [
          { table: 'packages', op: 'patch', id: parcel.package.id, values: { note: 'Fragile' } },
          {
            table: 'package_events',
            op: 'insert',
            id: uuidv7(),
            values: {
              package_id: parcel.package.id,
              act_id: id,
              type: 'edited',
              actor_id: clerk.id,
              desk_id: place.id,
              at,
              detail: { fields: 'note', before: JSON.stringify({ note: '' }) },
            },
          },
        ],
      },
    ],
  })
  expect(data).toMatchObject({ results: [{ status: 'applied' }] })
  const history = page.getByRole('region', { name: 'History' })
  const sentBy = history.getByText('Sent by')
  const open = async () => {
    await page.evaluate((to) => void (location.hash = to), `#/packages/${parcel.package.id}`)
    await expect(history.getByText('Fragile')).toBeVisible()
  }
  // A clerk does not see it.
  await open()
  await expect(sentBy).toHaveCount(0)
  await desk.ask('account.signIn', { email: ADMIN, password: PASSWORD })
  await expect(page.locator('.status').getByText('Live')).toBeVisible()
  await open()
  await expect(sentBy).toHaveText(`Sent by ${admin.name}`)
  await expectAccessible(desk)
  await desk.ask('settings.set', { language: 'fr' })
  await expect(page.getByText(`Envoyé par ${admin.name}`)).toBeVisible()
  await shot(page, '5-sent-by-fr')
})
