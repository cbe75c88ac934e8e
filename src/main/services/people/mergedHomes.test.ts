import { expect, it } from 'vitest'
import { uuidv7 } from 'uuidv7'
import { previewFile } from '../../../../tests/support/imports.ts'
import { deskForEach } from '../../../../tests/support/ownDesk.ts'
import { NOTHING_MORE } from '../../../../tests/support/people.ts'

const desk = deskForEach('manager')
const FILE = 'Unit,Name,Move in\nZ1,Anne Testa,2026-02-01\nZ2,Ida Reste,\n'

const preview = (text: string) => previewFile(desk, text)

/** Somebody of a file who is written by hand too, in the same unit, and then merged: the second entry is kept. */
async function merged() {
  const { digest } = await preview(FILE)
  await desk.ask('import.run', { digest, gone: [], goneOn: '', withoutRefused: false })
  const first = (await desk.ask('residents.list', { text: 'Anne Testa' })).rows[0]!
  const home = {
    id: uuidv7(),
    unit: 'Z1',
    kind: 'tenant' as const,
    from: '',
    to: '',
    receives: true,
    notified: true,
    share: '',
  }
  const kept = uuidv7()
  const person = {
    id: kept,
    givenName: 'Anne',
    familyName: 'Testa',
    ...NOTHING_MORE,
    language: 'fr' as const,
    email: '',
  }
  await desk.ask('residents.save', { ...person, home })
  const { actId } = await desk.ask('residents.merge', { id: first.residentId!, into: kept })
  return { kept, double: first.residentId!, unitId: first.unitId!, homeId: home.id, home, actId }
}
const homes = async (id: string) =>
  (await desk.ask('residents.get', { id })).occupancies.map(({ unitNumber, from, to }) => [unitNumber, from, to])

// Bug: who was entered twice in a unit lived there twice after the merge, on their page, on the unit's and in the erasure.
it('two entries of one person in one unit are one home, until they are taken apart', async () => {
  const { kept, double, unitId, actId } = await merged()
  expect(await homes(kept)).toEqual([['Z1', '2026-02-01', null]])
  expect((await desk.ask('units.get', { id: unitId })).stays.map(({ residentId }) => residentId)).toEqual([kept])
  expect((await desk.ask('privacy.preview', { residentId: kept })).units).toEqual(['Z1'])
  await desk.ask('acts.undo', { actId })
  expect(await homes(kept)).toEqual([['Z1', null, null]])
  expect(await homes(double)).toEqual([['Z1', '2026-02-01', null]])
})

// Bug: the next file asked which of the two was meant, and offered to move one of them out.
it('a file finds the one person, and misses none of their entries', async () => {
  const { kept, double } = await merged()
  const next = await preview(FILE)
  const pages = [0, 200].map((offset) => desk.ask('import.gone', { digest: next.digest, offset, limit: 200 }))
  const rows = (await Promise.all(pages)).flatMap((page) => page.rows)
  expect(next.counts).toMatchObject({ new: 0, changed: 0, doubtful: 0 })
  expect(rows.filter(({ personId }) => personId === kept || personId === double)).toEqual([])
})

// Bug: whoever moved out by one of the rows went on living there by the other.
it('one home ends and is corrected as one', async () => {
  const { kept, homeId, home } = await merged()
  await desk.ask('residents.saveHome', { ...home, residentId: kept, from: '2026-03-01' })
  expect(await homes(kept)).toEqual([['Z1', '2026-03-01', null]])
  const people = (await desk.ask('moves.consequences', { homeIds: [homeId], last: '2026-11-01' })).people
  expect(people.map(({ elsewhere }) => elsewhere)).toEqual([[]])
  const settle = {
    parcels: 'stay',
    reason: '',
    authorisations: 'end',
    absences: 'end',
    lent: 'keep',
    conversations: 'close',
  } as const
  await desk.ask('moves.out', { homeIds: [homeId], last: '2026-11-01', settle })
  expect(await homes(kept)).toEqual([['Z1', '2026-03-01', '2026-11-01']])
})
