import { cleanLine, isBlank } from '../../../shared/messaging/clean.ts'
import { countCharacters, EDIT_WINDOW_MS, SUBJECT_LIMIT } from '../../../shared/messaging/limits.ts'
import { may } from '../../../shared/staff/permissions.ts'
import type { Parsed } from '../../../shared/contract/index.ts'
import type { Tx } from '../../store/open.ts'
import type { Actor, ServiceDeps } from '../deps.ts'
import { livingIn, todayAt } from '../directory/homes.ts'
import type { Files } from './files.ts'
import { moveMarker, takePart } from './participants.ts'
import { JOIN_PERSON } from '../merged.ts'
import { refuse, storedBody } from './refuse.ts'
import { PLACE } from './rows.ts'
import type { FailedMessage } from './failed.ts'

type New = Parsed<'messages.send'>['message']

/** Before every message. */
const NOTHING_HEARD = new Date(0).toISOString()

export interface WritePorts {
  files: Files
  failed(messageId: string): FailedMessage | undefined
  /** A message has left the composer: its draft is done with. */
  sent(actor: Actor, conversationId: string): void
}

/** What a person does with conversations and messages: each one act, durable before it answers. */
export function createWriting(deps: ServiceDeps, { files, failed, sent }: WritePorts) {
  const { store } = deps
  const latest = store.prepare<{ at: string | null }>(
    'SELECT max(received_at) AS at FROM messages WHERE conversation_id = ?',
  )
  const heard = store.prepare<{ at: string | null }>(
    'SELECT resident_at AS at FROM _conversation_heads WHERE conversation_id = ?',
  )
  const recipients = store.prepare(
    `SELECT 1 FROM conversation_participants p ${JOIN_PERSON('p.resident_id', 'JOIN')}
     WHERE p.conversation_id = ? AND p.deleted_at IS NULL AND r.deleted_at IS NULL LIMIT 1`,
  )

  function write(tx: Tx, actor: Actor, conversationId: string, message: New, body: string): void {
    tx.insert('messages', {
      id: message.id,
      conversation_id: conversationId,
      author_staff_id: actor.id,
      author_resident_id: null,
      body,
      internal_note: message.internalNote ? 1 : 0,
      announcement_id: null,
      files: message.attachments.length,
      sent_at: afterUnsent(tx, conversationId),
      received_at: null,
      edited_at: null,
      removed_at: null,
    })
    files.attach(tx, message.id, message.attachments)
  }
  /** Until the server has numbered them, messages stand by this time: never before one that was written earlier. */
  function afterUnsent(tx: Tx, conversationId: string): string {
    const last = tx
      .prepare<{ at: string | null }>(
        `SELECT sent_at AS at FROM messages m WHERE m.conversation_id = ? AND ${PLACE} >= '9' ORDER BY ${PLACE} DESC LIMIT 1`,
      )
      .get(conversationId)?.at
    return last && last >= tx.at ? new Date(Date.parse(last) + 1).toISOString() : tx.at
  }
  const own = (tx: Tx, messageId: string) => tx.get('messages', messageId) ?? refuse('NOT_FOUND')

  return {
    start(actor: Actor, input: Parsed<'messages.start'>): void {
      const body = storedBody(input.message.body, input.message.attachments.length)
      const subject = cleanLine(input.subject)
      if (countCharacters(subject) > SUBJECT_LIMIT)
        refuse('TOO_LONG', { over: countCharacters(subject) - SUBJECT_LIMIT })
      const residents =
        input.residentIds.length > 0 || input.unitId === null
          ? input.residentIds
          : livingIn(store, input.unitId, todayAt(deps))
      store.transact('messages.start', { staffId: actor.id }, (tx) => {
        if (tx.get('conversations', input.id)) return
        const known = residents.filter((id) => tx.get('residents', id)?.deleted_at === null)
        if (known.length === 0) refuse('NO_RECIPIENT')
        tx.insert('conversations', {
          id: input.id,
          subject,
          unit_id: input.unitId,
          package_id: input.packageId,
          status: 'open',
          snoozed_until: null,
          assignee_id: actor.id,
        })
        for (const residentId of known) takePart(tx, input.id, { residentId })
        takePart(tx, input.id, { staffId: actor.id })
        write(tx, actor, input.id, input.message, body)
      })
    },

    send(actor: Actor, { conversationId, message }: Parsed<'messages.send'>): void {
      const body = storedBody(message.body, message.attachments.length)
      store.transact('messages.send', { staffId: actor.id }, (tx) => {
        // In the same commit, repeated or not: a text that was sent does not come back as a draft.
        sent(actor, conversationId)
        if (tx.get('messages', message.id)) return
        if (tx.get('conversations', conversationId)?.deleted_at !== null) refuse('NOT_FOUND')
        if (!message.internalNote && !recipients.get(conversationId)) refuse('NO_RECIPIENT')
        // Who answers has read what stands above.
        takePart(tx, conversationId, { staffId: actor.id })
        moveMarker(tx, conversationId, actor.id, { read: latest.get(conversationId)?.at ?? null })
        write(tx, actor, conversationId, message, body)
      })
    },

    edit(actor: Actor, { messageId, body: text }: Parsed<'messages.edit'>): void {
      store.transact('messages.edit', { staffId: actor.id }, (tx) => {
        const row = own(tx, messageId)
        if (row.author_staff_id !== actor.id) refuse('NOT_ALLOWED')
        if (row.removed_at !== null) refuse('NOT_FOUND')
        const body = storedBody(text, row.files)
        if (Date.parse(tx.at) - Date.parse(row.sent_at) > EDIT_WINDOW_MS) refuse('TOO_LATE')
        if (body !== row.body) tx.patch('messages', messageId, { body, edited_at: tx.at })
      })
    },

    remove(actor: Actor, { messageId }: Parsed<'messages.remove'>): void {
      store.transact('messages.remove', { staffId: actor.id }, (tx) => {
        const row = own(tx, messageId)
        if (row.author_staff_id !== actor.id && !may(actor.role, 'messages.manage')) refuse('NOT_ALLOWED')
        if (row.removed_at === null) tx.patch('messages', messageId, { body: '', removed_at: tx.at })
      })
    },

    retry(actor: Actor, { messageId, body }: Parsed<'messages.retry'>): void {
      const found = failed(messageId) ?? refuse('NOT_FOUND')
      if (found.record.author_staff_id !== actor.id) refuse('NOT_ALLOWED')
      if (body !== undefined && isBlank(body) && found.record.files === 0) refuse('EMPTY')
      const values = body === undefined ? null : { body: storedBody(body, found.record.files) }
      store.unsent.refused.retry(found.actId, values ? [{ table: 'messages', id: messageId, values }] : [])
    },
    discard(actor: Actor, { messageId }: Parsed<'messages.discard'>): void {
      const found = failed(messageId) ?? refuse('NOT_FOUND')
      if (found.record.author_staff_id !== actor.id && !may(actor.role, 'messages.manage')) refuse('NOT_ALLOWED')
      store.unsent.refused.discard(found.actId)
    },

    markRead(actor: Actor, { conversationId, messageId }: Parsed<'messages.markRead'>): void {
      store.transact('messages.read', { staffId: actor.id }, (tx) => {
        const row = tx.get('messages', messageId)
        if (row?.conversation_id !== conversationId) refuse('NOT_FOUND')
        // Below a message that waits here stands everything that has arrived.
        moveMarker(tx, conversationId, actor.id, { read: row.received_at ?? latest.get(conversationId)?.at ?? null })
      })
    },

    setStatus(actor: Actor, { conversationId, status, snoozedUntil }: Parsed<'messages.setStatus'>): void {
      store.transact(`messages.${status}`, { staffId: actor.id }, (tx) => {
        if (!tx.get('conversations', conversationId)) refuse('NOT_FOUND')
        // A change that is none is not sent, and the server must hear with each status up to where it was well founded.
        tx.patch('conversations', conversationId, { status_seen_at: null })
        tx.patch('conversations', conversationId, {
          status,
          snoozed_until: snoozedUntil ?? null,
          status_seen_at: heard.get(conversationId)?.at ?? NOTHING_HEARD,
        })
      })
    },
    assign(actor: Actor, { conversationId, staffId }: Parsed<'messages.assign'>): void {
      store.transact('messages.assign', { staffId: actor.id }, (tx) => {
        if (!tx.get('conversations', conversationId)) refuse('NOT_FOUND')
        if (staffId !== null && tx.get('staff', staffId)?.deleted_at !== null) refuse('NOT_FOUND')
        tx.patch('conversations', conversationId, { assignee_id: staffId })
      })
    },
  }
}
