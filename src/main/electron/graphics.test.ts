import { expect, it } from 'vitest'
import { drawsInSoftware, rememberGraphics, TRY_AGAIN_MS } from './graphics.ts'

const by = '45.4.1'
const now = Date.UTC(2026, 10, 27)
const memory = (text: string | null = null) => ({
  read: () => text,
  write: (next: string) => {
    text = next
  },
})

it('does without the hardware from the start after the one that found none', () => {
  const kept = memory()
  expect(drawsInSoftware(kept, { now, by })).toBe(false)
  rememberGraphics(kept, 'disabled_software', { now, by })
  expect(drawsInSoftware(kept, { now: now + 1000, by })).toBe(true)
})

// Bug: a computer that got its driver, or a new Electron, would draw slowly for ever.
it('tries the hardware again after a week, under another Electron, and after the clock was set back', () => {
  const kept = memory()
  rememberGraphics(kept, 'disabled_software', { now, by })
  expect(drawsInSoftware(kept, { now: now + TRY_AGAIN_MS, by })).toBe(false)
  expect(drawsInSoftware(kept, { now, by: '46.0.0' })).toBe(false)
  expect(drawsInSoftware(kept, { now: now - 1, by })).toBe(false)
})

it('forgets when the hardware draws again, and takes a damaged file for none', () => {
  const kept = memory()
  rememberGraphics(kept, 'disabled_software', { now, by })
  rememberGraphics(kept, 'enabled', { now, by })
  expect(drawsInSoftware(kept, { now, by })).toBe(false)
  expect(drawsInSoftware(memory('{"at":'), { now, by })).toBe(false)
})
