import { uuidv7 } from 'uuidv7'
import { beforeAll, describe, expect, it } from 'vitest'
import { NOTHING_MORE } from '../../../../tests/support/people.ts'
import { deskForAll } from '../../../../tests/support/ownDesk.ts'
import type { Request } from '../../../shared/contract/index.ts'
import { UNDO_WINDOW_MS } from '../../../shared/packages/lifecycle.ts'

const desk = deskForAll('manager')
let unit: string
let elsewhere: string
beforeAll(async () => {
  const { rows } = await desk.ask('residents.list', { limit: 200 })
  ;[unit, elsewhere] = [...new Set(rows.flatMap(({ unitNumber }) => unitNumber ?? []))] as [string, string]
})

const written = (more: Partial<Request<'residents.save'>>, at = unit): Request<'residents.save'> => ({
  id: uuidv7(),
  givenName: 'Solange',
  familyName: 'Kowalczyk',
  ...NOTHING_MORE,
  language: 'fr',
  email: '',
  home: {
    id: uuidv7(),
    unit: at,
    kind: 'tenant',
    from: '2026-01-01',
    to: '',
    receives: true,
    notified: true,
    share: '',
  },
  ...more,
})
const parcelFor = async (residentId: string) => {
  const { package: parcel } = await desk.ask('packages.register', {
    id: uuidv7(),
    carrier: 'ups',
    trackingNumber: uuidv7(),
    rawBarcode: null,
    symbology: null,
    unitId: null,
    residentId,
    print: false,
  })
  return parcel
}
let numbers = 1000
/** Two entries of one person, each with a parcel. */
async function twice(name: string) {
  const line = numbers++
  const kept = written({ familyName: name, phones: [{ typed: `438 555-${line}`, label: 'home', sms: false }] })
  const double = written(
    { givenName: 'Solange M.', familyName: name, phones: [{ typed: `(438) 555-${line}`, label: 'mobile', sms: true }] },
    elsewhere,
  )
  await desk.ask('residents.save', kept)
  await desk.ask('residents.save', double)
  return { kept: kept.id, double: double.id, parcels: [await parcelFor(kept.id), await parcelFor(double.id)] as const }
}
const found = async (text: string) => [
  ...new Set((await desk.ask('search.addressee', { text, limit: 20 })).map(({ residentId }) => residentId)),
]

