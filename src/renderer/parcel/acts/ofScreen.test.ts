import { describe, expect, it } from 'vitest'
import { isOfScreen } from './ofScreen.ts'

const parcel = { type: 'received' as const, packages: [{ id: 'p1' }], people: [] }
const person = { type: 'absence_added' as const, packages: [], people: [{ residentId: 'r1', unitId: 'u1' }] }

// Bug: after a message was sent the undo key took back a registration made on another screen, without a question.
describe('what the undo key may take back unasked', () => {
  it('is nothing beside messages, settings, devices and the state of sync', () => {
    for (const path of ['/messages', '/messages/c1', '/settings', '/devices', '/sync'])
      for (const act of [parcel, person]) expect(isOfScreen(act, path)).toBe(false)
  })

  it('is the parcel and the person whose page is open, and no other', () => {
    expect(isOfScreen(parcel, '/packages/p1')).toBe(true)
    expect(isOfScreen(parcel, '/packages/p2')).toBe(false)
    expect(isOfScreen(parcel, '/residents/r1')).toBe(false)
    expect(isOfScreen(person, '/residents/r1')).toBe(true)
    expect(isOfScreen(person, '/residents/r2')).toBe(false)
    expect(isOfScreen(person, '/residents')).toBe(false)
    expect(isOfScreen(person, '/packages/p1')).toBe(false)
  })

  // Bug: units that had just been added were in sight, and the key asked whether they were meant.
  it('is what was done to units in their list, and to a unit and its people on its page', () => {
    const unit = { type: 'unit_added' as const, packages: [], people: [{ residentId: null, unitId: 'u1' }] }
    expect(isOfScreen(unit, '/units')).toBe(true)
    expect(isOfScreen(unit, '/units/u1')).toBe(true)
    expect(isOfScreen(unit, '/units/u2')).toBe(false)
    expect(isOfScreen(person, '/units/u1')).toBe(true)
    expect(isOfScreen(person, '/units')).toBe(false)
  })

  // Bug: shelves that had just been added in sight asked whether they were meant.
  it('is what was done to shelves and settings on their screen', () => {
    const shelf = { type: 'shelf_added' as const, packages: [], people: [{ residentId: null, unitId: null }] }
    expect(isOfScreen(shelf, '/settings')).toBe(true)
    expect(isOfScreen(shelf, '/waiting')).toBe(false)
  })

  it('is not what was done with others too', () => {
    expect(isOfScreen({ ...parcel, type: 'returned', packages: [{ id: 'p1' }, { id: 'p2' }] }, '/packages/p1')).toBe(
      false,
    )
  })

  it('is what the screens of parcels do themselves, never a change of the directory', () => {
    // Bug: on intake, waiting and hand-over the key took back an absence that had been noted minutes before.
    for (const path of ['/intake', '/waiting', '/handover']) expect(isOfScreen(person, path)).toBe(false)
    expect(isOfScreen(parcel, '/intake')).toBe(true)
    expect(isOfScreen(parcel, '/waiting')).toBe(false)
    expect(isOfScreen({ ...parcel, type: 'returned' }, '/waiting')).toBe(true)
    expect(isOfScreen({ ...parcel, type: 'returned' }, '/intake')).toBe(false)
  })
})
