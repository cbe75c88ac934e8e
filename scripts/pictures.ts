// Run by screenshots.mjs: takes the pictures of the README anew, from the real program on the sample building.
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { launch, PROJECT, removeDir, tempDir } from '../tests/e2e/support/runningDesk.ts'
import { scan } from '../tests/e2e/support/gun.ts'

const dataDir = tempDir()
const desk = await launch({ dataDir, size: { width: 1440, height: 900 } })
const { page } = desk

async function picture(name: string): Promise<void> {
  await page.evaluate(() => document.fonts.ready)
  // Two frames: what was asked for last is painted.
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))))
  await page.screenshot({ path: join(PROJECT, 'docs', `${name}.png`) })
  console.error(`docs/${name}.png`)
}

const typed = async (on: Page, text: string) => {
  await on.keyboard.type(text, { delay: 80 })
  await on.getByRole('option').first().waitFor()
}

try {
  await desk.ask('settings.set', { language: 'fr', theme: 'light', soundVolume: 0 })
  await scan(page, '1Z999AA10123456784')
  await page.getByRole('combobox').waitFor()
  await typed(page, 'trem')
  await picture('intake')
  await page.keyboard.press('Enter')
  await page.getByRole('combobox').waitFor({ state: 'hidden' })
  await page.keyboard.press('F3')
  await page.getByRole('row').nth(3).waitFor()
  await picture('waiting')
  const busy = await desk.ask('packages.list', {
    filter: { statuses: ['received', 'notified'], unassigned: false },
    sort: 'unit',
    limit: 200,
  })
  const most =
    busy.rows.find((row, at) => busy.rows.findIndex((other) => other.resident?.id === row.resident?.id) < at) ??
    busy.rows[0]!
  await scan(page, most.code)
  await page.getByRole('button', { name: /^Remettre \d/ }).waitFor()
  await picture('handover')
  const { rows } = await desk.ask('packages.list', {
    filter: { statuses: ['on_hold', 'notified'] },
    sort: 'oldest',
    limit: 1,
  })
  // Away from the hand-over, where the same scan would mean one parcel more.
  await page.keyboard.press('F6')
  await page.getByRole('heading', { name: 'Résidents' }).waitFor()
  await scan(page, rows[0]!.trackingNumber!)
  await page.getByRole('region', { name: 'Historique' }).waitFor()
  await picture('parcel')
  await page.keyboard.press('Escape')
  await page.keyboard.press('F5')
  await page.getByRole('listbox', { name: 'Conversations' }).getByRole('option').first().click()
  await page.getByRole('log').getByRole('article').last().waitFor()
  await picture('messages')
  await desk.ask('settings.set', { language: 'en', theme: 'dark' })
  await page.keyboard.press('F3')
  await page.getByRole('heading', { name: 'Waiting' }).waitFor()
  await page.getByRole('row').nth(3).waitFor()
  await picture('dark')
} finally {
  await desk.app.close()
  removeDir(dataDir)
}
