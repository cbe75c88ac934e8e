import { beforeEach, expect, it } from 'vitest'
import type { DocumentContent } from '../../../shared/documents/content.ts'
import { deskForEach } from '../../../../tests/support/ownDesk.ts'
import { switchTo } from '../../../../tests/support/parcels.ts'
import { fakePrinter } from '../printing/testing.ts'
import type { PersonData } from './personData.ts'

const { printing, documents } = fakePrinter()
const desk = deskForEach('manager', { printing })
const onDuty = (role: string) => switchTo(desk, role)
beforeEach(() => void (documents.length = 0))

const somebody = async () => {
  const { rows } = await desk.ask('packages.list', { filter: { statuses: ['picked_up'] }, limit: 50 })
  return rows.find(({ resident }) => resident !== null)!
}
const asJson = async (residentId: string): Promise<PersonData> =>
  JSON.parse(
    new TextDecoder().decode((await desk.ask('export.person', { residentId, format: 'json', language: 'fr' })).bytes),
  ) as PersonData

// A list of columns that somebody forgot to lengthen gives people half of what is kept about them.
it('names every kind of thing that is kept about a person, and nothing of the staff', async () => {
  const { resident } = await somebody()
  const { residentId } = { residentId: resident!.id }
  await desk.ask('residents.saveAuthorisation', {
    residentId,
    id: '0198f000-0000-7000-8000-000000000001',
    name: 'Amie Fidèle',
    note: 'a la clé',
    from: '',
    to: '',
  })
  await desk.ask('residents.saveBelonging', {
    residentId,
    id: '0198f000-0000-7000-8000-000000000002',
    kind: 'pet',
    name: 'Minou',
    place: '',
    note: '',
    from: '',
    to: '',
  })
  const data = await asJson(residentId)
  expect(data.format).toBe('lofts-desk.person')
  expect(data.entries[0]!.family_name).not.toBe('')
  expect(data.homes.length).toBeGreaterThan(0)
  expect(data.may_collect_for_them).toContainEqual({ name: 'Amie Fidèle', note: 'a la clé', from: null, to: null })
  expect(data.parcels.flatMap(({ hand_overs }) => hand_overs).length).toBeGreaterThan(0)
  expect(data.parcels.every(({ events }) => events.length > 0)).toBe(true)
  expect(data.belongings).toContainEqual(expect.objectContaining({ kind: 'pet', name: 'Minou' }))
  expect(data.changes).toMatchObject([
    { of: 'authorisations', type: 'added', after: { name: 'Amie Fidèle' } },
    { of: 'belongings' },
  ])
  const { staff } = await desk.ask('session.get', {})
  for (const { name } of staff) expect(JSON.stringify(data)).not.toContain(name)
})

it('is a document in either language, with the same facts', async () => {
  const { resident } = await somebody()
  for (const language of ['fr', 'en'] as const)
    await desk.ask('export.person', { residentId: resident!.id, format: 'pdf', language })
  const [french, english] = documents
  expect([french!.title, english!.title]).toEqual(['Renseignements personnels', 'Personal information'])
  expect(french!.about[0]).toBe(resident!.name)
  const counts = ({ sections }: DocumentContent) => sections.map(({ entries }) => entries?.length ?? 0)
  expect(counts(french!)).toEqual(counts(english!))
})

it('is for a manager alone, and its file names nobody', async () => {
  const { resident } = await somebody()
  const { name } = await desk.ask('export.person', { residentId: resident!.id, format: 'json', language: 'fr' })
  expect((await desk.ask('audit.list', { area: 'exports' })).rows).toMatchObject([
    { what: 'export.person', about: resident!.name, facts: { format: 'json' } },
  ])
  expect(name).toMatch(/^renseignements-\d{4}-\d\d-\d\d\.json$/)
  await onDuty('desk')
  await expect(desk.ask('export.person', { residentId: resident!.id, format: 'json', language: 'fr' })).rejects.toThrow(
    'NOT_ALLOWED',
  )
})

// Whoever took all that is kept about somebody is asked for later: it is written down where nobody can change it.
it('stands in the audit log, with who took it and about whom', async () => {
  const { resident } = await somebody()
  await desk.ask('export.person', { residentId: resident!.id, format: 'json', language: 'fr' })
  const { rows } = await desk.ask('audit.list', { limit: 5 })
  expect(JSON.stringify(rows)).toContain('export.person')
})
