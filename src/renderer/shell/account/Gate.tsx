import type { ReactNode } from 'react'
import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { KeyRound, UserX } from 'lucide-react'
import type { Account, LockReason } from '../../../shared/contract/account.ts'
import { useRoute } from '../../window/data/queries.ts'
import { Moment } from '../../parcel/words/spoken.tsx'
import { BootScreen } from '../boot/BootScreen.tsx'
import { SignInForm } from '../../project/SignInForm.tsx'
import '../boot/boot.css'
import '../../project/account.css'

type Connected = Extract<Account, { state: 'connected' }>

/** Lets the console be used while somebody who may work here is signed in. */
export function Gate({ children }: { children: ReactNode }) {
  const account = useRoute('account.status', {}).data
  if (account?.state !== 'connected') return children
  if (account.session === 'signed_out') return <SignedOut account={account} />
  if (account.session === 'locked_out') return <LockedOut account={account} />
  return children
}

function SignedOut({ account }: { account: Connected }) {
  const { t } = useLingui()
  return (
    <BootScreen icon={KeyRound} title={t`Sign in at ${account.building.name}`} actions={<SignInForm />}>
      <Waiting account={account} />
    </BootScreen>
  )
}

function LockedOut({ account }: { account: Connected }) {
  const { t } = useLingui()
  return (
    <BootScreen icon={UserX} title={t`${account.person.name} may not work at this desk`} actions={<SignInForm />}>
      <p>
        <Why reason={account.locked?.reason ?? 'not_staff'} />
        {account.locked && (
          <>
            {' '}
            <Trans>
              Since <Moment at={account.locked.at} /> this desk has been closed to them.
            </Trans>
          </>
        )}
      </p>
      <Waiting account={account} />
      <p>
        <Trans>Somebody else of the staff can sign in here. If this is a mistake, ask an administrator.</Trans>
      </p>
    </BootScreen>
  )
}

function Why({ reason }: { reason: LockReason }) {
  switch (reason) {
    case 'revoked':
      return <Trans>Their access to this building has ended.</Trans>
    case 'role':
      return <Trans>Their role does not include work at the desk.</Trans>
    case 'desk_removed':
      return (
        <Trans>This desk was removed from the building. An administrator can connect it again as another desk.</Trans>
      )
    case 'not_staff':
      return <Trans>Their account has no access to this building.</Trans>
  }
}

function Waiting({ account: { waiting, session } }: { account: Connected }) {
  if (waiting === 0)
    return (
      <p>
        <Trans>Everything done here has been sent. Nothing is waiting.</Trans>
      </p>
    )
  return (
    <p>
      <Plural
        value={waiting}
        one="# action is saved on this desk and not sent yet. It stays here."
        other="# actions are saved on this desk and not sent yet. They stay here."
      />{' '}
      {session === 'locked_out' ? (
        <Trans>What waits goes out when a manager signs in.</Trans>
      ) : (
        <Trans>What is waiting goes out when somebody signs in.</Trans>
      )}
    </p>
  )
}
