import { Plural, Trans, useLingui } from '@lingui/react/macro'
import type { StoreState } from '../../../shared/contract/app.ts'
import { formatFull } from '../../../ui/format.ts'
import { useTimeDisplay } from '../../window/data/useTimeDisplay.ts'
import { Button, Chip } from '../../../ui/index.ts'

export type Backup = Extract<StoreState, { state: 'damaged' }>['backups'][number]

/** The backup to go back to: they come in the order in which they were made, which a wrong clock does not change. */
export const newestGood = (backups: readonly Backup[]): Backup | undefined => backups.find(({ good }) => good)

interface BackupListProps {
  backups: readonly Backup[]
  isDisabled: boolean
  onUse: (file: string) => void
}

/** All backups of this desk, so that an older one can be taken. */
export function BackupList({ backups, isDisabled, onUse }: BackupListProps) {
  const { t, i18n } = useLingui()
  const display = useTimeDisplay()
  const newest = newestGood(backups)
  if (backups.length === 0) return null
  return (
    <ol className="backups" aria-label={t`Backups, newest first`}>
      {backups.map((backup) => (
        <li key={backup.file}>
          <span className="row-main">
            <span className="row-title">{formatFull(backup.at, display)}</span>
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
            <Button isDisabled={isDisabled} onPress={() => onUse(backup.file)}>
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
  )
}

const megabytes = (bytes: number, locale: string): string =>
  new Intl.NumberFormat(`${locale}-CA`, { style: 'unit', unit: 'megabyte', maximumFractionDigits: 1 }).format(
    bytes / 1e6,
  )
