import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { createClient } from '@supabase/supabase-js'
import type { Hub } from '../../../dev/hub/hub.ts'
import { inviteStaff, PASSWORD, startProject } from '../../support/project.ts'
import { expectAccessible } from '../support/axe.ts'
import { expect, launch, removeDir, tempDir, test as base, type RunningDesk } from '../support/runningDesk.ts'
import { handOver, register } from '../../support/parcels.ts'

const test = base.extend<{ hub: Hub; other: RunningDesk }>({
  hub: async ({}, use) => {
    const hub = await startProject()
    await use(hub)
    await hub.stop()
  },
  other: async ({}, use) => {
    const dataDir = tempDir()
    const desk = await launch({ dataDir })
    await desk.ask('settings.set', { language: 'fr', theme: 'light', soundVolume: 0 })
    await use(desk)
    await desk.app.close()
    removeDir(dataDir)
  },
})

const SHOTS = process.env['SHOTS']
const shot = async (page: Page, name: string): Promise<void> => {
  if (SHOTS) await page.screenshot({ path: join(SHOTS, `${name}.png`) })
}

async function look(
  page: Page,
  hub: Hub,
  email: string,
  words: { url: string; key: string; mail: string; secret: string; go: string },
) {
  await page.keyboard.press('F7')
  await page.getByLabel(words.url).fill(hub.url)
  await page.getByLabel(words.key).fill(hub.publishableKey)
  await page.getByRole('textbox', { name: words.mail }).fill(email)
  await page.getByLabel(words.secret, { exact: true }).fill(PASSWORD)
  await page.getByRole('button', { name: words.go }).click()
}
const EN = {
  url: 'Address of the project',
  key: 'Publishable key',
  mail: 'Email',
  secret: 'Password',
  go: 'Preview project',
}
const FR = {
  url: 'Adresse du projet',
  key: 'Clé publiable',
  mail: 'Courriel',
  secret: 'Mot de passe',
  go: 'Aperçu du projet',
}

