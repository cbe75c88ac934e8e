import { stripMisleading } from '../../../shared/messaging/clean.ts'
import { EDIT_WINDOW_MS } from '../../../shared/messaging/limits.ts'
import type { SystemLine, ThreadItem, ThreadMessage, ThreadWindow } from '../../../shared/messaging/schema.ts'
import { LIFE_EVENTS } from '../../../shared/packages/lifecycle.ts'
import { may } from '../../../shared/staff/permissions.ts'
import type { Parsed } from '../../../shared/contract/index.ts'
import type { Actor, ServiceDeps } from '../deps.ts'
import { PLACE_OF } from '../parcel/event.ts'
import { sqlList } from '../sql.ts'
import { failedMessages } from './failed.ts'
import { refuse } from './refuse.ts'
import { PLACE, type MessageRecord, type MessageRows } from './rows.ts'

/** A thread, by windows: messages in the order of their arrival, what happened to the parcel between them. */
export function createThread({ store, ports }: ServiceDeps, rows: MessageRows) {
  const failed = failedMessages(store)
  // Places are found in the index alone: authors are looked up for what is shown, not for all that is passed over.
  const idsAt = store.prepare<{ id: string }>(
    `SELECT m.id FROM messages m WHERE m.conversation_id = @id ORDER BY ${PLACE}, m.id LIMIT @limit OFFSET @offset`,
  )
  const count = store.prepare<{ n: number }>('SELECT count(*) AS n FROM messages WHERE conversation_id = ?')
  const before = store.prepare<{ n: number }>(
    `SELECT count(*) AS n FROM messages m WHERE m.conversation_id = @id AND ${PLACE} <= @at`,
  )
  const placeOf = store.prepare<{ place: string; n: number }>(
    `SELECT ${PLACE} AS place, (SELECT count(*) FROM messages o WHERE o.conversation_id = m.conversation_id
       AND (coalesce(o.received_at, '9' || o.sent_at), o.id) < (${PLACE}, m.id)) AS n
     FROM messages m WHERE m.id = ?`,
  )
  const events = store.prepare<{
    id: string
    type: SystemLine['event']
    at: string
    package_id: string
    short_number: string
    carrier: string
    actor: string | null
    to_name: string | null
  }>(
    `SELECT e.id, e.type, e.at, k.id AS package_id, k.short_number, k.carrier, s.display_name AS actor,
       iif(e.type = 'handed_over', e.detail ->> 'to', NULL) AS to_name
     FROM conversations c JOIN packages k ON k.id = c.package_id AND k.deleted_at IS NULL
     JOIN package_events e ON e.package_id = k.id LEFT JOIN staff s ON s.id = e.actor_id
     WHERE c.id = ? AND e.type IN ${sqlList(LIFE_EVENTS)}
       AND NOT EXISTS (SELECT 1 FROM package_events u WHERE u.undoes_act_id = e.act_id AND u.package_id = e.package_id)
     ORDER BY ${PLACE_OF('e')}, e.rowid`,
  )
  const exists = store.prepare('SELECT 1 FROM conversations WHERE id = ? AND deleted_at IS NULL')

  /** Parcel lines with their place in the thread. */
  function lines(id: string): { place: number; line: SystemLine }[] {
    let latest = ''
    return events.all(id).map((row, i) => ({
      // A clock that was set back puts no step before the one that it follows.
      place: before.get({ id, at: (latest = row.at > latest ? row.at : latest) })!.n + i,
      line: {
        kind: 'parcel',
        id: row.id,
        event: row.type,
        at: row.at,
        parcel: { id: row.package_id, shortNumber: row.short_number, carrier: row.carrier },
        to: row.to_name === null ? null : stripMisleading(row.to_name),
        by: row.actor,
      },
    }))
  }
  const canChange = (record: MessageRecord, actor: Actor) =>
    record.removed_at === null && record.author_staff_id === actor.id

  function toMessage(
    record: MessageRecord,
    actor: Actor,
    markers: ReturnType<MessageRows['recipients']>,
    authorOf: ReturnType<MessageRows['authors']>,
  ): ThreadMessage {
    const removed = record.removed_at !== null
    const age = ports.now().getTime() - Date.parse(record.sent_at)
    return {
      kind: 'message',
      id: record.id,
      author: authorOf(record),
      mine: record.author_staff_id === actor.id,
      body: removed ? '' : stripMisleading(record.body),
      internalNote: record.internal_note === 1,
      sentAt: record.sent_at,
      arrivedAt: record.received_at,
      editedAt: record.edited_at,
      removedAt: record.removed_at,
      attachments: removed || record.files === 0 ? [] : rows.filesOf(record.id),
      announcement: record.announcement_id !== null,
      delivery: rows.delivery(record, markers),
      changeWaiting: record.received_at !== null && store.unsent.changes('messages', record.id),
      canEdit: canChange(record, actor) && age <= EDIT_WINDOW_MS,
      canRemove: !removed && (canChange(record, actor) || may(actor.role, 'messages.manage')),
    }
  }

  return {
    failed,
    length: (id: string): number => count.get(id)!.n + events.all(id).length + failed.of(id).length,
    /** Where a message stands in its thread. */
    offsetOf(conversationId: string, messageId: string): number {
      const place = placeOf.get(messageId)
      if (!place) return 0
      return place.n + events.all(conversationId).filter(({ at }) => at < place.place).length
    },
    window(actor: Actor, { conversationId, offset, limit }: Parsed<'messages.thread'>): ThreadWindow {
      if (!exists.get(conversationId)) refuse('NOT_FOUND')
      const between = lines(conversationId)
      const refused = failed.of(conversationId)
      const arrived = count.get(conversationId)!.n + between.length
      const total = arrived + refused.length
      const from = offset < 0 ? Math.max(0, total + offset) : Math.min(offset, total)
      const markers = rows.recipients(conversationId)
      const authorOf = rows.authors()

      const linesBefore = between.filter(({ place }) => place < from).length
      const found = idsAt
        .all({ id: conversationId, offset: from - linesBefore, limit })
        .map(({ id }) => rows.one.get(id)!)
      const items: ThreadItem[] = []
      for (let place = from, next = 0, line = linesBefore; items.length < limit && place < arrived; place++) {
        if (between[line]?.place === place) items.push(between[line++]!.line)
        else if (found[next]) items.push(toMessage(found[next++]!, actor, markers, authorOf))
        else break
      }
      const skip = Math.max(0, from - arrived)
      for (const { record, files, reason } of refused.slice(skip, skip + limit - items.length))
        items.push({
          ...toMessage(record, actor, markers, authorOf),
          attachments: files,
          delivery: { state: 'failed', reason },
          canEdit: false,
          canRemove: false,
        })
      return { items, offset: from, total }
    },
  }
}

export type Thread = ReturnType<typeof createThread>
