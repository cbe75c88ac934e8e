import type { Persist } from '../persist.ts'
import type { Store } from '../../store/open.ts'
import type { Actor, ServiceDeps } from '../deps.ts'
import { moveMarker } from './participants.ts'
import type { MessageRows } from './rows.ts'

/** More at once is a catch-up, not somebody who writes. */
const RING_MOST = 20
const PER_ACT = 200

export interface ArrivalPorts {
  actor(): Actor
  /** Runs once, soon: not inside the commit that brought the messages. */
  defer(run: () => void): void
  persist: Persist
  /** A resident wrote just now. */
  arrived(conversationId: string, messageId: string): void
}

/**
 * Watches what sync brings: messages of residents are marked as delivered in the name of the person on duty, and told to the
 * window once.
 */
export function watchArrivals({ store }: ServiceDeps, rows: MessageRows, parts: ArrivalPorts) {
  const newest = store.prepare<{ at: string | null }>('SELECT max(resident_at) AS at FROM _conversation_heads')
  const undelivered = store.prepare<{ id: string; at: string }>(
    `SELECT h.conversation_id AS id, h.resident_at AS at
     FROM _conversation_heads h JOIN conversations c ON c.id = h.conversation_id AND c.deleted_at IS NULL AND c.status <> 'closed'
     LEFT JOIN conversation_participants p ON p.conversation_id = c.id AND p.staff_id = @me
     WHERE h.resident_at > coalesce(p.last_delivered_at, @since) LIMIT ${PER_ACT}`,
  )
  let heard = newest.get()?.at ?? ''
  let planned = false

  function markDelivered(): void {
    const actor = parts.actor()
    const params = { me: actor.id, since: rows.readSince(actor) }
    for (;;) {
      const waiting = undelivered.all(params)
      if (waiting.length === 0) return
      store.transact('messages.delivered', { staffId: actor.id }, (tx) => {
        for (const { id, at } of waiting) moveMarker(tx, id, actor.id, { delivered: at })
      })
      if (waiting.length < PER_ACT) return
    }
  }
  function ring(ids: readonly string[]): void {
    const upto = newest.get()?.at ?? ''
    const from = heard
    heard = upto > heard ? upto : heard
    if (ids.length === 0 || ids.length > RING_MOST) return
    for (const { id, conversation_id } of fresh(store, ids, from)) parts.arrived(conversation_id, id)
  }
  const stop = store.onChange(({ tables }) => {
    const ids = tables['messages']
    if (!ids) return
    ring(ids)
    if (planned) return
    planned = true
    parts.defer(() => {
      planned = false
      void parts.persist('arrivals', () => {
        if (!stopped) markDelivered()
      })
    })
  })
  let stopped = false
  return {
    [Symbol.dispose]: () => {
      stopped = true
      stop()
    },
  }
}

/** Messages of residents among these that arrived after `from`. */
const fresh = (store: Store, ids: readonly string[], from: string) =>
  store
    .prepare<{ id: string; conversation_id: string }>(
      `SELECT id, conversation_id FROM messages WHERE id IN (SELECT value FROM json_each(@ids))
         AND author_resident_id IS NOT NULL AND removed_at IS NULL AND received_at > @from ORDER BY received_at`,
    )
    .all({ ids: JSON.stringify(ids), from })
