import { beforeEach, describe, expect, it } from 'vitest'
import type { Request } from '../../../shared/contract/index.ts'
import { switchTo } from '../../../../tests/support/parcels.ts'
import { arriving } from '../../../../tests/support/people.ts'
import { deskForEach } from '../../../../tests/support/ownDesk.ts'

const desk = deskForEach('manager')
let unitId = ''
const id = () => crypto.randomUUID()
const TODAY = '2026-11-20'

beforeEach(async () => {
  await desk.ask('units.add', { text: '9001, 9002', kind: 'residential', tower: '' })
  unitId = await unitNamed('9001')
})

const as = (role: 'manager' | 'desk') => switchTo(desk, role)
const unitNamed = async (text: string) => (await desk.ask('units.list', { text })).rows[0]!.id
const SETTLE = {
  parcels: 'stay',
  reason: '',
  authorisations: 'end',
  absences: 'end',
  conversations: 'close',
  lent: 'returned',
} as const satisfies Request<'moves.out'>['settle']
async function moveIn(names: readonly string[], more: Partial<Request<'moves.in'>> = {}) {
  const people = names.map((name) => arriving(name))
  await desk.ask('moves.in', { unitId, from: '2026-01-01', people, leaving: null, ...more })
  return people
}
const newest = async () => (await desk.ask('acts.recent', { limit: 3 }))[0]!
const undo = async () => desk.ask('acts.undo', { actId: (await newest()).actId })
const unit = () => desk.ask('units.get', { id: unitId })
const person = (residentId: string) => desk.ask('residents.get', { id: residentId })
async function parcel(residentId: string | null, tracking: string) {
  const packageId = id()
  await desk.ask('packages.register', {
    id: packageId,
    carrier: 'ups',
    trackingNumber: tracking,
    rawBarcode: tracking,
    symbology: null,
    unitId,
    residentId,
    print: false,
  })
  return packageId
}

/** Somebody with a parcel, an authorisation, two absences and a conversation. */
async function settled() {
  const [one] = await moveIn(['Partante'])
  const residentId = one!.residentId
  const packageId = await parcel(residentId, '1Z999AA10123456784')
  const span = { residentId, note: '' }
  await desk.ask('residents.saveAuthorisation', { ...span, id: id(), name: 'Voisin', from: '', to: '' })
  await desk.ask('residents.saveAbsence', { ...span, id: id(), kind: 'hold', from: '2026-11-18', to: '2026-11-30' })
  await desk.ask('residents.saveAbsence', { ...span, id: id(), kind: 'hold', from: '2027-01-10', to: '2027-01-20' })
  const conversationId = id()
  await desk.ask('messages.start', {
    id: conversationId,
    subject: 'Le robinet',
    residentIds: [residentId],
    unitId,
    message: { id: id(), body: 'Bonjour' },
  })
  return { homeId: one!.homeId, residentId, packageId, conversationId }
}
const stateOf = async ({ residentId, packageId, conversationId }: Awaited<ReturnType<typeof settled>>) => {
  const { occupancies, authorisations, absences } = await person(residentId)
  return {
    to: occupancies[0]!.to,
    authorisations: authorisations.map(({ to }) => to),
    absences: absences.map(({ from, to }) => `${from} ${to}`),
    parcel: (await desk.ask('packages.get', { id: packageId })).status,
    conversation: (await unit()).conversations.find(({ id: one }) => one === conversationId)!.status,
  }
}

describe('fobs and keys', () => {
  // Bug: who had left kept the fob of the garage, and no page said so.
  it('are asked about with the move: back with it, or shown on the unit’s page until they are', async () => {
    const one = await settled()
    const fob = { id: id(), residentId: one.residentId, kind: 'fob' as const, name: '1041', place: '', note: '' }
    await desk.ask('residents.saveBelonging', { ...fob, from: '2026-02-01', to: '' })
    const leaving = { homeIds: [one.homeId], last: '2026-11-10' }
    const { people } = await desk.ask('moves.consequences', leaving)
    expect(people[0]!.lent).toEqual([{ kind: 'fob', name: '1041' }])
    await desk.ask('moves.out', { ...leaving, settle: { ...SETTLE, lent: 'keep' } })
    expect((await unit()).belongings).toMatchObject([{ name: '1041', isOut: true, hasLeft: true }])
    await undo()
    await desk.ask('moves.out', { ...leaving, settle: SETTLE })
    expect((await person(one.residentId)).belongings).toMatchObject([{ to: TODAY, isOut: false }])
    expect((await unit()).belongings).toEqual([])
    await undo()
    expect((await person(one.residentId)).belongings).toMatchObject([{ to: null, isOut: true }])
  })
})

