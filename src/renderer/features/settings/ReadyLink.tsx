import { Trans } from '@lingui/react/macro'
import { ListChecks } from 'lucide-react'
import { useDesk } from '../../window/desk/useDesk.ts'
import { Button } from '../../../ui/index.ts'

/** The way to what this building still lacks. */
export function ReadyLink() {
  const { actions } = useDesk()
  return (
    <div className="row">
      <Button icon={ListChecks} onPress={() => actions.run('go.ready')}>
        <Trans>Is the building ready?</Trans>
      </Button>
    </div>
  )
}
