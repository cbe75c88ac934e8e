import { useCallback, useEffect, useRef, useState } from 'react'
import type { SavedDraft } from '../../../shared/messaging/schema.ts'
import { useClient } from '../host.tsx'

const EMPTY: SavedDraft = { body: '', internalNote: false, attachments: [] }
/** Kept soon after the last key: a power cut costs at most these words. */
const SAVE_AFTER_MS = 350

export interface DraftState {
  /** Null until it is known what was left here. */
  draft: SavedDraft | null
  change: (change: Partial<SavedDraft>) => void
  /** Takes the text away while it is being sent; what it returns puts it back. */
  take: () => (kept: boolean) => void
  /** The draft could not be kept on this device. */
  error: unknown
}

/** What is being written in a conversation, kept on the device through restarts. `left`: what was left here, asked for already. */
export function useDraft(conversationId: string, left: Promise<SavedDraft | null>): DraftState {
  const client = useClient()
  const [draft, setDraft] = useState<SavedDraft | null>(null)
  const [error, setError] = useState<unknown>(null)
  const unsaved = useRef<SavedDraft | null>(null)
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null)
  const latest = useRef<SavedDraft>(EMPTY)

  const save = useCallback(() => {
    if (timer.current) clearTimeout(timer.current)
    timer.current = null
    const wanted = unsaved.current
    if (!wanted) return
    unsaved.current = null
    const isEmpty = wanted.body === '' && wanted.attachments.length === 0 && !wanted.internalNote
    client.saveDraft(conversationId, isEmpty ? null : wanted).then(() => setError(null), setError)
  }, [client, conversationId])

  useEffect(() => {
    let gone = false
    left.then(
      (found) => {
        if (gone) return
        latest.current = found ?? EMPTY
        setDraft(latest.current)
      },
      () => !gone && setDraft(EMPTY),
    )
    window.addEventListener('blur', save)
    window.addEventListener('pagehide', save)
    return () => {
      gone = true
      save()
      window.removeEventListener('blur', save)
      window.removeEventListener('pagehide', save)
    }
  }, [left, save])

  const put = useCallback((next: SavedDraft) => {
    latest.current = next
    setDraft(next)
  }, [])
  const change = useCallback(
    (part: Partial<SavedDraft>) => {
      const next = { ...latest.current, ...part }
      put(next)
      unsaved.current = next
      if (timer.current) clearTimeout(timer.current)
      timer.current = setTimeout(save, SAVE_AFTER_MS)
    },
    [put, save],
  )
  const take = useCallback(() => {
    const taken = latest.current
    // Sending forgets the stored draft itself, in the same commit: until then it stays on disk.
    unsaved.current = null
    if (timer.current) clearTimeout(timer.current)
    put({ ...EMPTY, internalNote: taken.internalNote })
    return (kept: boolean) => {
      if (!kept) return
      const { body, attachments } = latest.current
      change({
        body: body === '' ? taken.body : `${taken.body}\n${body}`,
        attachments: [...taken.attachments, ...attachments],
      })
    }
  }, [put, change])
  return { draft, change, take, error }
}
