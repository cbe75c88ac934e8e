import { beforeEach, expect, it } from 'vitest'
import { deskForEach } from '../../../../tests/support/ownDesk.ts'
import { switchTo } from '../../../../tests/support/parcels.ts'
import { BUILDING_SETTINGS } from '../../../shared/settings/list.ts'
import { fakePrinter } from '../printing/testing.ts'

const { printing, documents } = fakePrinter()
const desk = deskForEach('manager', { printing })
const as = (role: string) => switchTo(desk, role)
beforeEach(() => void (documents.length = 0))

// Bug: the page promised times that the building had changed, or one of them stood nowhere on it.
it('says every time that the building keeps things, as it is set now', async () => {
  const keys = Object.entries(BUILDING_SETTINGS).filter(([, { section }]) => section === 'retention')
  const expected: string[] = []
  for (const [at, [key, { shape }]] of keys.entries()) {
    if (shape.kind !== 'number') throw new Error(`${key} is no length of time`)
    await desk.ask('settings.save', { key: key as 'keep_audit_months', value: `${61 + at}` })
    expected.push(`${61 + at} ${shape.unit}`)
  }
  expect(expected.length).toBeGreaterThan(4)
  const said = JSON.stringify(await desk.ask('privacy.notice', { language: 'en' }))
  for (const time of expected) expect(said).toContain(time)
  for (const fixed of ['14 days', '8 weeks', '35 days']) expect(said).toContain(fixed)
})

// Bug: the page said that things go when their time is over, and nothing erases them by itself.
it.each([
  ['en', 'Rule of the building: ', /erases nothing by itself yet.*by hand, one person at a time/],
  ['fr', 'Règle de l’immeuble\u202F: ', /n’efface encore rien de lui-même.*à la main, une personne à la fois/],
] as const)('says in %s that the times are a rule, and who erases and how', async (language, rule, how) => {
  await desk.ask('privacy.noticeFile', { language })
  const { sections } = documents[0] as Awaited<ReturnType<typeof desk.ask<'privacy.notice'>>>
  const lengths = sections[0]!.entries!.map(({ facts }) => facts![2]![1])
  expect(lengths.filter((length) => length.startsWith(rule))).toHaveLength(5)
  expect(sections[1]!.text).toMatch(how)
})

// Bug: one language told less than the other, or half of a sentence in the wrong one.
it('says as much in French as in English', async () => {
  const fr = await desk.ask('privacy.notice', { language: 'fr' })
  const en = await desk.ask('privacy.notice', { language: 'en' })
  const shape = ({ sections }: typeof fr) => sections.map(({ text, entries }) => [!text, entries?.length])
  expect(shape(fr)).toEqual(shape(en))
  await desk.ask('settings.save', { key: 'keep_signatures_days', value: '1' })
  expect(JSON.stringify(await desk.ask('privacy.notice', { language: 'fr' }))).toContain('1 jour après')
})

// Bug: only a manager could answer a resident at the desk who asks what is kept.
it('is read and saved as pages by every role', async () => {
  for (const role of ['desk', 'manager', 'admin']) {
    await as(role)
    const { name } = await desk.ask('privacy.noticeFile', { language: 'fr' })
    expect(name).toMatch(/^renseignements-personnels-\d{4}-\d\d-\d\d\.pdf$/)
  }
  expect(documents).toHaveLength(3)
  expect(documents[0]).toEqual(await desk.ask('privacy.notice', { language: 'fr' }))
})

// Bug: the page called a shelf and a tracking number by other words than every other screen.
it('calls things as the screens do', async () => {
  const said = JSON.stringify(await desk.ask('privacy.notice', { language: 'fr' }))
  expect(said).toContain('numéro de repérage')
  expect(said).not.toMatch(/tablette|numéro de suivi|appartement/)
})

// Bug: residents were told to ask a person whom nothing named; or a name without a way to reach them counted as an answer.
it('names who is in charge, on the page, on paper and to somebody who has their own data, once they can be reached', async () => {
  const said = async () => JSON.stringify(await desk.ask('privacy.notice', { language: 'fr' }))
  const step = async () => (await desk.ask('setup.get', {})).steps.find(({ id }) => id === 'privacy')!.state
  await desk.ask('settings.save', { key: 'privacy_title', value: 'Présidente du syndicat' })
  expect(await said()).not.toContain('Présidente')
  expect(await step()).toBe('missing')
  await desk.ask('settings.save', { key: 'privacy_name', value: 'Odile Quenneville' })
  await desk.ask('settings.save', { key: 'privacy_contact', value: 'vieprivee@exemple.ca\n514 555-0199' })
  expect(await step()).toBe('done')
  await desk.ask('privacy.noticeFile', { language: 'en' })
  const { rows } = await desk.ask('residents.list', { limit: 1 })
  const residentId = rows[0]!.residentId!
  const { bytes } = await desk.ask('export.person', { residentId, format: 'json', language: 'fr' })
  await desk.ask('export.person', { residentId, format: 'pdf', language: 'fr' })
  const data = new TextDecoder().decode(bytes)
  for (const text of [await said(), ...documents.map((one) => JSON.stringify(one)), data])
    for (const word of ['Odile Quenneville', 'Présidente du syndicat', 'vieprivee@exemple.ca'])
      expect(text).toContain(word)
})
