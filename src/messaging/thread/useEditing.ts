import { useCallback, useMemo, useState } from 'react'
import { slotOf } from '../../shared/messaging/slots.ts'
import { useKeptForm } from '../kept/useKeptForm.ts'

/** Words being changed: `from` is what stood there. */
interface Rewriting {
  what: 'edit' | 'resend'
  id: string
  from: string
  text: string
}
/** What is being done to a message: kept above the rows, which come and go as one scrolls. */
export type Doing = Rewriting | { what: 'remove' | 'discard'; id: string }

export interface Editing {
  doing: Doing | null
  set: (doing: Doing | null) => void
  /** Words are being changed: nothing else is begun before they are saved or left. */
  isWriting: boolean
  /** The changed words could not be kept on this device. */
  error: unknown
}

const noneYet = (): { doing: Rewriting | null } => ({ doing: null })
const isUnchanged = ({ doing }: { doing: Rewriting | null }): boolean => doing === null || doing.text === doing.from

/** The one message of a conversation that is being changed; the new words outlive a scan. */
export function useEditing(conversationId: string): Editing {
  const { value, change, forget, error } = useKeptForm({
    slot: slotOf('edit', conversationId),
    empty: noneYet,
    isEmpty: isUnchanged,
  })
  const [asked, ask] = useState<Doing | null>(null)
  const doing = asked ?? value?.doing ?? null
  const set = useCallback(
    (next: Doing | null) => {
      const isText = next?.what === 'edit' || next?.what === 'resend'
      ask(isText ? null : next)
      if (isText) change({ doing: next })
      else if (next === null) forget()
    },
    [change, forget],
  )
  const isWriting = doing?.what === 'edit' || doing?.what === 'resend'
  return useMemo(() => ({ doing, set, isWriting, error }), [doing, set, isWriting, error])
}
