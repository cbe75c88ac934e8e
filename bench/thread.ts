// Opening a conversation of 10 000 messages, click to paint, p95; and the longest frames while it is scrolled, in the context.
import { join } from 'node:path'
import { launch, removeDir, tempDir } from '../tests/e2e/support/runningDesk.ts'
import { presetSettings } from '../tests/e2e/support/faults.ts'
import { writeLongThreads } from './support/longThreads.ts'
import { report, spread } from './support/report.ts'
import { sizes } from './support/sizes.ts'

const {
  openings: OPENINGS,
  frames: FRAMES,
  length: LENGTH,
} = sizes({ openings: 60, frames: 600, length: 10_000 }, { openings: 6, frames: 30, length: 300 })
const dataDir = tempDir()
presetSettings(dataDir)
// The first start makes the building; the conversations are written while nobody has it open.
await (await launch({ dataDir })).app.close()
const ids = writeLongThreads(join(dataDir, 'building/replica.db'), { count: 3, length: LENGTH })
const desk = await launch({ dataDir, size: { width: 1920, height: 1080 } })
try {
  const { page } = desk
  await page.keyboard.press('F5')
  await page.getByRole('listbox', { name: 'Conversations' }).getByRole('option').nth(2).waitFor()
  const opened: number[] = []
  for (let n = 0; n < OPENINGS; n++) {
    opened.push(
      await page.evaluate(
        ([id, place]) =>
          new Promise<number>((resolve) => {
            const row = document.querySelectorAll<HTMLElement>('.conv')[place]!
            const start = performance.now()
            row.click()
            const look = () => {
              const box = document.querySelector(`.thread[data-conversation="${id}"] .thread-box`)
              // Painted once the frame after the one that drew the last message has begun.
              if (
                box &&
                box.querySelectorAll('.msg').length > 5 &&
                box.scrollHeight - box.scrollTop - box.clientHeight < 90
              )
                requestAnimationFrame(() => resolve(performance.now() - start))
              else requestAnimationFrame(look)
            }
            requestAnimationFrame(look)
          }),
        [ids[n % ids.length]!, n % ids.length] as const,
      ),
    )
  }
  const frames = await page.evaluate(
    (count) =>
      new Promise<number[]>((resolve) => {
        const box = document.querySelector<HTMLElement>('.thread-box')!
        const gaps: number[] = []
        let before = performance.now()
        const step = (now: number) => {
          gaps.push(now - before)
          before = now
          // Faster than a wheel that is turned: about three windows a second, then back.
          box.scrollTop += gaps.length < count / 2 ? -60 : 60
          if (gaps.length < count) requestAnimationFrame(step)
          else resolve(gaps.slice(5))
        }
        requestAnimationFrame(step)
      }),
    FRAMES,
  )
  const { p95, ...rest } = spread(opened.slice(3))
  const scrolled = spread(frames)
  const long = frames.filter((gap) => gap > 50).length
  report({
    name: 'thread',
    value: p95,
    unit: 'ms p95',
    limit: 100,
    ok: p95 <= 100 && long === 0,
    context: {
      ...rest,
      messages: LENGTH,
      frames_over_50_ms: long,
      frame_p50: scrolled.p50,
      frame_p99: scrolled.p99,
      frame_max: scrolled.max,
    },
  })
} finally {
  await desk.app.close()
  removeDir(dataDir)
}
