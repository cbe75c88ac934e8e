import { Trans, useLingui } from '@lingui/react/macro'
import { DatabaseBackup } from 'lucide-react'
import { formatFull } from '../../../ui/format.ts'
import { useTimeDisplay } from '../../window/data/useTimeDisplay.ts'
import type { Backup } from '../../records/backups/BackupRows.tsx'
import { BackupList, newestGood } from './BackupList.tsx'
import { BootScreen } from './BootScreen.tsx'
import { FromArchive } from './FromArchive.tsx'
import { useStoreRoute } from './useStoreRoute.ts'
import { BeginEmpty, GoBack } from './ways.tsx'

/** The data file cannot be trusted: goes back to a good copy with one key, and keeps the damaged file. */
export function DamagedStore({ backups, detail }: { backups: readonly Backup[]; detail: string }) {
  const { t } = useLingui()
  const display = useTimeDisplay()
  const restore = useStoreRoute('app.restore')
  const fresh = useStoreRoute('app.startFresh')
  const busy = restore.isPending || fresh.isPending
  const newest = newestGood(backups)

  return (
    <BootScreen
      icon={DatabaseBackup}
      title={t`The data of this desk is damaged`}
      detail={detail}
      error={restore.error ?? fresh.error}
      actions={
        <>
          <GoBack to={newest} by={restore} isDisabled={busy} />
          <BeginEmpty by={fresh} isDisabled={busy} />
        </>
      }
    >
      <p>
        <Trans>
          This happens after a power cut or when a disk wears out. The damaged file is set aside, never deleted.
        </Trans>
      </p>
      {newest ? (
        <p>
          <Trans>
            The backup from <strong>{formatFull(newest.at, display)}</strong> is the newest good one. What the damaged
            file still holds since then is kept; anything else must be scanned again.
          </Trans>
        </p>
      ) : (
        <p>
          <Trans>There is no good backup on this computer. Call support before you begin with an empty building.</Trans>
        </p>
      )}
      <BackupList backups={backups} isDisabled={busy} onUse={(file) => restore.mutate({ file })} />
      <FromArchive />
    </BootScreen>
  )
}
