import { describe, expect, it } from 'vitest'
import { commonSteps } from './steps.ts'

describe('steps for many parcels', () => {
  it('offers only what all of them can take', () => {
    expect(commonSteps([{ status: 'received' }, { status: 'on_hold' }])).toEqual(['forward', 'return', 'lose'])
    expect(commonSteps([{ status: 'received' }, { status: 'picked_up' }])).toEqual([])
  })

  it('never hands over without a proof', () => {
    expect(commonSteps([{ status: 'received' }])).not.toContain('hand_over')
  })
})
