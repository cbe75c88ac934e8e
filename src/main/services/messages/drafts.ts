import { isBlank } from '../../../shared/messaging/clean.ts'
import type { SavedDraft } from '../../../shared/messaging/schema.ts'
import type { Store } from '../../store/open.ts'
import type { Actor } from '../deps.ts'
import type { Files } from './files.ts'

/** What a person has begun to write, per conversation, on this desk's disk. */
export function createDrafts(store: Store, now: () => Date, files: Files) {
  const row = store.prepare<{ body: string; internal_note: number; files: string }>(
    'SELECT body, internal_note, files FROM _drafts WHERE conversation_id = ? AND staff_id = ?',
  )
  const forget = (actor: Actor, conversationId: string): void => {
    // A key that is typed must not cost a write where there is nothing to forget.
    if (!row.get(conversationId, actor.id)) return
    store.local((tx) => {
      tx.prepare('DELETE FROM _drafts WHERE conversation_id = ? AND staff_id = ?').run(conversationId, actor.id)
      tx.touched('_drafts', conversationId)
    })
  }
  return {
    forget,
    get(actor: Actor, conversationId: string): SavedDraft | null {
      const found = row.get(conversationId, actor.id)
      if (!found) return null
      return {
        body: found.body,
        internalNote: found.internal_note === 1,
        attachments: files.kept(JSON.parse(found.files) as string[]),
      }
    },
    save(actor: Actor, conversationId: string, draft: SavedDraft | null): void {
      if (!draft || (isBlank(draft.body) && draft.attachments.length === 0)) return forget(actor, conversationId)
      store.local((tx) => {
        tx.prepare(
          `INSERT INTO _drafts (conversation_id, staff_id, body, internal_note, files, updated_at) VALUES (?, ?, ?, ?, ?, ?)
           ON CONFLICT (conversation_id, staff_id) DO UPDATE SET body = excluded.body, internal_note = excluded.internal_note,
             files = excluded.files, updated_at = excluded.updated_at`,
        ).run(
          conversationId,
          actor.id,
          draft.body,
          draft.internalNote ? 1 : 0,
          JSON.stringify(draft.attachments.map(({ id }) => id)),
          now().toISOString(),
        )
        tx.touched('_drafts', conversationId)
      })
    },
  }
}
