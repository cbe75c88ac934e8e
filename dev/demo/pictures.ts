import { join } from 'node:path'
import type { DemoDesk } from './demoDesk.ts'

/** Takes a picture of a desk's window. */
export type Picture = (desk: DemoDesk, name: string) => Promise<void>

/** Numbers the pictures in the order of the story. */
export function album(folder: string, say: (line: string) => void): Picture {
  let taken = 0
  return async ({ name: desk, page }, name) => {
    taken += 1
    const file = `${String(taken).padStart(2, '0')}-${desk.toLowerCase().replace(' ', '-')}-${name}.png`
    await page.evaluate(() => document.fonts.ready)
    // Two frames: what was asked for last is painted.
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))))
    await page.screenshot({ path: join(folder, file) })
    say(`     picture ${file}`)
  }
}
