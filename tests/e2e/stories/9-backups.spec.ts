import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from '@playwright/test'
import { UPS } from '../support/codes.ts'
import { expect, launch } from '../support/runningDesk.ts'
import { register } from '../support/faults.ts'

const PASSPHRASE = 'quatre bateaux lanterne orage prune'

test('a manager writes everything into one archive and another computer takes it, then goes back to what was there', async () => {
  test.setTimeout(180_000)
  const dir = mkdtempSync(join(tmpdir(), 'lofts-backups-'))
  const archive = join(dir, 'all.tar.gz.age')
  const desks = await Promise.all(['from', 'to'].map((name) => launch({ dataDir: join(dir, name) })))
  const [from, to] = desks as [(typeof desks)[number], (typeof desks)[number]]
  try {
    for (const { app } of desks)
      await app.evaluate(({ dialog }, path) => {
        dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: path })
        dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [path] })
      }, archive)
    for (const { page, ask } of desks) {
      const { staff } = await ask('session.get', {})
      await ask('session.switch', { staffId: staff.find(({ role }) => role === 'admin')!.id })
      await ask('settings.set', { language: 'en' })
      await page.evaluate(() => void (window.location.hash = '#/backups'))
    }

    const { page } = from
    await page.getByLabel('Passphrase', { exact: true }).fill('lofts lofts lofts')
    await expect(page.getByRole('status').filter({ hasText: 'Easy to guess' })).toBeVisible()
    await page.getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE)
    await expect(page.getByText('Strong', { exact: true })).toBeVisible()
    await page.getByLabel('The same again').fill('quatre bateaux lanterne orange')
    await expect(page.getByText('The two are not the same.')).toBeVisible()
    await expect(page.getByRole('button', { name: 'Write the archive…' })).toBeDisabled()
    await page.getByLabel('The same again').fill(PASSPHRASE)
    await page.getByRole('button', { name: 'Write the archive…' }).click()
    await expect(page.getByText('Written and read back')).toBeVisible({ timeout: 60_000 })

    const other = to.page
    await register(to, UPS)
    const { packages } = await to.ask('backups.make', {})
    await other.getByRole('button', { name: 'Choose the file…' }).click()
    await other.getByLabel('Passphrase of the archive').fill('wrong')
    await other.keyboard.press('Enter')
    await expect(other.getByText('The passphrase does not open this archive.')).toBeVisible({ timeout: 60_000 })
    await other.getByLabel('Passphrase of the archive').fill(PASSPHRASE)
    await other.keyboard.press('Enter')
    await other.getByRole('button', { name: 'Work with this archive' }).click({ timeout: 60_000 })
    await expect(other.getByRole('heading', { name: 'The other data is in place' })).toBeVisible({ timeout: 30_000 })
    await expect(other.getByText('The building that is open now: Lofts des Arts')).toBeVisible()
    await other.keyboard.press('Enter')

    // What was there before is a backup, and coming back to it brings the parcel again.
    await other.evaluate(() => void (window.location.hash = '#/backups'))
    const before = other.getByRole('listitem').filter({ hasText: 'made before somebody went back' })
    await before.getByRole('button').click()
    await expect(other.getByRole('heading', { name: 'What stays' })).toBeVisible()
    await other.getByRole('button', { name: 'Go back to this backup' }).click()
    await expect(other.getByRole('heading', { name: 'The other data is in place' })).toBeVisible({ timeout: 30_000 })
    await expect(other.getByText('The building that is open now: Lofts des Arts')).toBeVisible()
    await other.keyboard.press('Enter')
    expect((await to.ask('backups.make', {})).packages).toBe(packages)
  } finally {
    for (const { app } of desks) await app.close()
    rmSync(dir, { recursive: true, force: true })
  }
})
