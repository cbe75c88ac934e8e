import { newId } from './acts.ts'
import { A, AT, CONVERSATION, STAFF, type Query } from './ids.ts'
import { stateOf } from './people.ts'
import { insertSql } from './seed.ts'

/** A message of the desk in the conversation of the resident, as a console sends it. */
export const message = (values: Record<string, string | boolean | number | null> = {}) => ({
  conversation_id: CONVERSATION.mine,
  author_staff_id: STAFF.desk,
  author_resident_id: null,
  body: 'Bonjour',
  internal_note: false,
  sent_at: AT,
  received_at: null,
  ...values,
})

/** What becomes of a message that a resident writes into the table. */
export const asResident = (row: Record<string, unknown>) => (query: Query) =>
  stateOf(query(...insertSql('messages', { id: newId(), building_id: A, body: 'Bonjour', sent_at: AT, ...row })))
