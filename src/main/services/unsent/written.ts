import { cleanLine, stripMisleading } from '../../../shared/messaging/clean.ts'
import type { RefusedAct } from '../../../shared/contract/sync.ts'
import type { OutboxOp, Store } from '../../store/open.ts'
import { ordersOf } from '../order.ts'
import { personName } from '../parcel/rows.ts'
import { readPlace } from '../place.ts'

type Text = RefusedAct['texts'][number]

const text = (value: unknown): string => (typeof value === 'string' ? value : '')

/** What somebody wrote in an act. A refused act is the only place that still holds it. */
export function textsOf(ops: readonly OutboxOp[]): Text[] {
  const found: Text[] = []
  const add = (title: unknown, body: unknown, more: Partial<Text> = {}) => {
    const one = { language: null, internalNote: false, ...more, title: text(title), body: text(body) }
    // A slice of an announcement holds the same words for each of its people.
    if (one.body !== '' && !found.some(({ body: known }) => known === one.body)) found.push(one)
  }
  for (const { table, values } of ops) {
    if (table !== 'announcements' && table !== 'message_templates') continue
    const [title, body] = table === 'announcements' ? ['subject', 'body'] : ['title', 'body']
    for (const language of ['fr', 'en'] as const)
      add(values[`${title}_${language}`], values[`${body}_${language}`], { language })
  }
  for (const { table, values } of ops) {
    if (table !== 'messages') continue
    const conversation = ops.find((op) => op.table === 'conversations' && op.id === values['conversation_id'])
    add(conversation?.values['subject'], values['body'], { internalNote: Number(values['internal_note'] ?? 0) === 1 })
  }
  return found.map((one) => ({ ...one, title: cleanLine(stripMisleading(one.title)), body: stripMisleading(one.body) }))
}

/** The conversation that an act is about; null for none and for those of an announcement. */
export function conversationOf(store: Store, ops: readonly OutboxOp[]): string | null {
  const ids = new Set(ops.flatMap((op) => conversationIn(store, op) ?? []))
  return ids.size === 1 ? [...ids][0]! : null
}

function conversationIn(store: Store, { table, id, values }: OutboxOp): string | null {
  if (table === 'conversations') return id
  if (table !== 'messages' && table !== 'conversation_participants') return null
  if (typeof values['conversation_id'] === 'string') return values['conversation_id']
  return (
    store.prepare<{ conversation_id: string }>(`SELECT conversation_id FROM ${table} WHERE id = ?`).get(id)
      ?.conversation_id ?? null
  )
}

/** Whom a conversation is with: the act may be what began it, and is taken back. */
export function peopleOf(store: Store, ops: readonly OutboxOp[]): string | null {
  const conversation = conversationOf(store, ops)
  if (conversation === null) return null
  const named = ops.flatMap(({ table, values }) =>
    table === 'conversation_participants' && typeof values['resident_id'] === 'string' ? [values['resident_id']] : [],
  )
  const people = store
    .prepare<{ given_name: string; family_name: string }>(
      `SELECT given_name, family_name FROM residents WHERE id IN (SELECT value FROM json_each(@named))
         OR id IN (SELECT resident_id FROM conversation_participants WHERE conversation_id = @conversation AND deleted_at IS NULL)
       ORDER BY id`,
    )
    .all({ named: JSON.stringify(named), conversation })
    .toSorted(ordersOf(readPlace(store)).people)
  return people.map((each) => stripMisleading(personName(each.given_name, each.family_name))).join(', ') || null
}
