import { Trans } from '@lingui/react/macro'
import { EyeOff } from 'lucide-react'
import { Button, EmptyState } from '../../../ui/index.ts'
import { useDesk } from '../../window/desk/useDesk.ts'

/** Stands over the screen while somebody else looks at it: no name is to be read, and scanning goes on. */
export function PrivacyCover() {
  const { actions } = useDesk()
  return (
    <div className="privacy-cover">
      <EmptyState
        icon={EyeOff}
        title={<Trans>Names are hidden</Trans>}
        actions={
          <Button variant="primary" shortcut="F10" onPress={() => actions.run('privacy.toggle')}>
            <Trans>Show them again</Trans>
          </Button>
        }
      >
        <Trans>Scanning goes on: the answer above tells the unit and no name.</Trans>
      </EmptyState>
    </div>
  )
}
