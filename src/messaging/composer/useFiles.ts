import { useState } from 'react'
import { MessagingError } from '../../shared/messaging/client.ts'
import { ATTACHMENTS_PER_MESSAGE } from '../../shared/messaging/limits.ts'
import type { Attachment } from '../../shared/messaging/schema.ts'
import { useClient, useDecoding } from '../host.tsx'
import { prepareFile } from './files.ts'

export interface FilesState {
  add: (files: Iterable<File>) => Promise<void>
  drop: (id: string) => void
  /** Files being read now. */
  pending: number
  error: { name: string; refusal: unknown } | null
  tooMany: boolean
}

/** Takes files in, one after the other: dropped, pasted or chosen. */
export function useFiles(
  conversationId: string,
  current: () => readonly Attachment[],
  change: (files: Attachment[]) => void,
): FilesState {
  const client = useClient()
  const decoding = useDecoding()
  const [pending, setPending] = useState(0)
  const [error, setError] = useState<FilesState['error']>(null)
  const [tooMany, setTooMany] = useState(false)
  const add = async (files: Iterable<File>) => {
    setError(null)
    setTooMany(false)
    const all = [...files]
    setPending((n) => n + all.length)
    for (const file of all) {
      try {
        if (current().length >= ATTACHMENTS_PER_MESSAGE) setTooMany(true)
        else change([...current(), await client.addAttachment(conversationId, await decoding(() => prepareFile(file)))])
      } catch (refusal) {
        setError({ name: file.name, refusal: refusal instanceof Error ? refusal : new MessagingError('FAILED') })
      } finally {
        setPending((n) => n - 1)
      }
    }
  }
  const drop = (id: string) => {
    change(current().filter((file) => file.id !== id))
    void client.dropAttachment(id).catch(() => undefined)
  }
  return { add, drop, pending, error, tooMany }
}
