import { describe, expect, it } from 'vitest'
import { isOfScreen } from './ofScreen.ts'

const parcel = { packages: [{ id: 'p1' }], people: [] }
const person = { packages: [], people: [{ residentId: 'r1' }] }

// Bug: after a message was sent the undo key took back a registration made on another screen, without a question.
describe('what the undo key may take back unasked', () => {
  it('is nothing beside messages', () => {
    expect(isOfScreen(parcel, '/messages')).toBe(false)
    expect(isOfScreen(person, '/messages/c1')).toBe(false)
  })

  it('is the parcel whose page is open, and the people of the directory', () => {
    expect(isOfScreen(parcel, '/packages/p1')).toBe(true)
    expect(isOfScreen(parcel, '/packages/p2')).toBe(false)
    expect(isOfScreen(parcel, '/residents/r1')).toBe(false)
    expect(isOfScreen(person, '/residents')).toBe(true)
    expect(isOfScreen(person, '/packages/p1')).toBe(false)
  })

  it('is the last act where parcels come and go', () => {
    for (const path of ['/intake', '/waiting', '/handover', '/']) expect(isOfScreen(parcel, path)).toBe(true)
  })
})