describe('two entries of one person', () => {
  // Bug: what came for the second entry was found under neither name, and was handed over to nobody.
  it('are read as one everywhere, and nothing is rewritten', async () => {
    const { kept, double, parcels } = await twice('Kowalczyk')
    const authorised = uuidv7()
    await desk.ask('residents.saveAuthorisation', {
      id: authorised,
      residentId: double,
      name: 'Voisine',
      from: '',
      to: '',
      note: '',
    })
    const away = {
      id: uuidv7(),
      residentId: double,
      kind: 'hold' as const,
      from: '2026-11-01',
      to: '2026-12-31',
      note: '',
    }
    await desk.ask('residents.saveAbsence', away)
    await desk.ask('residents.merge', { id: double, into: kept })

    const person = await desk.ask('residents.get', { id: double })
    expect(person).toMatchObject({
      id: kept,
      givenName: 'Solange',
      merged: [{ id: double, name: 'Solange M. Kowalczyk' }],
    })
    expect(person.waiting.map(({ id }) => id).toSorted()).toEqual(parcels.map(({ id }) => id).toSorted())
    expect(person.waiting.map(({ resident }) => resident?.id)).toEqual([kept, kept])
    expect(person.occupancies.map(({ unitNumber }) => unitNumber).toSorted()).toEqual([unit, elsewhere].toSorted())
    expect(person.authorisations).toMatchObject([{ id: authorised, active: true }])
    expect(person.absences).toMatchObject([{ id: away.id, active: true }])
    expect(await found('solange m kowalczyk')).toEqual([kept])
    expect(await found(`kowalczyk ${elsewhere}`)).toEqual([kept])
    expect(await found('438 555 1000')).toEqual([kept])
    const [hit] = await desk.ask('search.addressee', { text: `solange kowalczyk ${unit}` })
    expect(hit).toMatchObject({ waiting: 2, absence: { kind: 'hold' } })
    const open = await desk.ask('handover.open', { residentId: double })
    expect(open.resident?.id).toBe(kept)
    expect(open.packages.map(({ id }) => id)).toEqual(expect.arrayContaining(parcels.map(({ id }) => id)))
    expect(open.collectors.filter(({ residentId }) => residentId === kept || residentId === double)).toHaveLength(1)
    expect(open.collectors.map(({ name }) => name)).toContain('Voisine')
    const listed = await desk.ask('packages.list', { filter: { text: 'solange kowalczyk' }, sort: 'newest', limit: 50 })
    expect(listed.rows.map(({ id }) => id).toSorted()).toEqual(parcels.map(({ id }) => id).toSorted())
    // What stood on the double is changed from the person's page.
    await desk.ask('residents.saveAbsence', { ...away, residentId: kept, note: 'chalet' })
    expect((await desk.ask('residents.get', { id: kept })).absences).toMatchObject([{ note: 'chalet' }])

    await desk.ask('residents.separate', { id: double })
    expect((await desk.ask('residents.get', { id: double })).waiting.map(({ id }) => id)).toEqual([parcels[1].id])
    expect((await desk.ask('residents.get', { id: double })).absences).toHaveLength(1)
    expect((await desk.ask('residents.get', { id: kept })).waiting.map(({ id }) => id)).toEqual([parcels[0].id])
    expect(new Set(await found('kowalczyk'))).toEqual(new Set([kept, double]))
  })

  it('are taken apart by F9 and put together by its redo, and by the page long after', async () => {
    const { kept, double } = await twice('Nowakowski')
    await desk.ask('residents.merge', { id: double, into: kept })
    const merged = (await desk.ask('acts.recent', { limit: 5 }))[0]!
    expect(merged).toMatchObject({ type: 'person_merged', undo: 'now', people: [{ residentId: kept }] })
    await desk.ask('acts.undo', { actId: merged.actId })
    expect((await desk.ask('residents.get', { id: kept })).merged).toEqual([])
    const undo = (await desk.ask('acts.recent', { limit: 5 }))[0]!
    await desk.ask('acts.redo', { actId: undo.actId })
    expect((await desk.ask('residents.get', { id: kept })).merged).toMatchObject([{ id: double }])
    desk.clock.pass(UNDO_WINDOW_MS * 100)
    await desk.ask('residents.separate', { id: double })
    const [last] = await desk.ask('directory.history', { residentId: double })
    expect(last).toMatchObject({ act: 'person_separated' })
    expect((await desk.ask('residents.get', { id: kept })).merged).toEqual([])
  })

  it('and a third are one person by one pointer each, whichever was merged first', async () => {
    const { kept, double } = await twice('Wojcik')
    const third = written({ familyName: 'Wojcik' })
    await desk.ask('residents.save', third)
    await desk.ask('residents.merge', { id: double, into: kept })
    await desk.ask('residents.merge', { id: kept, into: third.id })
    const person = await desk.ask('residents.get', { id: double })
    expect(person.id).toBe(third.id)
    expect(person.merged.map(({ id }) => id).toSorted()).toEqual([kept, double].toSorted())
    for (const wrong of [
      { id: third.id, into: kept },
      { id: third.id, into: third.id },
      { id: kept, into: double },
    ])
      expect((await desk.refusal('residents.merge', wrong)).code).toBe('NOT_FOUND')
  })
})

describe('who may be there twice', () => {
  it('is proposed with the reason, until somebody says that they are two people', async () => {
    const { kept, double } = await twice('Zielinski')
    const pairs = async () =>
      (await desk.ask('residents.duplicates', { residentId: kept })).map(({ other, reasons }) => [other.id, reasons])
    expect(await pairs()).toEqual([[double, ['phone']]])
    const all = await desk.ask('residents.duplicates', {})
    expect(all.some(({ one, other }) => [one.id, other.id].includes(kept))).toBe(true)
    await desk.ask('residents.tellApart', { one: kept, other: double })
    expect(await pairs()).toEqual([])
    await desk.ask('acts.undo', { actId: (await desk.ask('acts.recent', { limit: 5 }))[0]!.actId })
    expect(await pairs()).toHaveLength(1)
  })

  it('is told while a new person is being written', async () => {
    const { kept } = await twice('Szymanski')
    const alike = await desk.ask('residents.alike', {
      givenName: 'SOLANGE',
      familyName: 'szymański',
      phones: [''],
      email: '',
      unit,
    })
    expect(alike).toMatchObject([{ entry: { id: kept, parcels: 1 }, reasons: ['name_and_unit'] }])
  })

  it('is not the desk’s to merge', async () => {
    const { kept, double } = await twice('Kaminski')
    const { staff, actor } = await desk.ask('session.get', {})
    await desk.ask('session.switch', { staffId: staff.find(({ role }) => role === 'desk')!.id })
    expect((await desk.refusal('residents.merge', { id: double, into: kept })).code).toBe('NOT_ALLOWED')
    await desk.ask('session.switch', { staffId: actor.id })
  })
})

// Bug: the invented people shared a hundred numbers, and strangers of the sample were proposed as one person.
it('nobody of the sample is proposed as somebody else for their telephone', async () => {
  const pairs = await desk.ask('residents.duplicates', {})
  expect(pairs.filter(({ reasons }) => reasons.includes('phone_alone'))).toEqual([])
})
