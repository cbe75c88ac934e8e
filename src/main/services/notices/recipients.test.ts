import { beforeEach, expect, it } from 'vitest'
import { switchTo } from '../../../../tests/support/parcels.ts'
import { arriving } from '../../../../tests/support/people.ts'
import { deskForEach } from '../../../../tests/support/ownDesk.ts'

const desk = deskForEach('manager')
let unitId = ''
const id = () => crypto.randomUUID()
beforeEach(async () => {
  await desk.ask('units.add', { text: '9001', kind: 'residential', tower: '' })
  unitId = (await desk.ask('units.list', { text: '9001' })).rows[0]!.id
})

const anglophone = (familyName: string, more: object = {}) => arriving(familyName, { language: 'en', ...more })
async function parcel(residentId: string | null) {
  const { package: row } = await desk.ask('packages.register', {
    id: id(),
    carrier: 'other',
    trackingNumber: id(),
    rawBarcode: null,
    symbology: null,
    unitId,
    residentId,
  })
  return row.id
}
const told = async (packageId: string) =>
  (await desk.ask('packages.noticeText', { packageId })).to.map(({ name }) => name)
async function ruleIs(noticeRule: 'all' | 'named') {
  const { number, tower, kind, note, floor } = await desk.ask('units.get', { id: unitId })
  const place = { floor: floor === null ? '' : String(floor), tower: tower ?? '' }
  await desk.ask('units.save', { id: unitId, number, kind, note, noticeRule, ...place })
}

// Bug: a unit’s rule for named ones was kept and obeyed by nothing: the notice of its parcel had nobody to go to.
it('a parcel for a unit alone is told to those whom its rule names, in their language; one with a name to that person', async () => {
  const people = [anglophone('Anders'), anglophone('Bolt', { language: 'fr' }), anglophone('Cole', { receives: false })]
  await desk.ask('moves.in', { unitId, from: '2026-01-01', people, leaving: null })
  const forAll = await parcel(null)
  expect(await told(forAll)).toEqual(['Anders', 'Bolt'])
  expect((await desk.ask('packages.get', { id: forAll })).notice).toMatchObject({ language: 'en' })
  await ruleIs('named')
  expect(await told(forAll)).toEqual([])
  const [, bolt] = people
  const { occupancies } = await desk.ask('residents.get', { id: bolt!.residentId })
  const home = { id: occupancies[0]!.id, residentId: bolt!.residentId, unit: '9001', kind: 'tenant' as const }
  await desk.ask('residents.saveHome', {
    ...home,
    from: '2026-01-01',
    to: '',
    receives: true,
    notified: true,
    share: '',
  })
  expect(await told(forAll)).toEqual(['Bolt'])
  const { language, body } = await desk.ask('packages.noticeText', { packageId: forAll })
  expect([language, body.startsWith('Bonjour Bolt')]).toEqual(['fr', true])
  const later = await parcel(null)
  expect((await desk.ask('packages.get', { id: later })).notice).toMatchObject({ language: 'fr' })
  expect(await told(await parcel(people[0]!.residentId))).toEqual(['Anders'])
})

// Bug: who was merged into another entry was told under the words and the address of the old one.
it('a notice for an entry that was merged goes to the person who speaks for it', async () => {
  const people = [anglophone('Double'), anglophone('Vraie', { language: 'fr' })]
  await desk.ask('moves.in', { unitId, from: '2026-01-01', people, leaving: null })
  const packageId = await parcel(people[0]!.residentId)
  await desk.ask('residents.merge', { id: people[0]!.residentId, into: people[1]!.residentId })
  expect(await told(packageId)).toEqual(['Vraie'])
  expect((await desk.ask('packages.noticeText', { packageId })).language).toBe('fr')
  const codes = await desk.ask('residents.pickupCodes', { id: people[1]!.residentId })
  expect(codes).toEqual([{ packageId, code: expect.stringMatching(/^\d{6}$/) as string }])
})

// Bug: whoever may read the directory reads the codes that open the parcels of everybody.
it('the codes are told to who may hand over alone', async () => {
  const people = [anglophone('Anders')]
  await desk.ask('moves.in', { unitId, from: '2026-01-01', people, leaving: null })
  await parcel(people[0]!.residentId)
  await switchTo(desk, 'desk')
  expect(await desk.ask('residents.pickupCodes', { id: people[0]!.residentId })).toHaveLength(1)
  await switchTo(desk, 'board')
  expect((await desk.refusal('residents.pickupCodes', { id: people[0]!.residentId })).code).toBe('NOT_ALLOWED')
})
