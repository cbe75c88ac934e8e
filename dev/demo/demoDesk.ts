import type { Page } from '@playwright/test'
import type { Hub } from '../hub/hub.ts'
import { launch, removeDir, tempDir, type RunningDesk } from '../../tests/e2e/support/runningDesk.ts'
import { scan } from '../../tests/e2e/support/gun.ts'
import { PASSWORD } from '../../tests/support/project.ts'
import type { PackageRow } from '../../src/shared/contract/packages.ts'
import { WORDS } from './words.ts'

export interface DemoDesk extends RunningDesk {
  name: string
  words: (typeof WORDS)[keyof typeof WORDS]
  /** Resolves when its window is closed. */
  closed: Promise<void>
  close(): Promise<void>
}

const CONNECT_MS = 120_000
const STEP_MS = 30_000

/** Opens a console of its own on the sample building; its data go when it closes. */
export async function openDesk({
  name,
  language,
  side,
}: {
  name: string
  language: 'en' | 'fr'
  side: 'left' | 'right'
}): Promise<DemoDesk> {
  const dataDir = tempDir()
  const desk = await launch({ dataDir }).catch((error: unknown) => {
    removeDir(dataDir)
    throw error
  })
  let open = true
  const closed = new Promise<void>((done) => void desk.app.once('close', () => done())).then(() => {
    open = false
  })
  await desk.app.evaluate(({ BrowserWindow, screen }, at) => {
    const window = BrowserWindow.getAllWindows()[0]!
    const { x, y, width } = screen.getPrimaryDisplay().workArea
    window.setPosition(at === 'left' ? x : Math.max(x, x + width - window.getSize()[0]!), y)
  }, side)
  await desk.ask('settings.set', { language, theme: 'light', soundVolume: 0 })
  return {
    ...desk,
    name,
    words: WORDS[language],
    closed,
    async close() {
      if (open) await desk.app.close()
      removeDir(dataDir)
    },
  }
}

const status = (page: Page) => page.locator('.status')

/** Waits until the status line says it. */
export const untilStatus = ({ page }: DemoDesk, word: string | RegExp, timeout = STEP_MS): Promise<void> =>
  status(page).getByText(word).waitFor({ timeout })

/** Fills in the project and the account in the settings, as far as the offer of what to do. */
export async function lookAtProject({ page, words }: DemoDesk, hub: Hub, url: string, email: string): Promise<void> {
  await page.keyboard.press('F7')
  await page.getByLabel(words.project).fill(url)
  await page.getByLabel(words.key).fill(hub.publishableKey)
  await page.getByLabel(words.email).fill(email)
  await page.getByLabel(words.password, { exact: true }).fill(PASSWORD)
  await page.getByRole('button', { name: words.look }).click()
  await page.getByRole('radio').first().waitFor()
}

/** Accepts what the project offers, and waits until the desk is connected. */
export async function connect(desk: DemoDesk, button: string): Promise<void> {
  await desk.page.getByRole('button', { name: button }).click()
  await untilStatus(desk, desk.words.live, CONNECT_MS)
}

/** Scans a carrier's label and types the unit, as far as the choice of the addressee. */
export async function scanIn({ page }: DemoDesk, code: string, unit: string): Promise<void> {
  await page.keyboard.press('F2')
  await scan(page, code)
  await page.getByRole('combobox').waitFor()
  await page.keyboard.type(unit, { delay: 70 })
  await page.getByRole('option').filter({ hasText: unit }).first().waitFor()
}

/** Takes the first of the offered people; answers the parcel as the desk has it now. */
export async function register(desk: DemoDesk, code: string): Promise<PackageRow> {
  await desk.page.keyboard.press('Enter')
  await desk.page.getByText(desk.words.registered).first().waitFor()
  await desk.page.getByRole('combobox').waitFor({ state: 'hidden' })
  const { rows } = await desk.ask('packages.list', { filter: { text: code } })
  const [parcel] = rows
  if (!parcel) throw new Error(`${desk.name} took ${code} in and does not show it`)
  return parcel
}

/** Opens the waiting list and waits until it shows the parcel. */
export async function seeWaiting({ page, words, name }: DemoDesk, { shortNumber }: PackageRow): Promise<void> {
  await page.keyboard.press('F3')
  await page.getByRole('heading', { name: words.waiting, exact: true }).waitFor()
  await page
    .getByText(shortNumber, { exact: true })
    .first()
    .waitFor({ timeout: STEP_MS })
    .catch(() => {
      throw new Error(`${name} does not show parcel ${shortNumber}`)
    })
}

/** Scans our own label and ticks the collector and "ID seen": all but the last key. */
export async function openHandover({ page, words }: DemoDesk, parcel: PackageRow, collector: string): Promise<void> {
  await page.keyboard.press('F6')
  await scan(page, parcel.code)
  await page.getByRole('button', { name: words.handOver }).waitFor()
  await page.locator('[data-lacks=collector] label').filter({ hasText: collector }).first().click()
  await page.keyboard.press('Alt+3')
}

/** Completes the open hand-over. */
export async function handOver({ page, words }: DemoDesk): Promise<void> {
  await page.getByRole('button', { name: words.handOver }).click()
  await page.getByText(words.handed).first().waitFor()
}

/** Opens "Sending and receiving" from the status line. */
export async function openSync({ page, words }: DemoDesk): Promise<void> {
  await status(page)
    .getByRole('button', { name: new RegExp(`${words.live}|${words.noLine}`) })
    .click()
  await page.getByRole('heading', { name: words.sync, level: 1 }).waitFor()
}
