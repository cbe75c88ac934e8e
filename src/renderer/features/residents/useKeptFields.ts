import { useCallback, useState } from 'react'
import { participantId } from '../../../shared/messaging/ids.ts'
import { useKept } from '../../../messaging/kept/useKept.ts'
import { request } from '../../window/data/bridge.ts'

/** Where the forms of the directory are kept among the drafts: under ids that no conversation has. */
const SLOTS = {
  absence: '6c6f6674-7320-8000-8000-000000000011',
  authorisation: '6c6f6674-7320-8000-8000-000000000012',
} as const

export interface KeptFields<T> {
  /** What is being written; null while nothing is. */
  fields: T | null
  begin: (fields: T) => void
  change: (part: Partial<T>) => void
  /** It was saved, or given up. */
  forget: () => void
}

interface Writing<T> {
  fields: T | null
}
const nothing = { fields: null }

/** A form about somebody that outlives a scan, a look elsewhere and a restart, on this desk and for who is on duty. */
export function useKeptFields<T extends object>(kind: keyof typeof SLOTS, aboutId: string): KeptFields<T> {
  const [slot] = useState(() => participantId(SLOTS[kind], aboutId))
  const [left] = useState(() => readKept<T>(slot))
  const keep = useCallback(
    ({ fields }: Writing<T>) =>
      request('messages.saveDraft', {
        conversationId: slot,
        draft: fields && { body: JSON.stringify(fields), internalNote: false, attachments: [] },
      }).then(() => undefined),
    [slot],
  )
  const { value, change, latest } = useKept<Writing<T>>(left, nothing, keep)
  return {
    fields: value?.fields ?? null,
    begin: (fields) => change({ fields }),
    change: (part) => {
      const { fields } = latest()
      if (fields) change({ fields: { ...fields, ...part } })
    },
    forget: () => change(nothing),
  }
}

async function readKept<T>(slot: string): Promise<Writing<T> | null> {
  const { draft } = await request('messages.draft', { conversationId: slot })
  if (!draft) return null
  try {
    return { fields: JSON.parse(draft.body) as T }
  } catch {
    return null
  }
}
