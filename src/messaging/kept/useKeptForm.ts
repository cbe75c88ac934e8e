import { useCallback, useState } from 'react'
import type { MessagingClient } from '../../shared/messaging/client.ts'
import { useClient } from '../host.tsx'
import { useKept } from './useKept.ts'

export interface KeptForm<T> {
  /** Null until it is known what was left here. */
  value: T | null
  change: (part: Partial<T>) => void
  /** It was sent, or given up. */
  forget: () => void
  /** It was begun earlier and is found again. */
  isFound: boolean
  error: unknown
}

interface FormRules<T> {
  slot: string
  empty: () => T
  /** Nothing worth keeping. */
  isEmpty: (value: T) => boolean
  /** What was left may be over meanwhile, or more than this form has to know. */
  onFound?: (found: T) => Promise<T | null>
}

/** A form whose words outlive a scan, a look elsewhere and a restart, on this device and for this person. */
export function useKeptForm<T extends object>(rules: FormRules<T>): KeptForm<T> {
  const client = useClient()
  const [{ slot, empty, isEmpty, onFound }] = useState(rules)
  const [isFound, setFound] = useState(false)
  const [left] = useState(async () => {
    const found = await readForm<T>(client, slot, empty)
    const wanted = found && onFound ? await onFound(found) : found
    setFound(wanted !== null)
    return wanted
  })
  const [start] = useState(empty)
  const keep = useCallback(
    (value: T) => client.saveDraft(slot, isEmpty(value) ? null : { body: JSON.stringify(value) }),
    [client, slot, isEmpty],
  )
  const { value, change, put, error } = useKept(left, start, keep)
  const forget = useCallback(() => {
    put(empty())
    setFound(false)
    void client.saveDraft(slot, null).catch(() => undefined)
  }, [client, slot, empty, put])
  return { value, change, forget, isFound, error }
}

/** What an earlier version of the form did not have yet is as in an empty one. */
async function readForm<T extends object>(client: MessagingClient, slot: string, empty: () => T): Promise<T | null> {
  const draft = await client.draft(slot).catch(() => null)
  if (!draft) return null
  try {
    return { ...empty(), ...(JSON.parse(draft.body) as T) }
  } catch {
    return null
  }
}
