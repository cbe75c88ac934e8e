import { join } from 'node:path'
import Database from 'better-sqlite3'
import { beforeEach, expect, it } from 'vitest'
import { arriving, NOTHING_MORE } from '../../../../tests/support/people.ts'
import { deskForEach } from '../../../../tests/support/ownDesk.ts'

const desk = deskForEach('manager')
let unitId = ''
const id = () => crypto.randomUUID()
const people = () => [arriving('Anders'), arriving('Bolt')]
let anders = ''
let bolt = ''
beforeEach(async () => {
  await desk.ask('units.add', { text: '9001', kind: 'residential', tower: '' })
  unitId = (await desk.ask('units.list', { text: '9001' })).rows[0]!.id
  const all = people()
  ;[anders, bolt] = all.map(({ residentId }) => residentId) as [string, string]
  await desk.ask('moves.in', { unitId, from: '2026-01-01', people: all, leaving: null })
})

async function parcel(residentId: string | null, unit: string | null = unitId) {
  const packageId = id()
  await desk.ask('packages.register', {
    id: packageId,
    carrier: 'other',
    trackingNumber: id(),
    rawBarcode: null,
    symbology: null,
    unitId: unit,
    residentId,
  })
  return packageId
}
function inFile<T>(run: (db: InstanceType<typeof Database>) => T): T {
  const db = new Database(join(desk.dataDir, 'replica.db'))
  try {
    return run(db)
  } finally {
    db.close()
  }
}
const codeOf = (packageId: string): string =>
  inFile((db) => db.prepare('SELECT pickup_code FROM packages WHERE id = ?').pluck().get(packageId) as string)
const proving = (packageIds: string[], code: string) => ({
  packageIds,
  residentId: null,
  collectedBy: 'A friend',
  proof: 'code' as const,
  code,
})
const refused = (packageIds: string[], code: string) => desk.refusal('handover.complete', proving(packageIds, code))
/** What another desk drew, before the two heard of each other. */
const drewElsewhere = (packageId: string, code: string): void =>
  void inFile((db) => db.prepare('UPDATE packages SET pickup_code = ? WHERE id = ?').run(code, packageId))

// Bug: one right code of one ticked parcel passed all the others, whoever they were for.
it('a code proves what is for its person and their household, and nothing of the others', async () => {
  const [hers, his, household] = [await parcel(anders), await parcel(bolt), await parcel(null)]
  const short = async (packageId: string) => (await desk.ask('packages.get', { id: packageId })).shortNumber
  expect(await refused([hers, his, household], codeOf(hers))).toMatchObject({
    code: 'CODE_NOT_FOR_ALL',
    data: { shortNumbers: await short(his) },
  })
  // The household's letter went to everybody who lives there: it says nothing of what one of them ordered.
  expect(await refused([hers], codeOf(household))).toMatchObject({ code: 'WRONG_PICKUP_CODE' })
  expect((await desk.ask('handover.complete', proving([hers, household], codeOf(hers)))).count).toBe(2)
  expect((await desk.ask('packages.get', { id: his })).status).not.toBe('picked_up')
})

// Bug: each parcel had its own code, and whoever came for three had to find three letters.
it('is one code for all that waits for a person, and another one when all of it has left', async () => {
  const first = await parcel(anders)
  const code = codeOf(first)
  const second = await parcel(anders, null)
  expect(codeOf(second)).toBe(code)
  expect(codeOf(await parcel(bolt))).not.toBe(code)
  await desk.ask('handover.complete', proving([first, second], code))
  const later = await parcel(anders)
  expect(codeOf(later)).not.toBe(code)
  expect(await refused([later], code)).toMatchObject({ code: 'WRONG_PICKUP_CODE' })
})

// Bug: two desks apart gave one person two codes, and only the one of the parcel at hand was taken.
it('takes every code that a person was told while the desks were apart', async () => {
  const [first, second] = [await parcel(anders), await parcel(anders)]
  drewElsewhere(second, '000017')
  expect((await desk.ask('handover.complete', proving([first, second], '000017'))).count).toBe(2)
})

// Bug: of two people with the same digits the first one found was opened.
it('shows everybody whose code it is, and proves to each their own', async () => {
  const [hers, his] = [await parcel(anders), await parcel(bolt)]
  drewElsewhere(his, codeOf(hers))
  const outcome = await desk.ask('scan.resolve', { text: codeOf(hers) })
  expect(outcome).toMatchObject({ kind: 'pickup', others: [{}] })
  const { packages } = await desk.ask('search.all', { text: codeOf(hers) })
  expect(new Set(packages.map((hit) => hit.id))).toEqual(new Set([hers, his]))
  expect(packages.map(({ why }) => why)).toEqual(['shared_pickup_code', 'shared_pickup_code'])
})

// Bug: a code that went to somebody else stayed good after the mistake was corrected, undone and done again.
it('is another one after each change of the addressee', async () => {
  const packageId = await parcel(anders)
  const told = [codeOf(packageId)]
  const { actId } = await desk.ask('packages.assign', { packageId, unitId, residentId: bolt })
  told.push(codeOf(packageId))
  const undone = await desk.ask('acts.undo', { actId })
  told.push(codeOf(packageId))
  await desk.ask('acts.redo', { actId: undone.actId })
  told.push(codeOf(packageId))
  expect(new Set(told).size).toBe(4)
})

// Bug: the code in a letter to a wrong address went on opening what waits.
it('is another one when an address is theirs no longer, for them and their household alone', async () => {
  const save = (email: string) =>
    desk.ask('residents.save', {
      ...NOTHING_MORE,
      id: anders,
      givenName: '',
      familyName: 'Anders',
      language: 'fr',
      email,
      home: null,
    })
  await save('anders@example.org')
  const [hers, his, household] = [await parcel(anders), await parcel(bolt), await parcel(null)]
  const codes = () => [hers, his, household].map(codeOf)
  const before = codes()
  await save('Anders@example.org')
  expect(codes()).toEqual(before)
  await save('right@example.org')
  const after = codes()
  expect(after.map((code, at) => code === before[at])).toEqual([false, true, false])
})
