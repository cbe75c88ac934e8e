import { Trans } from '@lingui/react/macro'
import { TakeArchive } from '../../features/backups/index.tsx'

/** Another way out where the data cannot be used: an archive that was kept elsewhere. */
export function FromArchive() {
  return (
    <details className="boot-detail">
      <summary>
        <Trans>I have an archive of this building</Trans>
      </summary>
      <TakeArchive />
    </details>
  )
}
