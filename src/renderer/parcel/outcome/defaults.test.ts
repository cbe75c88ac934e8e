import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { ScanOutcome } from '../../../shared/contract/scan.ts'
import { createFeedback } from '../../window/feedback/store.ts'
import { asIntake } from './asIntake.ts'
import { createDefaults } from './defaults.tsx'
import type { Turn } from '../../window/scan/scanDesk.ts'
import { createScanHandlers } from '../../window/scan/handlers.ts'
import type { Scan } from '../../window/scan/scan.ts'

const scan = { text: 'X' } as Scan
const intake = asIntake({ kind: 'unknown', raw: 'X', normalised: 'X', previous: null })

function world() {
  const heard: string[] = []
  const forget = vi.fn<() => void>()
  const feedback = createFeedback((tone) => heard.push(tone))
  const handlers = createScanHandlers()
  const went: string[] = []
  const byDefault = createDefaults({
    feedback,
    navigate: (to) => went.push(to),
    currentPath: () => '/waiting',
    undoLast: async () => {},
    ready: () => {},
    search: () => {},
    now: () => 0,
    painted: async () => {},
  })
  const turn: Turn = { handlers, answered: () => {}, choose: () => {}, forget }
  return { feedback, handlers, heard, went, forget, take: (outcome: ScanOutcome) => byDefault(outcome, scan, turn) }
}

describe('what a scan does by default', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  it('asks for the scan again when the screen that it opens does not come', async () => {
    // Bug: the answer “new parcel” stood there, no parcel was in hand, and a second scan was taken for a double read.
    const w = world()
    const taken = w.take(intake)
    await vi.runAllTimersAsync()
    await taken
    expect(w.went).toEqual(['/intake'])
    expect(w.heard).toEqual(['ok', 'error'])
    expect(w.forget).toHaveBeenCalledOnce()
  })

  it('says nothing more when the screen takes it', async () => {
    const w = world()
    const taken = w.take(intake)
    await vi.advanceTimersByTimeAsync(100)
    w.handlers.register(() => true)
    await taken
    expect(w.heard).toEqual(['ok'])
    expect(w.forget).not.toHaveBeenCalled()
  })
})
