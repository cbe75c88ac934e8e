import { Plural, Trans } from '@lingui/react/macro'
import { DatabaseBackup } from 'lucide-react'
import type { ArchiveAbout } from '../../../shared/contract/backups.ts'
import { formatFull } from '../../../ui/format.ts'
import { Button, Note } from '../../../ui/index.ts'
import { useSend } from '../../window/data/queries.ts'
import { useTimeDisplay } from '../../window/data/useTimeDisplay.ts'
import { ArchiveError } from './ArchiveError.tsx'
import { Lost } from './Lost.tsx'

/** What an opened archive holds, what goes when it is taken, and the button that does it. */
export function OpenedArchive({ about }: { about: ArchiveAbout }) {
  const display = useTimeDisplay()
  const take = useSend('archive.take')
  const { here } = about
  return (
    <div className="stack">
      <h3>
        {about.building} · {formatFull(about.madeAt, { ...display, timeZone: about.timezone })}
      </h3>
      <p>
        <Plural value={about.packages} one="# parcel" other="# parcels" />
        {' · '}
        <Plural value={about.files} one="# file" other="# files" />
        {' · '}
        <Trans>
          desk {about.desk}, written by {about.by}
        </Trans>
      </p>
      {here && !here.isSample && (
        <Note tone="attention">
          {here.isSame ? (
            <Trans>It takes the place of the same building as it is here now.</Trans>
          ) : (
            <Trans>
              It takes the place of <strong>{here.building}</strong> with everything in it.
            </Trans>
          )}{' '}
          <Trans>The desk as it is now becomes a backup first.</Trans>
        </Note>
      )}
      {here && !here.isSample && <Lost {...here.lost} />}
      {about.connected && (
        <Note>
          <Trans>
            It comes from a desk of a project. Connect this computer to the project again afterwards, and no longer use
            the old computer as the same desk.
          </Trans>
        </Note>
      )}
      {!about.connected && (
        <Note>
          <Trans>From then on use one of the two computers only: both would give out the same parcel numbers.</Trans>
        </Note>
      )}
      <ArchiveError error={take.error} />
      <div className="row">
        <Button
          variant={here && !here.isSample ? 'danger' : 'primary'}
          icon={DatabaseBackup}
          isPending={take.isPending}
          onPress={() => take.mutate({})}
        >
          <Trans>Work with this archive</Trans>
        </Button>
      </div>
    </div>
  )
}