test('two desks share a building, work through a cut line, and the second hand-over is told who was first', async ({
  desk,
  other,
  hub,
}) => {
  test.setTimeout(300_000)
  const { page } = desk
  await hub.admin.query(`select public.expect_founder('samir@example.com')`)
  const invited = createClient(hub.url, hub.serviceKey, { auth: { persistSession: false, autoRefreshToken: false } })
  await invited.auth.admin.inviteUserByEmail('samir@example.com')

  // The founder was invited, and has no password yet: the code of the invitation makes one.
  await page.keyboard.press('F7')
  await page.getByLabel(EN.url).fill(hub.url)
  await page.getByLabel(EN.key).fill(hub.publishableKey)
  await page.getByRole('textbox', { name: EN.mail }).fill('samir@example.com')
  await page.getByRole('button', { name: 'Use a code from an email' }).click()
  await page.getByLabel('Code from the email').fill(hub.mails.at(-1)!.token)
  await page.getByLabel('New password').fill(PASSWORD)
  await shot(page, '0-founder-by-code')
  await expectAccessible(desk)
  await page.keyboard.press('Enter')

  // The first desk brings its building in.
  await expect(page.getByRole('radio', { name: /Bring this desk’s building/ })).toBeChecked()
  await shot(page, '1-offer-upload')
  await expectAccessible(desk)
  await page.getByRole('button', { name: 'Bring it in' }).click()
  const status = page.locator('.status')
  await expect(page.getByText('Connecting this desk…').or(status.getByText('Live'))).toBeVisible()
  await shot(page, '2-connecting')
  await expect(status.getByText('Live')).toBeVisible({ timeout: 90_000 })
  await shot(page, '3-connected')
  const { building } = await desk.ask('session.get', {})

  // A colleague is invited, whose account the project does not have yet.
  await page.evaluate(() => void (window.location.hash = '#/staff'))
  await page.getByRole('button', { name: /^Nadège Beaumier/ }).click()
  await page.getByLabel('Email of Nadège Beaumier').fill('nadege@example.com')
  await expectAccessible(desk)
  await page.getByRole('button', { name: 'Invite', exact: true }).press('Enter')
  await expect(page.getByText(/Nadège Beaumier can sign in here as/)).toBeVisible()
  await expectAccessible(desk)

  // The second takes it, at a desk of its own.
  await inviteStaff(hub, building.id, 'Hélène Castonguay', 'helene@example.com')
  await look(other.page, hub, 'helene@example.com', FR)
  await expect(other.page.getByRole('radio', { name: /Prendre l’immeuble du projet/ })).toBeChecked()
  await shot(other.page, '4-offer-replace')
  await other.page.getByRole('button', { name: 'Relier ce poste' }).click()
  await expect(other.page.locator('.status').getByText('En direct')).toBeVisible({ timeout: 90_000 })
  expect((await other.ask('session.get', {})).desk.letter).toBe('B')

  // What one takes in, the other shows.
  const { package: parcel } = await register(desk, '1Z999AA10000000010', { print: false })
  await other.page.keyboard.press('F3')
  await expect(other.page.getByText(parcel.shortNumber, { exact: true }).first()).toBeVisible()

  // Both hand it over without a line; the server holds the answers of the second until the first is in.
  hub.knobs.pause()
  await handOver(desk, parcel.id, 'Ana Roy')
  await handOver(other, parcel.id, 'Luc Caron')
  await page
    .locator('.status')
    .getByText(/action waiting/)
    .click()
  await expect(page.getByRole('heading', { name: 'Sending and receiving' })).toBeVisible()
  await expect(page.getByText('Hand-over', { exact: false }).first()).toBeVisible()
  await shot(page, '5-waiting')
  hub.knobs.resume()
  await expect
    .poll(async () => (await desk.ask('sync.status', {}))!.waiting + (await other.ask('sync.status', {}))!.waiting, {
      timeout: 60_000,
    })
    .toBe(0)
  const loser = (await desk.ask('sync.refused', {})).total > 0 ? desk : other
  expect((await desk.ask('sync.refused', {})).total + (await other.ask('sync.refused', {})).total).toBe(1)

  await loser.ask('settings.set', { language: 'en' })
  await loser.page
    .locator('.status')
    .getByText(/1 action refused/)
    .click()
  await expect(loser.page.getByText(/had already handed it over to (Ana Roy|Luc Caron)/)).toBeVisible()
  await shot(loser.page, '6-refused')
  await expectAccessible(loser)
  await loser.ask('settings.set', { language: 'fr', theme: 'dark' })
  await shot(loser.page, '6-refused-fr-dark')
  await loser.ask('settings.set', { language: 'en', theme: 'light' })
  await loser.page.getByRole('button', { name: 'Discard…' }).click()
  await loser.page.getByRole('button', { name: 'Discard it', exact: true }).click()
  await expect(loser.page.locator('.status').getByText(/refused/)).toHaveCount(0)

  // Signing out closes the desk and keeps its work.
  await page
    .locator('.status')
    .getByRole('button', { name: /Samir Belhadj/ })
    .click()
  await shot(page, '7-duty')
  await expectAccessible(desk)
  hub.knobs.pause()
  await register(desk, '1Z999AA10000000011', { print: false })
  await page.getByRole('button', { name: 'Sign out and close the desk' }).click()
  await expect(page.getByRole('heading', { name: 'Sign in at Lofts des Arts' })).toBeVisible({ timeout: 30_000 })
  await expect(page.getByText('1 action is saved on this desk and not sent yet.')).toBeVisible()
  await shot(page, '8-signed-out')
  hub.knobs.resume()
  await page.getByRole('textbox', { name: 'Email' }).fill('samir@example.com')
  await page.getByLabel('Password', { exact: true }).fill('wrong')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('alert')).toContainText('The email address or password is incorrect')
  await expectAccessible(desk)
  // The password is forgotten: a code in an e-mail makes a new one, and signs in with it.
  await page.getByRole('button', { name: 'Use a code from an email' }).click()
  await page.getByRole('button', { name: 'Send me a code' }).click()
  await expect(page.getByText(/a code is on its way/)).toBeVisible()
  await page.getByLabel('Code from the email').fill('00000000')
  await page.getByLabel('New password').fill('quatre mots bien choisis')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('alert')).toContainText('This code is wrong, used or too old')
  await shot(page, '8-by-code')
  await expectAccessible(desk)
  await page.getByLabel('Code from the email').fill(hub.mails.at(-1)!.token)
  await page.keyboard.press('Enter')
  await expect(status.getByText('Live')).toBeVisible({ timeout: 30_000 })
  await expect
    .poll(async () =>
      Number(
        (await hub.admin.query(`select count(*) from public.packages where tracking_number = '1Z999AA10000000011'`))
          .rows[0].count,
      ),
    )
    .toBe(1)

  // Whoever was revoked is locked out at the next contact.
  await hub.admin.query(`update public.staff set active = false where display_name = 'Hélène Castonguay'`)
  await other.ask('sync.now', {})
  await expect(
    other.page.getByRole('heading', { name: /Hélène Castonguay ne peut pas travailler|may not work/ }),
  ).toBeVisible({ timeout: 30_000 })
  await shot(other.page, '9-locked-out')
  await expectAccessible(other)
  await other.page.keyboard.press('F8')
  await other.page.getByRole('button', { name: 'Utiliser un code reçu par courriel' }).click()
  await shot(other.page, '9-by-code-fr')

  // A project that answers no more: said in words, and the way out where that is for good.
  hub.knobs.setProject('paused')
  await desk.ask('settings.set', { language: 'fr' })
  await page.keyboard.press('F7')
  await page.getByRole('button', { name: 'Déconnecter…' }).click()
  await page.getByRole('textbox', { name: 'Courriel' }).fill('samir@example.com')
  await page.getByLabel('Mot de passe', { exact: true }).fill('quatre mots bien choisis')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('main').getByRole('alert')).toContainText('Le projet est en pause')
  const confirm = page.getByRole('button', { name: 'Quitter le projet sans sa réponse' })
  await expect(confirm).toBeDisabled()
  await page.getByLabel(/tapez le nom de l’immeuble/).fill('Lofts des Arts')
  await confirm.click()
  await expect(page.getByText(/qu’après 7 jours, dont 24 heures de marche/)).toBeVisible()
  await shot(page, '10-project-gone-fr')
  await expectAccessible(desk)
})
