import type { ReactNode } from 'react'
import { Note } from '../../../ui/index.ts'
import { ErrorWords } from './ErrorWords.tsx'

/** What went wrong, in plain words with the way out. Takes whatever was thrown; shows nothing for null. */
export function ErrorNote({ error, actions }: { error: unknown; actions?: ReactNode }) {
  if (error === null || error === undefined) return null
  return (
    <div role="alert">
      <Note tone="error" actions={actions}>
        <ErrorWords error={error} />
      </Note>
    </div>
  )
}
