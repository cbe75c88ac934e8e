import { Trans, useLingui } from '@lingui/react/macro'
import { FileQuestionMark } from 'lucide-react'
import type { StoreState } from '../../../shared/contract/app.ts'
import { formatFull } from '../../../ui/format.ts'
import { useTimeDisplay } from '../../window/data/useTimeDisplay.ts'
import { Button } from '../../../ui/index.ts'
import { BackupList, newestGood } from './BackupList.tsx'
import { BootScreen } from './BootScreen.tsx'
import { FromArchive } from './FromArchive.tsx'
import { useStoreRoute } from './useStoreRoute.ts'
import { BeginEmpty, GoBack } from './ways.tsx'

type Gone = Extract<StoreState, { state: 'gone' }>

/** The data file is not where it was: it may come back by itself, from where it was moved to, or from a backup. */
export function GoneStore({ backups, detail, path }: Gone) {
  const { t } = useLingui()
  const display = useTimeDisplay()
  const retry = useStoreRoute('app.retry')
  const restore = useStoreRoute('app.restore')
  const fresh = useStoreRoute('app.startFresh')
  const busy = retry.isPending || restore.isPending || fresh.isPending
  const newest = newestGood(backups)

  return (
    <BootScreen
      icon={FileQuestionMark}
      title={t`The data of this desk is missing`}
      detail={detail}
      error={retry.error ?? restore.error ?? fresh.error}
      actions={
        <>
          <GoBack to={newest} by={restore} isDisabled={busy} />
          <Button
            variant={newest ? 'quiet' : 'primary'}
            size="large"
            isPending={retry.isPending}
            isDisabled={busy}
            onPress={() => retry.mutate({})}
          >
            <Trans>Look again</Trans>
          </Button>
          <BeginEmpty by={fresh} isDisabled={busy} />
        </>
      }
    >
      <p>
        <Trans>
          The file with this building’s data is no longer in its place: it was moved or deleted, or its disk is not
          connected.
        </Trans>
      </p>
      <p className="code boot-path">{path}</p>
      {newest ? (
        <p>
          <Trans>
            If it can be put back, do that and look again: nothing is lost. Otherwise, the backup from{' '}
            <strong>{formatFull(newest.at, display)}</strong> is the newest good one. What was recorded after it and not
            sent to a project must be entered again.
          </Trans>
        </p>
      ) : (
        <p>
          <Trans>
            There is no good backup on this computer. Connect the disk, or look in the recycle bin, put the folder back
            and look again. Call support before you begin with an empty building.
          </Trans>
        </p>
      )}
      <BackupList backups={backups} isDisabled={busy} onUse={(file) => restore.mutate({ file })} />
      <FromArchive />
    </BootScreen>
  )
}
