import { mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { BrowserWindow } from 'electron'

const EVERY_MS = 3_000

/** Where there is no display the start script asks for pictures of the window: the newest, and one per change. */
export function keepScreenshots(window: BrowserWindow): void {
  const folder = process.env['LOFTS_SCREENSHOT_DIR']
  if (!folder) return
  mkdirSync(folder, { recursive: true })
  let last = ''
  let taken = 0
  const take = async () => {
    if (window.isDestroyed()) return
    const picture = (await window.webContents.capturePage()).toPNG()
    const mark = picture.toString('base64')
    if (mark === last) return
    last = mark
    taken++
    writeFileSync(join(folder, 'latest.png.new'), picture)
    renameSync(join(folder, 'latest.png.new'), join(folder, 'latest.png'))
    writeFileSync(join(folder, `window-${String(taken % 50).padStart(2, '0')}.png`), picture)
  }
  window.webContents.once('did-finish-load', () => {
    const timer = setInterval(() => void take().catch(() => clearInterval(timer)), EVERY_MS)
    window.once('closed', () => clearInterval(timer))
  })
}
