import { describe, expect, it } from 'vitest'
import type { PrintJob } from '../../../shared/contract/printing.ts'
import { watchLabels } from './stoppedLabels.ts'

const job = (id: string, state: PrintJob['state']) => ({ id, state })

describe('labels that stop', () => {
  it('are told when they do, also when they were never seen to be well', () => {
    const look = watchLabels()
    look([job('a', 'queued')])
    expect(look([job('a', 'failed'), job('b', 'failed')])).toEqual([job('a', 'failed'), job('b', 'failed')])
  })

  // Bug: a banner, and its sound, for each time that a printer without paper is asked again.
  it('are told once, however often their printer is asked again', () => {
    const look = watchLabels()
    look([])
    expect(look([job('a', 'attention')])).toHaveLength(1)
    expect(look([job('a', 'sent')])).toEqual([])
    expect(look([job('a', 'attention')])).toEqual([])
    expect(look([job('a', 'failed')])).toHaveLength(1)
  })

  it('are no news when they had stopped before the window opened', () => {
    const look = watchLabels()
    expect(look([job('a', 'failed')])).toEqual([])
    expect(look([job('a', 'failed'), job('b', 'failed')])).toEqual([job('b', 'failed')])
  })
})
