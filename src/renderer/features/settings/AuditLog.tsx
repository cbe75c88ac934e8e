import { Trans } from '@lingui/react/macro'
import { ShieldCheck } from 'lucide-react'
import { useDesk } from '../../window/desk/useDesk.ts'
import { Button, Panel } from '../../../ui/index.ts'

/** The way to the audit log and its check. */
export function AuditLog() {
  const { actions } = useDesk()
  return (
    <Panel title={<Trans>Audit log</Trans>}>
      <p className="muted">
        <Trans>Who did what at this desk, and the check that nobody has changed it since.</Trans>
      </p>
      <div className="row">
        <Button icon={ShieldCheck} onPress={() => actions.run('go.audit')}>
          <Trans>Open the audit log</Trans>
        </Button>
      </div>
    </Panel>
  )
}
