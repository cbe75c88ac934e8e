import { Trans } from '@lingui/react/macro'
import { repeatedUnread } from '../../../shared/import/repeated.ts'
import { Note } from '../../../ui/index.ts'
import type { Mapping, OpenFile } from './useImport.ts'

/** Says which columns are not read because another one has the same heading. */
export function Repeated({ file, mapping }: { file: OpenFile; mapping: Mapping }) {
  const headings = repeatedUnread(file.columns, mapping.uses)
  if (headings.length === 0) return null
  return (
    <Note tone="attention">
      <Trans>
        These headings stand more than once, and not every column of theirs is read:{' '}
        <bdi translate="no">{headings.join(', ')}</bdi>. Put people who stand side by side below each other in the file.
      </Trans>
    </Note>
  )
}
