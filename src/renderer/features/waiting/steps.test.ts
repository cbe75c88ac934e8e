import { describe, expect, it } from 'vitest'
import type { PackageStatus } from '../../../shared/packages/lifecycle.ts'
import { commonSteps } from './steps.ts'

const known = (status: PackageStatus) => ({ status, unassigned: false })

describe('steps for many parcels', () => {
  it('offers only what all of them can take', () => {
    expect(commonSteps([known('received'), known('on_hold')])).toEqual(['forward', 'return', 'lose'])
    expect(commonSteps([known('received'), known('picked_up')])).toEqual([])
  })

  it('never hands over without a proof', () => {
    expect(commonSteps([known('received')])).not.toContain('hand_over')
  })

  it('tells nobody of a parcel that is nobody’s', () => {
    // Bug: parcels without addressee could be marked as notified from the list.
    expect(commonSteps([known('received')])).toContain('notify')
    expect(commonSteps([known('received'), { status: 'received', unassigned: true }])).toEqual([
      'hold',
      'forward',
      'return',
      'lose',
    ])
  })
})
