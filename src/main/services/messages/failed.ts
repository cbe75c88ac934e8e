import type { Attachment, Failure } from '../../../shared/messaging/schema.ts'
import type { Store } from '../../store/open.ts'
import type { MessageRecord } from './rows.ts'

/** The acts whose refusal is told on the message itself. */
export const SENDING_ACTS = `('messages.send', 'messages.start')`

const FAILURE: Readonly<Record<string, Failure>> = {
  not_allowed: 'not_allowed',
  constraint: 'invalid',
  invalid: 'invalid',
  missing: 'gone',
  attachment: 'attachment',
}

interface Op {
  table: string
  op: string
  id: string
  values: Record<string, string | number | null>
}

export interface FailedMessage {
  /** The refused act. */
  actId: string
  record: MessageRecord
  /** The files that wait with it. */
  files: Attachment[]
  reason: Failure
}

/** Messages that the server refused: the replica has taken them back, the refused act still holds their text. */
export function failedMessages(store: Store) {
  const acts = store.prepare<{ id: string; ops: string; code: string }>(
    `SELECT id, ops, code FROM _attention WHERE name IN ${SENDING_ACTS} ORDER BY seq`,
  )
  const nameOf = store.prepare<{ display_name: string }>('SELECT display_name FROM staff WHERE id = ?')

  function all(): FailedMessage[] {
    return acts.all().flatMap(({ id: actId, ops, code }) => {
      const parsed = JSON.parse(ops) as Op[]
      const message = parsed.find(({ table, op }) => table === 'messages' && op === 'insert')
      if (!message) return []
      const { id, values } = message
      const files = parsed
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
        unit_number: null,
        body: text('body') ?? '',
        internal_note: Number(values['internal_note'] ?? 0),
        announcement_id: text('announcement_id'),
        files: files.length,
        sent_at: text('sent_at') ?? '',
        received_at: null,
        edited_at: null,
        removed_at: null,
      }
      return [{ actId, record, files, reason: FAILURE[code] ?? 'other' }]
    })
  }
  return {
    of: (conversationId: string): FailedMessage[] =>
      all().filter(({ record }) => record.conversation_id === conversationId),
    find: (messageId: string): FailedMessage | undefined => all().find(({ record }) => record.id === messageId),
  }
}
