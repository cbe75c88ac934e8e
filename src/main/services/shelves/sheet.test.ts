import { expect, it } from 'vitest'
import { uuidv7 } from 'uuidv7'
import { registerFor } from '../../../../tests/support/parcels.ts'
import { deskForEach } from '../../../../tests/support/ownDesk.ts'
import { fakePrinter } from '../printing/testing.ts'

const { printing, documents } = fakePrinter()
const desk = deskForEach('manager', { printing })

// Bug: the list on paper, which lies about, named everybody who waits for something.
it('is a list to tick, of units and numbers and nobody’s name, in either language', async () => {
  await desk.ask('shelves.add', { text: 'Z1' })
  const shelf = (await desk.ask('session.get', {})).shelves.find(({ code }) => code === 'Z1')!
  const here = await registerFor(desk, '1204', { shelfId: shelf.id, carrier: 'ups' })
  const nobody = await registerFor(desk, null, { shelfId: shelf.id })
  for (const [language, name] of [
    ['fr', /^etagere-Z1-\d{4}-\d\d-\d\d\.pdf$/],
    ['en', /^shelf-Z1-\d{4}-\d\d-\d\d\.pdf$/],
  ] as const)
    expect((await desk.ask('shelves.sheet', { id: shelf.id, language })).name).toMatch(name)
  const [french, english] = documents
  expect(french!.sections[0]!.entries![0]!.toTick).toEqual([
    `${here.shortNumber} · 1204 · UPS`,
    `${nobody.shortNumber} · sans unité · Autre transporteur`,
  ])
  expect(english).toMatchObject({ title: 'Shelf Z1' })
  expect(english!.sections[0]!.entries![0]!.toTick![1]).toContain('no unit')
  expect(here.resident?.name).toBeTruthy()
  expect(JSON.stringify(documents)).not.toContain(here.resident!.name)
  expect((await desk.refusal('shelves.sheet', { id: uuidv7(), language: 'fr' })).code).toBe('NOT_FOUND')
})
