import { Trans } from '@lingui/react/macro'
import { Button, Chip } from '../../../ui/index.ts'
import { BackupRows, type Backup } from '../../records/backups/BackupRows.tsx'

/** The backup to go back to: they come in the order in which they were made, which a wrong clock does not change. */
export const newestGood = (backups: readonly Backup[]): Backup | undefined => backups.find(({ good }) => good)

interface BackupListProps {
  backups: readonly Backup[]
  isDisabled: boolean
  onUse: (file: string) => void
}

/** All backups of this desk, so that an older one can be taken. */
export function BackupList({ backups, isDisabled, onUse }: BackupListProps) {
  const newest = newestGood(backups)
  if (backups.length === 0) return null
  return (
    <BackupRows
      backups={backups}
      renderWay={(backup) =>
        backup === newest ? (
          <Chip tone="ok">
            <Trans>newest good one</Trans>
          </Chip>
        ) : (
          <Button isDisabled={isDisabled} onPress={() => onUse(backup.file)}>
            <Trans>Use this one</Trans>
          </Button>
        )
      }
    />
  )
}
