import { Trans } from '@lingui/react/macro'
import { Fingerprint } from 'lucide-react'
import { useDesk } from '../../window/desk/useDesk.ts'
import { Button } from '../../../ui/index.ts'

/** The way to what residents are told of these times. */
export function PrivacyLink() {
  const { actions } = useDesk()
  return (
    <div className="row">
      <Button variant="plain" icon={Fingerprint} onPress={() => actions.run('go.privacy')}>
        <Trans>What residents are told of it</Trans>
      </Button>
    </div>
  )
}
