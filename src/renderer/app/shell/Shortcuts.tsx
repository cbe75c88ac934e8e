import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Dialog, Kbd } from '../../ui/index.ts'
import { useAllActions } from '../actions/useActions.ts'

/** Every key that does something, from the one list of actions. */
export function Shortcuts({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const { i18n } = useLingui()
  const actions = useAllActions()
  return (
    <Dialog isOpen={isOpen} onClose={onClose} title={<Trans>Keyboard shortcuts</Trans>}>
      <dl className="shortcuts">
        {actions
          .filter(({ shortcut }) => shortcut !== undefined)
          .map(({ id, shortcut, label }) => (
            <div key={id}>
              <dt>
                <Kbd>{shortcut}</Kbd>
                <span className="visually-hidden">{shortcut}</span>
              </dt>
              <dd>{i18n._(label)}</dd>
            </div>
          ))}
      </dl>
      <div className="row">
        <Button onPress={onClose} shortcut="Esc">
          <Trans>Close</Trans>
        </Button>
      </div>
    </Dialog>
  )
}
