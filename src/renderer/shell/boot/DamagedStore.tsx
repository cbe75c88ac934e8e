import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { DatabaseBackup } from 'lucide-react'
import type { StoreState } from '../../../shared/contract/desk.ts'
import { formatFull, type Place } from '../../../ui/format.ts'
import { Button, Chip } from '../../../ui/index.ts'
import { BootScreen, useStoreRoute } from './BootScreen.tsx'

type Backup = Extract<StoreState, { state: 'damaged' }>['backups'][number]

/** The data file cannot be trusted: goes back to a good copy with one key, and keeps the damaged file. */
export function DamagedStore({ backups, detail }: { backups: readonly Backup[]; detail: string }) {
  const { t, i18n } = useLingui()
  const place: Place = { locale: i18n.locale }
  const restore = useStoreRoute('app.restore')
  const fresh = useStoreRoute('app.startFresh')
  const busy = restore.isPending || fresh.isPending
  // In the order in which they were made, which a wrong clock does not change.
  const newest = backups.find(({ good }) => good)

  return (
    <BootScreen
      icon={DatabaseBackup}
      title={t`The data of this desk is damaged`}
      detail={detail}
      error={restore.error ?? fresh.error}
      actions={
        <>
          {newest && (
            <Button
              variant="primary"
              size="large"
              isPending={restore.isPending}
              isDisabled={busy}
              onPress={() => restore.mutate({ file: newest.file })}
            >
              <Trans>Go back to the newest good backup</Trans>
            </Button>
          )}
          <Button variant="danger" size="large" isDisabled={busy} onPress={() => fresh.mutate({})}>
            <Trans>Begin with an empty building</Trans>
          </Button>
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
            The backup from <strong>{formatFull(newest.at, place)}</strong> is the newest good one. What the damaged
            file still holds since then is kept; anything else must be scanned again.
          </Trans>
        </p>
      ) : (
        <p>
          <Trans>There is no good backup on this computer. Call support before you begin with an empty building.</Trans>
        </p>
      )}
      {backups.length > 0 && (
        <ol className="backups" aria-label={t`Backups, newest first`}>
          {backups.map((backup) => (
            <li key={backup.file}>
              <span className="row-main">
                <span className="row-title">{formatFull(backup.at, place)}</span>
                <span className="row-sub">
                  <Plural value={backup.packages} one="# parcel" other="# parcels" /> ·{' '}
                  {megabytes(backup.bytes, i18n.locale)}
                </span>
              </span>
              {!backup.good && (
                <Chip tone="error">
                  <Trans>incomplete</Trans>
                </Chip>
              )}
              {backup.good && backup !== newest && (
                <Button isDisabled={busy} onPress={() => restore.mutate({ file: backup.file })}>
                  <Trans>Use this one</Trans>
                </Button>
              )}
              {backup === newest && (
                <Chip tone="ok">
                  <Trans>newest good one</Trans>
                </Chip>
              )}
            </li>
          ))}
        </ol>
      )}
    </BootScreen>
  )
}

const megabytes = (bytes: number, locale: string): string =>
  new Intl.NumberFormat(`${locale}-CA`, { style: 'unit', unit: 'megabyte', maximumFractionDigits: 1 }).format(
    bytes / 1e6,
  )
