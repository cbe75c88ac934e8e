import type { ChildProcess } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { _electron, test as base, type ElectronApplication, type Page } from '@playwright/test'
import type { DeskBridge, Request, Response, RouteName } from '../../../src/shared/contract/index.ts'

export const PROJECT = resolve(import.meta.dirname, '../../..')
const ELECTRON = join(PROJECT, 'node_modules/electron/dist', process.platform === 'win32' ? 'electron.exe' : 'electron')

export interface RunningDesk {
  app: ElectronApplication
  /** Its process, known also when the test has closed the desk. */
  main: ChildProcess
  page: Page
  dataDir: string
  /** Asks main over the same bridge as the console; fails the test on a refusal. */
  ask<N extends RouteName>(route: N, input: Request<N>): Promise<Response<N>>
}

export interface LaunchOptions {
  dataDir: string
  /** Size of the page; null leaves the window as the program opened it. */
  size?: { width: number; height: number } | null
  args?: string[]
  env?: Record<string, string>
  /** Wait until the intake can be used; off for starts that end on the store's own screen. */
  ready?: boolean
}

/** Starts the built program on a data folder and waits until the desk can be used. */
export async function launch({
  dataDir,
  size = { width: 1280, height: 800 },
  args = [],
  env = {},
  ready = true,
}: LaunchOptions): Promise<RunningDesk> {
  // As root Chromium refuses its own sandbox; the renderer's sandbox option stays on and is asserted.
  const root = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  const app = await _electron.launch({
    executablePath: ELECTRON,
    args: [PROJECT, `--user-data-dir=${dataDir}`, ...root, ...args],
    // The older runtime connects to a project only in development.
    env: { ...(process.env as Record<string, string>), LOFTS_DEVELOPMENT: '1', ...env },
  })
  const main = app.process()
  const page = await app.firstWindow()
  const resize = () =>
    app.evaluate(
      ({ BrowserWindow }, to) => void (to && BrowserWindow.getAllWindows()[0]?.setContentSize(to.width, to.height)),
      size,
    )
  if (ready) await page.locator('[data-desk-ready]').waitFor({ timeout: 30_000 })
  // Main answers: all of it is read. Before, its inspector loses answers when memory is swept.
  await page.waitForFunction(async () => {
    const { desk } = window as unknown as { desk?: DeskBridge }
    return desk !== undefined && (await desk.request('app.status', {}))
  })
  await resize().catch(resize)
  return { app, main, page, dataDir, ask: (route, input) => ask(page, route, input) }
}

async function ask<N extends RouteName>(page: Page, route: N, input: Request<N>): Promise<Response<N>> {
  const answer = await page.evaluate(
    ([name, body]) => (window as unknown as { desk: DeskBridge }).desk.request(name, body as never),
    [route, input] as const,
  )
  if (!answer.ok) throw new Error(`${route}: ${answer.error.code} ${JSON.stringify(answer.error.data ?? {})}`)
  return answer.data
}

/** A data folder that is gone after the test. */
export function tempDir(): string {
  return mkdtempSync(join(tmpdir(), 'lofts-desk-'))
}

/** Ends a desk whose folder goes with it: at once, since nobody opens what a proper end would write. */
export async function endDesk({ app, main, dataDir }: RunningDesk): Promise<void> {
  const gone = new Promise((resolve) => main.once('exit', resolve))
  if (main.exitCode === null && main.signalCode === null && main.kill('SIGKILL')) await gone
  await app.close().catch(() => {})
  removeDir(dataDir)
}

export const removeDir = (dir: string): void => rmSync(dir, { recursive: true, force: true, maxRetries: 5 })

/**
 * A desk of its own for each test, in English, on fresh sample data. The sample building and the engine's cache of the
 * console's code are made once per worker and copied: a first start is what other tests look at.
 */
export const test = base.extend<{ desk: RunningDesk }, { prepared: string }>({
  prepared: [
    async ({}, use) => {
      const folder = tempDir()
      const desk = await launch({ dataDir: folder })
      await desk.ask('settings.set', { language: 'en', theme: 'light', soundVolume: 0 })
      await desk.app.close()
      await use(folder)
      removeDir(folder)
    },
    { scope: 'worker' },
  ],
  desk: async ({ prepared }, use) => {
    const dataDir = tempDir()
    for (const kept of ['building', 'settings.json', 'Code Cache', 'graphics.json'])
      if (existsSync(join(prepared, kept))) cpSync(join(prepared, kept), join(dataDir, kept), { recursive: true })
    const desk = await launch({ dataDir })
    await use(desk)
    await endDesk(desk)
  },
})

export { expect } from '@playwright/test'
