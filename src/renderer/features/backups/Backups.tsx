import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { DatabaseBackup } from 'lucide-react'
import { formatFull } from '../../../ui/format.ts'
import { Button, Chip, EmptyState, Panel } from '../../../ui/index.ts'
import { useRoute, useSend } from '../../window/data/queries.ts'
import { useTimeDisplay } from '../../window/data/useTimeDisplay.ts'
import { ErrorNote } from '../../window/errors/ErrorNote.tsx'
import { megabytes } from './size.ts'

interface BackupsProps {
  mayRestore: boolean
  choose: (file: string) => void
}

/** The backups of this desk, each with the way to what going back to it would mean. */
export function Backups({ mayRestore, choose }: BackupsProps) {
  const { t, i18n } = useLingui()
  const display = useTimeDisplay()
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
        <ol className="backups-list" aria-label={t`Backups, newest first`}>
          {data.backups.map((backup) => {
            const at = formatFull(backup.at, display)
            return (
              <li key={backup.file}>
                <span className="row-main">
                  <span className="row-title">{at}</span>
                  <span className="row-sub">
                    <Plural value={backup.packages} one="# parcel" other="# parcels" /> ·{' '}
                    {megabytes(backup.bytes, i18n.locale)}
                    {backup.file.includes('before_restore') && (
                      <>
                        {' · '}
                        <Trans>made before somebody went back</Trans>
                      </>
                    )}
                  </span>
                </span>
                {!backup.good && (
                  <Chip tone="error">
                    <Trans>incomplete</Trans>
                  </Chip>
                )}
                {backup.good && mayRestore && (
                  <Button aria-label={t`Go back to ${at}…`} onPress={() => choose(backup.file)}>
                    <Trans>Go back…</Trans>
                  </Button>
                )}
              </li>
            )
          })}
        </ol>
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
