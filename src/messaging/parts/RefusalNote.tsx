import { useLingui } from '@lingui/react/macro'
import { Note } from '../../ui/index.ts'
import { refusalWords } from '../words.ts'

/** Why something was refused, said at once. */
export function RefusalNote({ error }: { error: unknown }) {
  const { i18n } = useLingui()
  return (
    error !== null && (
      <div role="alert">
        <Note tone="error">{i18n._(refusalWords(error))}</Note>
      </div>
    )
  )
}
