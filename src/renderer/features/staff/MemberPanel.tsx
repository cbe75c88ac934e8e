import { useState } from 'react'
import { Trans, useLingui } from '@lingui/react/macro'
import { Pencil, UserCheck, UserX } from 'lucide-react'
import type { Response } from '../../../shared/contract/index.ts'
import { useAct } from '../../parcel/acts/useAct.tsx'
import { ROLE_WORDS } from '../../parcel/words/words.ts'
import { useRoute } from '../../window/data/queries.ts'
import { ErrorNote } from '../../window/errors/ErrorNote.tsx'
import { Button, Chip, Panel } from '../../../ui/index.ts'
import { MemberBadge } from './MemberBadge.tsx'
import { MemberForm } from './MemberForm.tsx'
import { MemberInvite } from './MemberInvite.tsx'
import { MemberPin } from './MemberPin.tsx'
import { StaffHistory } from './StaffHistory.tsx'
import { ROLE_DETAILS } from './words.ts'

interface MemberPanelProps {
  member: Response<'staff.list'>[number]
  may: boolean
  isMe: boolean
}

/** One of the staff: what they may do here, and what was changed of it. */
export function MemberPanel({ member, may, isMe }: MemberPanelProps) {
  const { i18n } = useLingui()
  const [isChanging, change] = useState(false)
  const isConnected = useRoute('account.status', {}).data?.state === 'connected'
  const { id, name, role, active, hasAccount } = member
  return (
    <div className="stack">
      <Panel
        title={
          <>
            <bdi translate="no">{name}</bdi>{' '}
            {isMe && (
              <Chip tone="ok">
                <Trans>On duty</Trans>
              </Chip>
            )}
          </>
        }
        actions={
          may &&
          !isChanging && (
            <Button icon={Pencil} onPress={() => change(true)}>
              <Trans>Change</Trans>
            </Button>
          )
        }
      >
        {isChanging ? (
          <MemberForm member={{ id, name, role, active }} onDone={() => change(false)} />
        ) : (
          <>
            <dl className="facts">
              <dt>
                <Trans>Role</Trans>
              </dt>
              <dd>
                {i18n._(ROLE_WORDS[role])}
                <span className="muted staff-role"> · {i18n._(ROLE_DETAILS[role])}</span>
              </dd>
              {isConnected && (
                <>
                  <dt>
                    <Trans>Account</Trans>
                  </dt>
                  <dd>
                    {hasAccount ? (
                      <Trans>Signs in with an account of their own</Trans>
                    ) : (
                      <Trans>None yet: they sign nothing here until the project has invited their email address.</Trans>
                    )}
                  </dd>
                </>
              )}
            </dl>
            {active && may && isConnected && !hasAccount && <MemberInvite staffId={id} name={name} />}
            {active && <MemberPin staffId={id} name={name} may={may} isMe={isMe} />}
            {active && <MemberBadge staffId={id} name={name} may={may} />}
            {may && !(isMe && active) && <Access member={member} />}
            {may && isMe && active && (
              <p className="muted small">
                <Trans>Only another administrator can end your access.</Trans>
              </p>
            )}
          </>
        )}
      </Panel>
      <StaffHistory staffId={id} />
    </div>
  )
}

/** Ends or gives back somebody's access. What they signed keeps their name. */
function Access({ member: { id, name, role, active } }: Pick<MemberPanelProps, 'member'>) {
  const save = useAct('staff.save', {
    says: (_, saved) => ({
      title: saved.active ? <Trans>Works here again</Trans> : <Trans>No longer works here</Trans>,
      detail: <bdi translate="no">{name}</bdi>,
    }),
  })
  return (
    <>
      <ErrorNote error={save.error} />
      <div className="row">
        <Button
          icon={active ? UserX : UserCheck}
          isPending={save.isPending}
          onPress={() => save.mutate({ id, name, role, active: !active })}
        >
          {active ? <Trans>End their access</Trans> : <Trans>Give access again</Trans>}
        </Button>
      </div>
      {active && (
        <p className="muted small">
          <Trans>They no longer go on duty here; what they signed keeps their name. F9 undoes it.</Trans>
        </p>
      )}
    </>
  )
}
