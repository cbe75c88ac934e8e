import { spawn } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from '@playwright/test'
import { UPS } from '../support/codes.ts'
import { expect, PROJECT, type RunningDesk } from '../support/runningDesk.ts'
import { ELECTRON, buildingDir, filesOf } from '../support/faults.ts'
import { scan } from '../support/gun.ts'
import { usedDesks } from '../support/usedDesks.ts'

const { usedCopy, start } = usedDesks()

// Bug: a window that stays white after the system has ended its page, which it does where memory is short.
test('a page that the system ends comes back by itself, and the program still quits', async () => {
  const { app } = await start(usedCopy())
  const pageIs = (expression: string) =>
    app.evaluate(
      ({ BrowserWindow }, asked) =>
        Promise.race([
          BrowserWindow.getAllWindows()[0]!.webContents.executeJavaScript(asked) as Promise<boolean>,
          // What the dead page was asked is never answered.
          new Promise<boolean>((resolve) => void setTimeout(() => resolve(false), 500)),
        ]),
      expression,
    )
  await pageIs('window.old = true')
  await app.evaluate(({ BrowserWindow }) =>
    process.kill(BrowserWindow.getAllWindows()[0]!.webContents.getOSProcessId(), 'SIGKILL'),
  )
  await expect.poll(() => pageIs(`!window.old && !!document.querySelector('[data-desk-ready]')`)).toBe(true)
  const over = new Promise<number | null>((resolve) => void app.process().once('exit', resolve))
  await app.evaluate((electron) => electron.app.quit())
  expect(await over).toBe(0)
})

// Bug: two programs on one database, or a click on the icon that seems to do nothing.
test('a second start ends by itself and brings the first window to the front', async () => {
  const dataDir = usedCopy()
  const desk = await start(dataDir)
  await desk.app.evaluate(({ app, BrowserWindow }) => {
    const counter = globalThis as unknown as { seconds: number }
    counter.seconds = 0
    app.on('second-instance', () => counter.seconds++)
    BrowserWindow.getAllWindows()[0]?.hide()
  })
  const focused = () => desk.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isFocused())
  await expect.poll(focused).toBe(false)
  const files = filesOf(buildingDir(dataDir))
  const root = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  const second = spawn(ELECTRON, [PROJECT, `--user-data-dir=${dataDir}`, ...root], { stdio: 'ignore' })
  const code = await new Promise((resolve) => second.once('exit', resolve))
  expect(code).toBe(0)
  await expect.poll(() => desk.app.evaluate(() => (globalThis as unknown as { seconds: number }).seconds)).toBe(1)
  const window = () =>
    desk.app.evaluate(({ BrowserWindow }) => {
      const [only, ...others] = BrowserWindow.getAllWindows()
      const { visible, focused } = { visible: only?.isVisible(), focused: only?.isFocused() }
      return { visible, focused, minimized: only?.isMinimized(), others: others.length }
    })
  // In front, so that the next scan goes there.
  await expect.poll(window).toEqual({ visible: true, focused: true, minimized: false, others: 0 })
  expect(filesOf(buildingDir(dataDir))).toEqual(files)
  // The first one goes on undisturbed.
  await scan(desk.page, UPS)
  await expect(desk.page.getByRole('region', { name: 'Parcel in hand' })).toContainText('UPS')
})

const boundsOf = (desk: RunningDesk) =>
  desk.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.getBounds())

// Bug: a window that opens somewhere else each morning, or on a screen that was unplugged.
test('the window opens where it was left; where that screen is gone, on one that is there', async () => {
  const dataDir = usedCopy()
  const left = { x: 140, y: 90, width: 1100, height: 720 }
  const first = await start(dataDir, { size: null })
  await first.app.evaluate(({ BrowserWindow }, bounds) => BrowserWindow.getAllWindows()[0]!.setBounds(bounds), left)
  await expect.poll(() => boundsOf(first)).toEqual(left)
  await first.app.close()
  const second = await start(dataDir, { size: null })
  expect(await boundsOf(second)).toEqual(left)
  await second.app.close()
  writeFileSync(join(dataDir, 'window.json'), JSON.stringify({ bounds: { ...left, x: 9000 }, maximized: false }))
  const third = await start(dataDir, { size: null })
  const { x, width } = await boundsOf(third)
  const screen = await third.app.evaluate((electron) => electron.screen.getPrimaryDisplay().workArea)
  expect(x).toBeLessThan(screen.x + screen.width)
  expect(x + width).toBeGreaterThan(screen.x)
})

// Bug: settings or window place that are half written stop the start.
test('settings and window place that are cut off fall back to defaults and the desk opens', async () => {
  const dataDir = usedCopy()
  writeFileSync(join(dataDir, 'settings.json'), '{"language":"en","theme":"da')
  writeFileSync(join(dataDir, 'window.json'), '{"bounds":{"x":1')
  const desk = await start(dataDir)
  const { settings } = await desk.ask('app.status', {})
  expect(settings.language).toBe('fr')
  await desk.ask('settings.set', { language: 'en' })
  expect(JSON.parse(readFileSync(join(dataDir, 'settings.json'), 'utf8'))).toMatchObject({ language: 'en' })
  expect(existsSync(join(dataDir, 'settings.json.new'))).toBe(false)
})
