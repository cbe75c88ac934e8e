import { uuidv7 } from 'uuidv7'
import { describe, expect, it } from 'vitest'
import { deskForAll } from '../../../../tests/support/ownDesk.ts'
import type { AddresseeHit } from '../../../shared/contract/directory.ts'
import { careOf } from '../../../shared/packages/care.ts'

const desk = deskForAll()

const register = async (to: Pick<AddresseeHit, 'unitId' | 'residentId'>) =>
  desk.ask('packages.register', {
    id: uuidv7(),
    carrier: 'ups',
    trackingNumber: null,
    rawBarcode: null,
    symbology: null,
    unitId: to.unitId,
    residentId: to.residentId,
  })
const everyone = async () => (await desk.ask('residents.list', { limit: 200 })).rows

// Bug: a parcel for somebody who is away or has moved out was kept under a green banner like any other.
describe('what the desk has to know of an addressee', () => {
  it('comes with the registration and stands on the card while the parcel waits', async () => {
    const people = await everyone()
    for (const hit of people.filter((one) => one.absence !== null || one.former || !one.receives)) {
      const { package: row, care } = await register(hit)
      expect(care).toEqual(careOf(hit))
      expect(care).not.toBeNull()
      expect((await desk.ask('packages.get', { id: row.id })).care).toEqual(care)
    }
    expect(people.some((one) => one.absence?.kind === 'hold')).toBe(true)
    expect(people.some((one) => one.absence?.kind === 'forward')).toBe(true)
    expect(people.some((one) => one.former)).toBe(true)
  })

  it('is nothing for somebody who is here, and no longer matters once the parcel has left', async () => {
    const people = await everyone()
    const here = people.find((one) => careOf(one) === null)!
    expect((await register(here)).care).toBeNull()
    const away = people.find((one) => one.absence !== null)!
    const { package: row } = await register(away)
    await desk.ask('handover.complete', { packageIds: [row.id], residentId: null, collectedBy: 'x', proof: 'known' })
    expect((await desk.ask('packages.get', { id: row.id })).care).toBeNull()
  })

  it('is asked anew when another addressee is given', async () => {
    const people = await everyone()
    const here = people.find((one) => careOf(one) === null)!
    const gone = people.find((one) => one.former && one.unitId !== null)!
    const { package: row } = await register(here)
    const { unitId, residentId } = gone
    expect((await desk.ask('packages.assign', { packageId: row.id, unitId, residentId })).care?.kind).toBe('moved_out')
  })
})
