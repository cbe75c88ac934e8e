import { useCallback, useState } from 'react'
import { slotOf, type SLOTS } from '../../shared/messaging/slots.ts'
import { useKept } from '../../messaging/kept/useKept.ts'
import { request } from '../window/data/bridge.ts'

export interface KeptFields<T> {
  /** What is being written; null while nothing is. */
  fields: T | null
  begin: (fields: T) => void
  change: (part: Partial<T>) => void
  /** What is to be saved: a field that nobody touched here is as it is now, whoever changed it since the form was opened. */
  onto: (now: T) => T
  /** It was saved, or given up. */
  forget: () => void
}

interface Writing<T> {
  fields: T | null
  /** As the form began. */
  before: T | null
}
const nothing = { fields: null, before: null }

/**
 * A form about somebody that outlives a scan, a look elsewhere and a restart, on this desk and for who is on duty. With `begun` it
 * stands open from the start.
 */
export function useKeptFields<T extends object>(
  kind: keyof typeof SLOTS,
  aboutId: string | null,
  begun?: () => T,
): KeptFields<T> {
  const [start] = useState<Writing<T>>(() => ({ fields: begun?.() ?? null, before: null }))
  const [slot] = useState(() => slotOf(kind, aboutId))
  const [left] = useState(() => readKept<T>(slot))
  const keep = useCallback(
    (writing: Writing<T>) =>
      request('messages.saveDraft', {
        conversationId: slot,
        draft: writing.fields && { body: JSON.stringify(writing), internalNote: false, attachments: [] },
      }).then(() => undefined),
    [slot],
  )
  // Nearly always nothing was left: a form that is closed is shown so at once, and once.
  const { value, change, latest } = useKept<Writing<T>>(left, start, keep, begun === undefined)
  return {
    fields: value?.fields ?? null,
    begin: (fields) => change({ fields, before: fields }),
    onto: (now) => mergedOnto(latest(), now),
    change: (part) => {
      const { fields } = latest()
      if (fields) change({ fields: { ...fields, ...part } })
    },
    forget: () => change(nothing),
  }
}

/** The fields that were written since the form began, over what stands now. */
export function mergedOnto<T extends object>({ fields, before }: Writing<T>, now: T): T {
  if (!fields || !before) return fields ?? now
  const touched = Object.entries(fields).filter(
    ([field, value]) => JSON.stringify(value) !== JSON.stringify(before[field as keyof T]),
  )
  return { ...now, ...Object.fromEntries(touched) }
}

async function readKept<T>(slot: string): Promise<Writing<T> | null> {
  const { draft } = await request('messages.draft', { conversationId: slot })
  if (!draft) return null
  try {
    return JSON.parse(draft.body) as Writing<T>
  } catch {
    return null
  }
}
