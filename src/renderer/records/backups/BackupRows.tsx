import type { ReactNode } from 'react'
import { Plural, Trans, useLingui } from '@lingui/react/macro'
import type { Response } from '../../../shared/contract/index.ts'
import { formatFull } from '../../../ui/format.ts'
import { Chip } from '../../../ui/index.ts'
import { useTimeDisplay } from '../../window/data/useTimeDisplay.ts'
import { megabytes } from './size.ts'
import './backups.css'

export type Backup = Response<'backups.list'>['backups'][number]

interface BackupRowsProps {
  backups: readonly Backup[]
  /** What else is said of one. */
  renderMore?: (backup: Backup) => ReactNode
  /** The way back to a good one. */
  renderWay: (backup: Backup, at: string) => ReactNode
}

/** Backups of this desk, each with when it was made, what it holds, and whether one can go back to it. */
export function BackupRows({ backups, renderMore, renderWay }: BackupRowsProps) {
  const { t, i18n } = useLingui()
  const display = useTimeDisplay()
  return (
    <ol className="backups" aria-label={t`Backups, newest first`}>
      {backups.map((backup) => {
        const at = formatFull(backup.at, display)
        return (
          <li key={backup.file}>
            <span className="row-main">
              <span className="row-title">{at}</span>
              <span className="row-sub">
                <Plural value={backup.packages} one="# parcel" other="# parcels" /> ·{' '}
                {megabytes(backup.bytes, i18n.locale)}
                {renderMore?.(backup)}
              </span>
            </span>
            {backup.good ? (
              renderWay(backup, at)
            ) : (
              <Chip tone="error">
                <Trans>incomplete</Trans>
              </Chip>
            )}
          </li>
        )
      })}
    </ol>
  )
}
