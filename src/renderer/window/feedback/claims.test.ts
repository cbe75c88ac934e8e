import { describe, expect, it } from 'vitest'
import { checkClaims, claimsOf, isTrue } from './claims.ts'
import { createFeedback, type Feedback } from './store.ts'

const standing = (status: 'received' | 'on_hold' | 'picked_up', unit: string | null = '804', removed = false) => ({
  id: 'p',
  status,
  removed,
  unit: unit === null ? null : { id: 'u', number: unit },
})
const registered: Feedback = { tone: 'ok', title: 'Registered', unit: '804', about: [{ id: 'p', is: 'here' }] }

async function after(parcel: ReturnType<typeof standing> | null, changed: readonly string[] | 'all' = ['p']) {
  const feedback = createFeedback(() => {})
  feedback.show(registered)
  await checkClaims(feedback, changed, () => (parcel ? Promise.resolve(parcel) : Promise.reject(new Error('gone'))))
  return feedback.shown.get()
}

describe('what the banner claims', () => {
  it('goes when the parcel was undone, handed over or given to another unit meanwhile', async () => {
    // Bug: “Registered” stood there over a parcel that another desk had handed over, or whose registration F9 had undone.
    expect(await after(standing('received', '804', true))).toBeNull()
    expect(await after(standing('picked_up'))).toBeNull()
    expect(await after(standing('received', '1204'))).toBeNull()
    expect(await after(null)).toBeNull()
  })

  it('stays while it is true, and for changes of other parcels', async () => {
    expect(await after(standing('received'))).not.toBeNull()
    expect(await after(standing('on_hold'))).not.toBeNull()
    expect(await after(standing('picked_up'), ['other'])).not.toBeNull()
    // Many rows changed: nobody says which.
    expect(await after(standing('picked_up'), 'all')).toBeNull()
  })

  it('is not taken down by an answer about the message before', async () => {
    const feedback = createFeedback(() => {})
    feedback.show(registered)
    const checked = checkClaims(feedback, ['p'], () => {
      feedback.show({ tone: 'ok', title: 'Newer' })
      return Promise.resolve(standing('picked_up'))
    })
    await checked
    expect(feedback.shown.get()?.title).toBe('Newer')
  })

  it('of a step is the status that it leads to', () => {
    expect(claimsOf('hand_over', ['a', 'b'])).toEqual([
      { id: 'a', is: 'picked_up' },
      { id: 'b', is: 'picked_up' },
    ])
    expect(claimsOf('release', ['a'])).toEqual([{ id: 'a', is: 'here' }])
    expect(isTrue({ id: 'p', is: 'on_hold' }, standing('on_hold'), undefined)).toBe(true)
    expect(isTrue({ id: 'p', is: 'on_hold' }, standing('received'), undefined)).toBe(false)
  })
})

describe('another page', () => {
  it('puts away the answer that was seen on the one before, never the one that it came with', () => {
    const feedback = createFeedback(() => {})
    feedback.show({ tone: 'ok', title: 'Hand over' })
    feedback.moved()
    expect(feedback.shown.get()).not.toBeNull()
    feedback.seen()
    feedback.moved()
    expect(feedback.shown.get()).toBeNull()
    feedback.show({ tone: 'error', title: 'The label was not printed', lasting: true })
    feedback.seen()
    feedback.moved()
    expect(feedback.shown.get()).not.toBeNull()
  })
})
