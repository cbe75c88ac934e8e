import { useCallback } from 'react'
import type { SavedDraft } from '../../shared/messaging/schema.ts'
import { useClient } from '../host.tsx'
import { useKept } from '../kept/useKept.ts'

const EMPTY: SavedDraft = { body: '', internalNote: false, attachments: [] }

export interface DraftState {
  /** Null until it is known what was left here. */
  draft: SavedDraft | null
  change: (change: Partial<SavedDraft>) => void
  /** Takes the text away while it is being sent; what it returns puts it back. */
  take: () => (kept: boolean) => void
  /** The draft could not be kept on this device. */
  error: unknown
}

/** What is being written in a conversation. `left`: what was left here, asked for already. */
export function useDraft(conversationId: string, left: Promise<SavedDraft | null>): DraftState {
  const client = useClient()
  const keep = useCallback(
    (draft: SavedDraft) => {
      const isEmpty = draft.body === '' && draft.attachments.length === 0 && !draft.internalNote
      return client.saveDraft(conversationId, isEmpty ? null : draft)
    },
    [client, conversationId],
  )
  const { value: draft, change, put, latest, error } = useKept(left, EMPTY, keep)
  const take = useCallback(() => {
    const taken = latest()
    // Sending forgets the stored draft itself: until then it stays on disk.
    put({ ...EMPTY, internalNote: taken.internalNote })
    return (kept: boolean) => {
      if (!kept) return
      const { body, attachments } = latest()
      change({
        body: body === '' ? taken.body : `${taken.body}\n${body}`,
        attachments: [...taken.attachments, ...attachments],
      })
    }
  }, [latest, put, change])
  return { draft, change, take, error }
}