describe('moving out', () => {
  // Bug: who had left could still be collected for by a neighbour, and their open conversation waited for an answer for ever.
  it('settles what hangs on it in one act, which one F9 takes back and one more does again', async () => {
    const one = await settled()
    const before = await stateOf(one)
    expect(before).toMatchObject({ to: null, parcel: 'received', conversation: 'open' })
    const leaving = { homeIds: [one.homeId], last: TODAY }
    expect(await desk.ask('moves.consequences', leaving)).toMatchObject({
      isNow: true,
      staying: [],
      unnamed: [],
      people: [
        {
          name: 'Partante',
          elsewhere: [],
          authorisations: ['Voisin'],
          absences: [{ from: '2026-11-18' }, { from: '2027-01-10' }],
          parcels: [{ id: one.packageId }],
          conversations: [{ id: one.conversationId, subject: 'Le robinet' }],
        },
      ],
    })
    await desk.ask('moves.out', { ...leaving, settle: { ...SETTLE, parcels: 'return', reason: 'Déménagée' } })
    const after = {
      to: TODAY,
      authorisations: [TODAY],
      absences: [`2026-11-18 ${TODAY}`],
      parcel: 'returned',
      conversation: 'closed',
    }
    expect(await stateOf(one)).toEqual(after)
    expect(await newest()).toMatchObject({ type: 'home_ended', undo: 'now', packages: [{ id: one.packageId }] })
    await undo()
    const again = await stateOf(one)
    expect({ ...again, absences: again.absences.toSorted() }).toEqual({
      ...before,
      absences: before.absences.toSorted(),
    })
    expect((await desk.ask('packages.get', { id: one.packageId })).events.map(({ type }) => type)).toContain('undone')
    await desk.ask('acts.redo', { actId: (await newest()).actId })
    expect(await stateOf(one)).toEqual(after)
  })

  it('on a day to come leaves parcels and conversations as they are until then', async () => {
    const one = await settled()
    const leaving = { homeIds: [one.homeId], last: '2027-01-15' }
    const found = await desk.ask('moves.consequences', leaving)
    expect(found).toMatchObject({ isNow: false, people: [{ parcels: [], conversations: [] }] })
    await desk.ask('moves.out', { ...leaving, settle: { ...SETTLE, parcels: 'return', reason: 'Déménagée' } })
    expect(await stateOf(one)).toMatchObject({
      to: '2027-01-15',
      authorisations: ['2027-01-15'],
      parcel: 'received',
      conversation: 'open',
    })
    expect((await stateOf(one)).absences.toSorted()).toEqual(['2026-11-18 2026-11-30', '2027-01-10 2027-01-15'])
    expect((await unit()).stays).toMatchObject([{ time: 'present', to: '2027-01-15' }])
  })

  it('keeps what somebody chose to keep, and what belongs to their other home', async () => {
    const one = await settled()
    const keep = { ...SETTLE, authorisations: 'keep', absences: 'keep', conversations: 'keep' } as const
    await desk.ask('moves.out', { homeIds: [one.homeId], last: TODAY, settle: keep })
    expect(await stateOf(one)).toMatchObject({ authorisations: [null], parcel: 'received', conversation: 'open' })
    await undo()
    await desk.ask('residents.saveHome', {
      id: id(),
      residentId: one.residentId,
      unit: '9002',
      kind: 'owner',
      from: '2026-06-01',
      to: '',
      receives: true,
      notified: false,
      share: '',
    })
    const leaving = { homeIds: [one.homeId], last: TODAY }
    expect((await desk.ask('moves.consequences', leaving)).people).toMatchObject([
      { elsewhere: ['9002'], authorisations: [], absences: [] },
    ])
    await desk.ask('moves.out', { ...leaving, settle: SETTLE })
    expect((await person(one.residentId)).authorisations).toMatchObject([{ to: null }])
  })

  it('of all who live there settles the parcels of the unit too; while somebody stays they wait', async () => {
    const [a, b] = await moveIn(['Alpha', 'Bêta'])
    const unnamed = await parcel(null, '1Z999AA10123456784')
    const settle = { ...SETTLE, parcels: 'return', reason: 'Déménagés' } as const
    const status = async () => (await desk.ask('packages.get', { id: unnamed })).status
    await desk.ask('moves.out', { homeIds: [a!.homeId], last: TODAY, settle })
    expect(await status()).toBe('received')
    await undo()
    const both = { homeIds: [a!.homeId, b!.homeId], last: TODAY }
    expect((await desk.ask('moves.consequences', both)).unnamed).toMatchObject([{ id: unnamed }])
    expect(await desk.ask('moves.out', { ...both, settle })).toMatchObject({ left: 2 })
    expect(await status()).toBe('returned')
  })

  it('is refused before the home began, without a reason for parcels that go, twice, and to the front desk', async () => {
    const one = await settled()
    const out = (more: object) => ({ homeIds: [one.homeId], last: TODAY, settle: SETTLE, ...more })
    expect((await desk.refusal('moves.out', out({ last: '2025-12-31' }))).data).toEqual({ last: 'ends_before' })
    expect((await desk.refusal('moves.out', out({ last: 'hier' }))).data).toEqual({ last: 'no_such_date' })
    const silent = out({ settle: { ...SETTLE, parcels: 'forward' } })
    expect((await desk.refusal('moves.out', silent)).data).toEqual({ reason: 'missing' })
    await desk.ask('moves.out', out({ last: '2026-11-19' }))
    expect((await desk.refusal('moves.out', out({}))).code).toBe('NOT_FOUND')
    await as('desk')
    expect((await desk.refusal('moves.out', out({}))).code).toBe('NOT_ALLOWED')
  })

  // Bug: F9 put the home back and left the parcel that somebody had handed over since returned.
  it('is not taken back once a parcel of it went on', async () => {
    const one = await settled()
    await desk.ask('moves.out', {
      homeIds: [one.homeId],
      last: TODAY,
      settle: { ...SETTLE, parcels: 'return', reason: 'x' },
    })
    const { actId } = await newest()
    await desk.ask('packages.edit', { packageId: one.packageId, note: 'Rappelé par le transporteur' })
    expect((await desk.refusal('acts.undo', { actId })).code).toBe('UNDO_NOT_LAST')
    expect((await stateOf(one)).to).toBe(TODAY)
  })
})

