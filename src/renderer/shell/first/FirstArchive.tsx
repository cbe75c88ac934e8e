import { Trans, useLingui } from '@lingui/react/macro'
import { ArrowLeft, DatabaseBackup } from 'lucide-react'
import { Button } from '../../../ui/index.ts'
import { KeyArea } from '../../../ui/KeyArea.tsx'
import { TakeArchive } from '../../features/backups/index.tsx'
import { FirstFrame } from './FirstFrame.tsx'

/** A building that was written to a file goes on here. */
export function FirstArchive({ onBack }: { onBack: () => void }) {
  const { t } = useLingui()
  return (
    <FirstFrame
      icon={DatabaseBackup}
      title={t`Take over an archive`}
      lead={<Trans>The building was written to a file at another computer, or at this one before.</Trans>}
    >
      <KeyArea onEscape={onBack}>
        <div className="stack">
          <TakeArchive />
          <div className="row">
            <Button icon={ArrowLeft} onPress={onBack}>
              <Trans>Begin in another way</Trans>
            </Button>
          </div>
        </div>
      </KeyArea>
    </FirstFrame>
  )
}
