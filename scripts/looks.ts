// Run by screenshots.mjs --looks FOLDER: every screen in French, in each look and at both sizes, for eyes to judge.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { commandSeal } from '../src/main/services/scan/commandSeal.ts'
import { commandCode, type Command } from '../src/shared/scan/commands.ts'
import { launch, removeDir, tempDir, type RunningDesk } from '../tests/e2e/support/runningDesk.ts'
import { backUp, backupDir, presetSettings, register, replicaFile } from '../tests/e2e/support/faults.ts'
import { dress } from '../tests/e2e/support/axe.ts'
import { scan } from '../tests/e2e/support/gun.ts'
import { crowd, type Screen } from '../tests/e2e/support/screens.ts'
import { amazon } from '../tests/e2e/support/codes.ts'

const folder = process.argv[2] ?? 'looks'
const only = process.argv[3] === undefined ? null : new RegExp(process.argv[3])
const SIZES = [
  { width: 1280, height: 800 },
  { width: 1920, height: 1080 },
]
const THEMES = ['light', 'dark', 'contrast_light', 'contrast'] as const

/** The screen as it stands, in each size and look. */
async function pictures(desk: RunningDesk, name: string): Promise<void> {
  for (const { width, height } of SIZES) {
    await desk.app.evaluate(
      ({ BrowserWindow }, size) => BrowserWindow.getAllWindows()[0]?.setContentSize(size[0]!, size[1]!),
      [width, height],
    )
    await desk.page.waitForFunction((wide) => window.innerWidth === wide, width)
    for (const theme of THEMES) {
      await dress(desk, 'fr', theme)
      await desk.page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))))
      const into = join(folder, String(width), theme)
      mkdirSync(into, { recursive: true })
      await desk.page.screenshot({ path: join(into, `${name.replaceAll(/[^a-z0-9]+/gi, '-')}.png`) })
    }
  }
  console.error(name)
}

const wanted = ({ name }: { name: string }): boolean => only === null || only.test(name)

async function consoleScreens(): Promise<void> {
  const dataDir = tempDir()
  presetSettings(dataDir, { language: 'fr' })
  const desk = await launch({ dataDir })
  await desk.page.emulateMedia({ reducedMotion: 'reduce' })
  const command = (which: Command) => async (page: Page) => {
    await page.evaluate(() => (location.hash = '#/waiting'))
    await page.locator('.grid-row').first().waitFor()
    const { building } = await desk.ask('session.get', {})
    await scan(page, commandCode(which, commandSeal(building.id)))
    await page.locator('.banner').waitFor()
  }
  const more: Screen[] = [
    { name: 'command, undo', go: command('undo') },
    { name: 'command, done', go: command('done') },
    { name: 'command, print', go: command('print') },
    {
      name: 'command of another building',
      go: async (page) => {
        await scan(page, commandCode('undo', commandSeal('019a1fab-0000-7000-8000-000000000000')))
        await page.locator('.banner').waitFor()
      },
    },
    {
      name: 'banner, known',
      go: async (page) => {
        const { trackingNumber } = await register(desk, amazon(991))
        await page.evaluate(() => (location.hash = '#/waiting'))
        await scan(page, trackingNumber!)
        await page.locator('.banner').waitFor()
      },
    },
    {
      name: 'banner, wrong barcode',
      go: async (page) => {
        await page.evaluate(() => (location.hash = '#/waiting'))
        await scan(page, '42090210')
        await page.locator('.banner').waitFor()
      },
    },
  ]
  try {
    for (const screen of [...(await crowd(desk)), ...more]) {
      await screen.go(desk.page).catch((error: unknown) => console.error(screen.name, String(error).slice(0, 200)))
      if (wanted(screen)) await pictures(desk, screen.name)
    }
  } finally {
    await desk.app.close()
    removeDir(dataDir)
  }
}

const STATES: readonly { name: string; spoil: (dataDir: string) => unknown; restore?: boolean }[] = [
  { name: 'store damaged', spoil: (own) => writeFileSync(replicaFile(own), 'no database') },
  { name: 'store restored', spoil: (own) => writeFileSync(replicaFile(own), 'no database'), restore: true },
  { name: 'store gone', spoil: (own) => rmSync(replicaFile(own)) },
  {
    name: 'store gone with its backups',
    spoil: (own) => {
      rmSync(replicaFile(own))
      rmSync(backupDir(own), { recursive: true })
    },
  },
]

async function bootScreens(): Promise<void> {
  for (const { name, spoil, restore } of STATES.filter(wanted)) {
    const dataDir = tempDir()
    presetSettings(dataDir, { language: 'fr' })
    await (await launch({ dataDir })).app.close()
    for (let hours = 5; hours > 0; hours--) await backUp(dataDir, new Date(Date.now() - hours * 3_600_000))
    spoil(dataDir)
    const desk = await launch({ dataDir, ready: false })
    try {
      await desk.page.locator('.boot h1').waitFor()
      if (restore) {
        await desk.page.keyboard.press('Enter')
        await desk.page.locator('.boot').getByRole('button', { name: 'Continuer' }).waitFor()
      }
      await pictures(desk, name)
    } finally {
      await desk.app.close()
      removeDir(dataDir)
    }
  }
}

await consoleScreens()
await bootScreens()
