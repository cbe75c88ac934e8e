import { Trans } from '@lingui/react/macro'
import { useDesk } from '../../window/desk/useDesk.ts'
import { Button, Dialog } from '../../../ui/index.ts'

interface DisconnectedDialogProps {
  name: string
  isOpen: boolean
  onClose: () => void
}

/** Why nobody else goes on duty at a desk that was disconnected, and the way out. */
export function DisconnectedDialog({ name, isOpen, onClose }: DisconnectedDialogProps) {
  const { actions } = useDesk()
  return (
    <Dialog title={<Trans>Who is on duty</Trans>} isOpen={isOpen} onClose={onClose}>
      <p>
        <Trans>
          {name} disconnected this desk and signs everything that is done here. Nobody else goes on duty by a click:
          each person’s actions need their own sign-in.
        </Trans>
      </p>
      <p className="muted">
        <Trans>
          To work with others again, a manager or an administrator connects the desk in the settings. What was done
          meanwhile is then sent.
        </Trans>
      </p>
      <div className="row">
        <Button
          variant="primary"
          onPress={() => {
            onClose()
            actions.run('go.settings')
          }}
        >
          <Trans>Open the settings</Trans>
        </Button>
      </div>
    </Dialog>
  )
}
