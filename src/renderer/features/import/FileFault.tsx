import { Trans, useLingui } from '@lingui/react/macro'
import type { FileFault as Fault } from '../../../shared/import/file.ts'
import { Note } from '../../../ui/index.ts'
import { RequestFailure } from '../../window/data/bridge.ts'
import { ErrorNote } from '../../window/errors/ErrorNote.tsx'
import { FAULT_WORDS } from './words.ts'

const isFault = (fault: unknown): fault is Fault => typeof fault === 'string' && Object.hasOwn(FAULT_WORDS, fault)

/** Why a file cannot be read, with its line. */
export function FileFault({ error }: { error: unknown }) {
  const { i18n } = useLingui()
  const data = error instanceof RequestFailure && error.code === 'FILE_REFUSED' ? error.data : undefined
  if (!data || !isFault(data['fault'])) return <ErrorNote error={error} />
  const { line } = data
  return (
    <div role="alert">
      <Note tone="error">
        {typeof line === 'number' && (
          <strong>
            <Trans>Line {line}.</Trans>{' '}
          </strong>
        )}
        {i18n._(FAULT_WORDS[data['fault']])} <Trans>Nothing was changed.</Trans>
      </Note>
    </div>
  )
}
