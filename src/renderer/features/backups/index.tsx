import { useState } from 'react'
import { Trans } from '@lingui/react/macro'
import { useMay } from '../../window/data/useMay.ts'
import { Note } from '../../../ui/index.ts'
import { Backups } from './Backups.tsx'
import { ExportArchive } from './ExportArchive.tsx'
import { RestorePreview } from './RestorePreview.tsx'
import { TakeArchive } from './TakeArchive.tsx'
import './backups.css'

export { TakeArchive } from './TakeArchive.tsx'

/** What keeps the building's data: its backups, going back to one, and everything as one file for another computer. */
export function BackupsScreen() {
  const mayRestore = useMay('building.write')
  const mayExport = useMay('data.export')
  const [file, setFile] = useState<string | null>(null)
  if (file !== null) return <RestorePreview file={file} back={() => setFile(null)} />
  return (
    <div className="stack backups-screen" data-gap="large">
      <h1>
        <Trans>Backups and archives</Trans>
      </h1>
      {!mayRestore && (
        <Note tone="attention">
          <Trans>Managers and administrators go back to a backup and write archives. Ask one of them.</Trans>
        </Note>
      )}
      <div className="backups-columns">
        <Backups mayRestore={mayRestore} choose={setFile} />
        <div className="stack" data-gap="large">
          {mayExport && <ExportArchive />}
          {mayRestore && <TakeArchive />}
        </div>
      </div>
    </div>
  )
}
