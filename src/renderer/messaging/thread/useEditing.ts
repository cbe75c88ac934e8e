import { useMemo, useState } from 'react'

/** What is being done to a message: kept above the rows, which come and go as one scrolls. */
export type Doing = { what: 'edit' | 'resend'; id: string; text: string } | { what: 'remove' | 'discard'; id: string }

export interface Editing {
  doing: Doing | null
  set: (doing: Doing | null) => void
}

/** The one message that is being changed. */
export function useEditing(): Editing {
  const [doing, set] = useState<Doing | null>(null)
  return useMemo(() => ({ doing, set }), [doing])
}
