import { Trans, useLingui } from '@lingui/react/macro'
import { DatabaseBackup } from 'lucide-react'
import { Button, EmptyState, Panel } from '../../../ui/index.ts'
import { BackupRows } from '../../records/backups/BackupRows.tsx'
import { useRoute, useSend } from '../../window/data/queries.ts'
import { ErrorNote } from '../../window/errors/ErrorNote.tsx'

interface BackupsProps {
  mayRestore: boolean
  choose: (file: string) => void
}

/** The backups of this desk, each with the way to what going back to it would mean. */
export function Backups({ mayRestore, choose }: BackupsProps) {
  const { t } = useLingui()
  const { data, refetch } = useRoute('backups.list', {}, { staleTime: 0 })
  const make = useSend('backups.make', { onSuccess: () => void refetch() })
  return (
    <Panel
      title={<Trans>Backups</Trans>}
      actions={
        mayRestore && (
          <Button icon={DatabaseBackup} isPending={make.isPending} onPress={() => make.mutate({})}>
            <Trans>Back up now</Trans>
          </Button>
        )
      }
    >
      <p className="muted">
        <Trans>
          Made every hour and checked at once. Those of the last 24 hours, 14 days and 8 weeks stay, fewer where the
          disk is nearly full.
        </Trans>
      </p>
      <ErrorNote error={make.error} />
      {data?.backups.length === 0 && (
        <EmptyState icon={DatabaseBackup} title={<Trans>No backup yet</Trans>}>
          <Trans>The first one is made a few minutes after the start.</Trans>
        </EmptyState>
      )}
      {data && data.backups.length > 0 && (
        <BackupRows
          backups={data.backups}
          renderMore={({ file }) =>
            file.includes('before_restore') && (
              <>
                {' · '}
                <Trans>made before somebody went back</Trans>
              </>
            )
          }
          renderWay={({ file }, at) =>
            mayRestore && (
              <Button aria-label={t`Go back to ${at}…`} onPress={() => choose(file)}>
                <Trans>Go back…</Trans>
              </Button>
            )
          }
        />
      )}
      {data && (
        <p className="muted small">
          <Trans>
            On this computer, in <span className="code break">{data.folder}</span>. Keep an archive elsewhere too: a
            disk that dies takes both along.
          </Trans>
        </p>
      )}
    </Panel>
  )
}
