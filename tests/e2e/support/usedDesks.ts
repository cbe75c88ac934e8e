import { cpSync } from 'node:fs'
import { test, type Page } from '@playwright/test'
import { amazon } from './codes.ts'
import { expect, launch, removeDir, tempDir, type RunningDesk } from './runningDesk.ts'
import { buildingDir, presetSettings, usedDesk } from './faults.ts'

export const BEFORE = [amazon(1), amazon(2)]
export const SINCE = [amazon(3), amazon(4), amazon(5)]

/** A desk with a day behind it, for the tests of one file: each takes a copy, and what it opened is closed after it. */
export function usedDesks() {
  let used = ''
  let open: RunningDesk | null = null
  const folders: string[] = []

  test.beforeAll(async () => {
    used = tempDir()
    await usedDesk(used, BEFORE, SINCE)
  })
  test.afterEach(async () => {
    await open?.app.close().catch(() => {})
    open = null
    for (const folder of folders.splice(0)) removeDir(folder)
  })
  test.afterAll(() => removeDir(used))

  /** A folder that goes after the test. */
  function folder(): string {
    const dir = tempDir()
    folders.push(dir)
    return dir
  }
  return {
    /** Its own data folder. */
    used: () => used,
    folder,
    /** A copy of the used desk, to be damaged. */
    usedCopy(): string {
      const dataDir = folder()
      cpSync(buildingDir(used), buildingDir(dataDir), { recursive: true })
      presetSettings(dataDir)
      return dataDir
    },
    async start(dataDir: string, options: Partial<Parameters<typeof launch>[0]> = {}): Promise<RunningDesk> {
      open = await launch({ dataDir, ...options })
      return open
    },
    async stop(): Promise<void> {
      const closing = open
      open = null
      await closing?.app.close()
    },
    /** The desk that was started last. */
    opened: (): RunningDesk => open!,
  }
}

export const ready = (page: Page) => page.locator('[data-desk-ready]')
export const damagedTitle = (page: Page) => page.getByRole('heading', { name: 'The data of this desk is damaged' })
export const goneTitle = (page: Page) => page.getByRole('heading', { name: 'The data of this desk is missing' })
export const restoreButton = (page: Page) => page.getByRole('button', { name: 'Go back to the newest good backup' })

/** Takes the backup with Enter, reads what came over, and goes on with Enter. */
export async function restore(page: Page): Promise<void> {
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'The desk is back, from its backup' })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Continue' })).toBeFocused()
  await page.keyboard.press('Enter')
  await ready(page).waitFor()
}

/** Which of these numbers the desk knows. */
export async function known(desk: RunningDesk, numbers: readonly string[]): Promise<string[]> {
  const found: string[] = []
  for (const number of numbers) {
    const { total } = await desk.ask('packages.list', { filter: { text: number } })
    if (total === 1) found.push(number)
    else expect(total, `${number} more than once`).toBe(0)
  }
  return found
}
