import { Trans } from '@lingui/react/macro'
import { DatabaseBackup, HeartPulse } from 'lucide-react'
import { formatFull } from '../../../ui/format.ts'
import { Button, Panel } from '../../../ui/index.ts'
import { useRoute } from '../../window/data/queries.ts'
import { useTimeDisplay } from '../../window/data/useTimeDisplay.ts'
import { useDesk } from '../../window/desk/useDesk.ts'

/** When the last backup was made, and the way to all of them. */
export function Backups() {
  const { actions } = useDesk()
  const display = useTimeDisplay()
  const last = useRoute('backups.list', {}, { staleTime: 0 }).data?.backups.find(({ good }) => good)
  return (
    <Panel title={<Trans>Backups and archives</Trans>}>
      <p className="muted">
        {last ? <Trans>The last good backup: {formatFull(last.at, display)}</Trans> : <Trans>No backup yet</Trans>}
      </p>
      <div className="row">
        <Button icon={DatabaseBackup} onPress={() => actions.run('go.backups')}>
          <Trans>Backups, archives, going back</Trans>
        </Button>
        <Button icon={HeartPulse} onPress={() => actions.run('go.health')}>
          <Trans>State of this desk</Trans>
        </Button>
      </div>
    </Panel>
  )
}
