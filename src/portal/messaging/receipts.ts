import type { SupabaseClient } from '@supabase/supabase-js'
import type { Model } from '../../shared/messaging/model.ts'
import type { Mirror } from './mirror.ts'
import { unwrap, type Ask } from './requests.ts'

/** Moves the resident's own markers on the server. */
export function createReceipts(supabase: SupabaseClient, ask: Ask, model: Model, mirror: Mirror, residentId: string) {
  async function mark(conversationId: string, changes: { last_read_at?: string; last_delivered_at?: string }) {
    const id = mirror.context(conversationId)?.me.participant_id
    if (id) unwrap(await ask(supabase.from('conversation_participants').update(changes).eq('id', id).select('id')))
  }
  return {
    read: (conversationId: string, to: string) => mark(conversationId, { last_read_at: to }),
    /** Says that this page has what it has read, and what could not be said without a line. */
    async delivered(): Promise<void> {
      for (const context of mirror.contexts()) {
        const kept = model.find(context.id)
        const newest = model
          .ordered(kept)
          .findLast(({ arrivedAt, author }) => arrivedAt !== null && author.kind === 'staff')
        const to = newest?.arrivedAt
        if (to && to > (context.me.last_delivered_at ?? '')) await mark(context.id, { last_delivered_at: to })
        const marker = kept.markers[residentId]?.readAt
        if (marker && marker > (context.me.last_read_at ?? '')) await mark(context.id, { last_read_at: marker })
      }
    },
  }
}
