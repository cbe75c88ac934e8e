import { describe, expect, it } from 'vitest'
import type { ScanOutcome } from '../../../shared/contract/scan.ts'
import { createScanHandlers } from './handlers.ts'
import type { Scan } from './scan.ts'

const outcome: ScanOutcome = { kind: 'rescan', why: 'too_long' }
const scan = { text: 'X' } as Scan

describe('who gets a scan', () => {
  it('asks the screen on top first and stops at the one that claims it', async () => {
    const asked: string[] = []
    const handlers = createScanHandlers()
    handlers.register(() => asked.push('below') > 0)
    handlers.register(() => asked.push('top') > 0)
    expect(await handlers.offer(outcome, scan)).toBe(true)
    expect(asked).toEqual(['top'])
  })

  it('falls through to the default when nobody claims it, or after the screen has gone', async () => {
    const handlers = createScanHandlers()
    const leave = handlers.register(() => true)
    handlers.register(() => false)
    leave()
    expect(await handlers.offer(outcome, scan)).toBe(false)
  })

  it('keeps a scan for the screen that it opens, and hands it over once', async () => {
    const handlers = createScanHandlers()
    const got: Scan[] = []
    const claimed = handlers.offerNext(outcome, scan, 1000)
    handlers.register((_, one) => got.push(one) > 0)
    handlers.register((_, one) => got.push(one) > 0)
    expect(await claimed).toBe(true)
    expect(got).toEqual([scan])
  })

  it('gives up on a screen that never comes, so that the next scan is not held up', async () => {
    expect(await createScanHandlers().offerNext(outcome, scan, 5)).toBe(false)
  })
})
