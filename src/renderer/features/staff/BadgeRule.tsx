import { Trans } from '@lingui/react/macro'
import { Panel, Switch } from '../../../ui/index.ts'
import { useRoute, useSend } from '../../window/data/queries.ts'
import { ErrorNote } from '../../window/errors/ErrorNote.tsx'

/** Whether a badge is proof enough at this desk; asked where somebody has one. */
export function BadgeRule() {
  const status = useRoute('duty.status', {}).data
  const set = useSend('duty.setBadgeAlone')
  if (!status || status.people.every(({ badgeSince }) => badgeSince === null)) return null
  return (
    <Panel title={<Trans>Badges at this desk</Trans>}>
      <Switch isSelected={status.badgeAlone} isDisabled={set.isPending} onChange={(alone) => set.mutate({ alone })}>
        <Trans>A badge is enough, without the PIN</Trans>
      </Switch>
      <p className="muted small">
        <Trans>Whoever holds or copies somebody’s badge then signs in their name.</Trans>
      </p>
      <ErrorNote error={set.error} />
    </Panel>
  )
}
