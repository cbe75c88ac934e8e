import { Trans, useLingui } from '@lingui/react/macro'
import { Note } from '../../../ui/index.ts'
import { RequestFailure } from '../../window/data/bridge.ts'
import { ErrorNote } from '../../window/errors/ErrorNote.tsx'
import { FAULT_WORDS, isArchiveFault } from './words.ts'

/** Why an archive cannot be opened or written, and what to do. */
export function ArchiveError({ error }: { error: unknown }) {
  const { i18n } = useLingui()
  const fault = error instanceof RequestFailure && error.code === 'ARCHIVE_REFUSED' ? error.data?.['fault'] : undefined
  if (!isArchiveFault(fault)) return <ErrorNote error={error} />
  return (
    <div role="alert">
      <Note tone="error">
        {i18n._(FAULT_WORDS[fault])} <Trans>Nothing was changed.</Trans>
      </Note>
    </div>
  )
}
