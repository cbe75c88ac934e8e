import type { Attachment, Failure } from '../../../shared/messaging/schema.ts'
import type { Store } from '../../store/open.ts'
import type { MessageRecord } from './rows.ts'
import { unitName } from '../sql.ts'

const FAILURE: Readonly<Record<string, Failure>> = {
  not_allowed: 'not_allowed',
  constraint: 'invalid',
  invalid: 'invalid',
  missing: 'gone',
  attachment: 'attachment',
}

const failureOf = (code: string): Failure => (Object.hasOwn(FAILURE, code) && FAILURE[code]) || 'other'

export interface FailedMessage {
  /** The refused act. */
  actId: string
  record: MessageRecord
  /** The files that wait with it. */
  files: Attachment[]
  reason: Failure
}

/**
 * Messages that the server refused: the replica has taken them back, the refused act still holds their text. (A refused
 * conversation has no thread in which to say so: its words stand on the card of the act.)
 */
export function failedMessages(store: Store) {
  const nameOf = store.prepare<{ display_name: string }>('SELECT display_name FROM staff WHERE id = ?')

  function all(): FailedMessage[] {
    return store.unsent.refused.named('messages.send').flatMap(({ id: actId, ops, code }) => {
      const message = ops.find(({ table, op }) => table === 'messages' && op === 'insert')
      if (!message) return []
      const { id, values } = message
      const files = ops
        .filter(({ table, op }) => table === 'attachments' && op === 'insert')
        .map((file) => ({ ...(file.values as unknown as Attachment), id: file.id }))
        .map(({ id: fileId, name, type, bytes, width, height }) => ({ id: fileId, name, type, bytes, width, height }))
      const text = (name: string) => (values[name] as string | null | undefined) ?? null
      const record: MessageRecord = {
        id,
        conversation_id: text('conversation_id') ?? '',
        author_staff_id: text('author_staff_id'),
        author_resident_id: null,
        staff_name: nameOf.get(text('author_staff_id'))?.display_name ?? '',
        given_name: null,
        family_name: null,
        body: text('body') ?? '',
        internal_note: Number(values['internal_note'] ?? 0),
        announcement_id: text('announcement_id'),
        files: files.length,
        sent_at: text('sent_at') ?? '',
        received_at: null,
        edited_at: null,
        removed_at: null,
      }
      return [{ actId, record, files, reason: failureOf(code) }]
    })
  }
  return {
    of: (conversationId: string): FailedMessage[] =>
      all().filter(({ record }) => record.conversation_id === conversationId),
    find: (messageId: string): FailedMessage | undefined => all().find(({ record }) => record.id === messageId),
  }
}

interface RefusedRecipient {
  resident_id: string
  given_name: string
  family_name: string
  unit: string | null
  reason: Failure
}

/** Whom the refused acts of an announcement were for: the replica has taken back what they made. */
export function refusedRecipients(store: Store): (announcementId: string) => RefusedRecipient[] {
  const person = store.prepare<Omit<RefusedRecipient, 'reason'>>(
    `SELECT r.id AS resident_id, r.given_name, r.family_name, ${unitName('u')} AS unit
     FROM residents r LEFT JOIN units u ON u.id = @unit WHERE r.id = @id`,
  )
  return (announcementId) =>
    store.unsent.refused.named('messages.announce').flatMap(({ ops, code }) => {
      if (!ops.some(({ values }) => values['announcement_id'] === announcementId)) return []
      const unitOf = new Map(ops.map(({ id, values }) => [id, values['unit_id'] ?? null]))
      return ops.flatMap(({ table, values }) => {
        if (table !== 'conversation_participants') return []
        const found = person.get({ id: values['resident_id'], unit: unitOf.get(String(values['conversation_id'])) })
        return found ? [{ ...found, reason: failureOf(code) }] : []
      })
    })
}