describe('moving in', () => {
  it('brings several people at once, who go again with one F9', async () => {
    await moveIn(['Alpha', 'Bêta'])
    expect((await unit()).stays.map(({ name, from }) => `${name} ${from}`).toSorted()).toEqual([
      'Alpha 2026-01-01',
      'Bêta 2026-01-01',
    ])
    expect((await desk.ask('search.addressee', { text: 'alpha 9001' }))[0]).toMatchObject({ name: 'Alpha' })
    await undo()
    expect((await unit()).stays).toEqual([])
    expect(await desk.ask('search.addressee', { text: 'alpha 9001' })).toEqual([])
  })

  // Bug: the one who had left stayed in the search beside the one who had come, and nobody noticed.
  it('lets those leave who lived there, with the day before, in the same act', async () => {
    const one = await settled()
    const from = '2026-11-21'
    await moveIn(['Nouvelle'], { from, leaving: { homeIds: [one.homeId], settle: SETTLE } })
    expect((await unit()).stays).toMatchObject([
      { name: 'Partante', to: TODAY, time: 'present' },
      { name: 'Nouvelle', from, time: 'future' },
    ])
    expect(await stateOf(one)).toMatchObject({ authorisations: [TODAY], parcel: 'received', conversation: 'closed' })
    await undo()
    expect((await unit()).stays).toMatchObject([{ name: 'Partante', to: null }])
    expect(await stateOf(one)).toMatchObject({ authorisations: [null], conversation: 'open' })
  })

  it('of somebody known is one more home; the same person twice on one day is refused', async () => {
    const [one] = await moveIn(['Alpha'])
    const known = arriving('', { isNew: false, residentId: one!.residentId })
    const into = (people: object[], more: object = {}) =>
      ({ unitId, from: '2026-06-01', people, leaving: null, ...more }) as Request<'moves.in'>
    expect((await desk.refusal('moves.in', into([known]))).data).toEqual({ 'person 0': 'lives_there' })
    expect((await desk.refusal('moves.in', into([arriving(' ')]))).data).toEqual({ 'familyName 0': 'missing' })
    const other = await unitNamed('9002')
    const twice = into([known, { ...known, homeId: id() }], { unitId: other })
    expect((await desk.refusal('moves.in', twice)).data).toEqual({ 'person 1': 'lives_there' })
    await desk.ask('moves.in', into([known], { unitId: other }))
    expect((await person(one!.residentId)).occupancies.map(({ unitNumber }) => unitNumber).toSorted()).toEqual([
      '9001',
      '9002',
    ])
    const stranger = into([arriving('', { isNew: false })], { unitId: other })
    expect((await desk.refusal('moves.in', stranger)).code).toBe('NOT_FOUND')
  })
})
