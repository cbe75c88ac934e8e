import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { registerFor } from '../../../../tests/support/parcels.ts'
import { openTestDesk, type TestDesk } from '../../../../tests/support/testDesk.ts'
import type { Request } from '../../../shared/contract/index.ts'

let desk: TestDesk
/** What each label that was drawn says of the addressee. */
let drawn: string[]
beforeEach(async () => {
  drawn = []
  desk = await openTestDesk({
    settingsFile: {
      read: () => JSON.stringify({ label: { size: '102x152', dpi: 203, autoPrint: true } }),
      write: () => undefined,
    },
    printing: {
      labels: {
        make: ({ subject }) => {
          if (subject.kind === 'parcel') drawn.push(`${subject.content.unit}|${subject.content.name}`)
          return Promise.resolve({
            bytes: new Uint8Array([1]),
            width: 1,
            height: 1,
            problems: [],
            dropped: [],
            missing: [],
          })
        },
        commandSheet: () => Promise.resolve(new Uint8Array()),
        document: () => Promise.resolve(new Uint8Array()),
        close: () => Promise.resolve(),
      },
      transports: {},
      follow: () => Promise.resolve(),
      pause: () => Promise.resolve(),
    },
  })
})
afterEach(() => desk.close())

const register = (more: Partial<Request<'packages.register'>> = {}) =>
  registerFor(desk, null, { carrier: 'ups', trackingNumber: null, writtenName: 'Émile  Sauvageau ', ...more })
const label = async (packageId: string) => {
  await desk.ask('labels.preview', { subject: { kind: 'parcel', packageId }, size: '102x152', dpi: 203 })
  return drawn.at(-1)
}
const someone = async () => {
  const { rows } = await desk.ask('residents.list', { limit: 200 })
  return rows.find((hit) => !hit.former && hit.receives && hit.unitId !== null)!
}

// Bug: the name on the box of somebody unknown was typed in vain: it stood nowhere, and nothing found it.
describe('the name of an unknown addressee, as written', () => {
  it('stays with the parcel, in its history and on its label, and is found by the beginning of its words', async () => {
    const row = await register()
    expect(row).toMatchObject({ unassigned: true, writtenName: 'Émile  Sauvageau' })
    const detail = await desk.ask('packages.get', { id: row.id })
    expect(detail.events[0]?.detail['writtenName']).toBe('Émile  Sauvageau')
    expect(await label(row.id)).toBe('|Émile  Sauvageau')
    for (const text of ['sauvageau', 'emile', 'SAUV em', 'Émile Sauvageau']) {
      const { packages } = await desk.ask('search.all', { text, limit: 50 })
      expect(packages.find(({ id }) => id === row.id)?.why, text).toBe('written_name')
      const listed = await desk.ask('packages.list', { filter: { text } })
      expect(
        listed.rows.map(({ id }) => id),
        text,
      ).toContain(row.id)
    }
    for (const text of ['vageau', 'sauvageau marie', '5']) {
      const { packages } = await desk.ask('search.all', { text, limit: 50 })
      expect(
        packages.some(({ id }) => id === row.id),
        text,
      ).toBe(false)
    }
  })

  it('remains in the record when the addressee is found; the label then says who it is', async () => {
    const row = await register()
    const { unitId, residentId, name, unitNumber } = await someone()
    const { package: known } = await desk.ask('packages.assign', { packageId: row.id, unitId, residentId })
    expect(known).toMatchObject({ unassigned: false, writtenName: 'Émile  Sauvageau', resident: { name } })
    expect(await label(row.id)).toBe(`${unitNumber}|${name}`)
    const { packages } = await desk.ask('search.all', { text: 'sauvageau', limit: 50 })
    expect(packages.map(({ id }) => id)).toContain(row.id)
  })

  it('can be added later and is taken back by undo', async () => {
    const row = await register({ writtenName: null })
    expect(row.writtenName).toBeNull()
    const { actId, package: named } = await desk.ask('packages.edit', { packageId: row.id, writtenName: ' Ana ' })
    expect(named.writtenName).toBe('Ana')
    await desk.ask('acts.undo', { actId })
    expect((await desk.ask('packages.get', { id: row.id })).writtenName).toBeNull()
  })

  it('is worth a label at once, where labels print by themselves', async () => {
    const named = await register()
    const nameless = await register({ writtenName: null })
    expect((await desk.ask('packages.get', { id: named.id })).printJobs).toHaveLength(1)
    expect((await desk.ask('packages.get', { id: nameless.id })).printJobs).toHaveLength(0)
  })
})
