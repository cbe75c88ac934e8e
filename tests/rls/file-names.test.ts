import { ATTACHMENT_TYPES } from '../../src/shared/messaging/kinds.ts'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { fileName } from '../../src/shared/messaging/files/name.ts'
import { A, AT, CONVERSATION, RESIDENT } from './ids.ts'
import { createWorld, stateOf, type World } from './people.ts'
import { insertSql } from './seed.ts'
import { newId } from './acts.ts'

let world: World
beforeAll(async () => void (world = await createWorld(inject('serverUrl'))))
afterAll(() => world.drop())

/** What the server answers to a resident's own program that names a file so. */
const named = (name: string, type = 'application/pdf') =>
  world.db.tryAs('resident', async (query) => {
    // A message announces its files.
    const message_id = newId()
    const written = { conversation_id: CONVERSATION.mine, author_resident_id: RESIDENT.mine, body: '', sent_at: AT }
    await query(...insertSql('messages', { id: message_id, building_id: A, ...written, files: 1 }))
    return stateOf(
      query(...insertSql('attachments', { id: newId(), building_id: A, message_id, name, type, bytes: 10 })),
    )
  })

const HOSTILE = [
  'facture.bat',
  'bail.lnk',
  'facture.pdf      .hta',
  'facture.pdf.',
  'facture.pdf ',
  'facture .pdf',
  'facture\u202efdp.pdf',
  'fac\u200bture.pdf',
  'fac\nture.pdf',
  'CON.pdf',
  'nul.bail.pdf',
  'LPT1 .pdf',
  '../bail.pdf',
  '..\\bail.pdf',
  'bail:flux.pdf',
  '.pdf',
  'photo.jpg',
]

it.each(HOSTILE)('a resident names a file %j: refused', async (name) => {
  expect(await named(name)).toBe('23514')
})

it.each(HOSTILE)('what the program makes of %j is taken', async (name) => {
  for (const type of ATTACHMENT_TYPES) expect(await named(fileName(name, type), type)).toBeNull()
})
