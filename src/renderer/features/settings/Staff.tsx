import { Plural, Trans } from '@lingui/react/macro'
import { UserRoundCog } from 'lucide-react'
import { useDesk } from '../../window/desk/useDesk.ts'
import { useRoute } from '../../window/data/queries.ts'
import { Button, Panel } from '../../../ui/index.ts'
import { AutoLock } from './AutoLock.tsx'
import { DeskSetLine } from './SetLine.tsx'
import type { SectionProps } from './section.ts'

/** The way to who works here, and when the desk of somebody who left it locks. */
export function Staff({ settings, isDisabled }: SectionProps) {
  const { actions } = useDesk()
  const staff = useRoute('session.get', {}).data?.staff
  return (
    <Panel title={<Trans>Staff</Trans>}>
      {staff && (
        <p className="muted">
          <Plural value={staff.length} one="# person works here" other="# people work here" />
        </p>
      )}
      <AutoLock settings={settings} isDisabled={isDisabled} />
      <DeskSetLine keys={['lockMinutes']} />
      <div className="row">
        <Button icon={UserRoundCog} onPress={() => actions.run('go.staff')}>
          <Trans>Who works here</Trans>
        </Button>
      </div>
    </Panel>
  )
}
