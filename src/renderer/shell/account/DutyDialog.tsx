import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { LogOut } from 'lucide-react'
import type { Account } from '../../../shared/contract/account.ts'
import { useFeedback } from '../../window/desk/useFeedback.ts'
import { useRoute, useSend } from '../../window/data/queries.ts'
import { ROLE_WORDS } from '../../parcel/words/words.ts'
import { Button, Dialog, Note } from '../../../ui/index.ts'
import { SignInForm } from '../../project/SignInForm.tsx'
import { OwnPin } from './OwnPin.tsx'
import { TakeOver } from './TakeOver.tsx'
import '../../project/account.css'

interface DutyDialogProps {
  account: Extract<Account, { state: 'connected' }>
  isOpen: boolean
  onClose: () => void
}

/** Who is on duty at a connected desk: changed by signing in, never by a click. */
export function DutyDialog({ account, isOpen, onClose }: DutyDialogProps) {
  const { i18n } = useLingui()
  const feedback = useFeedback()
  const status = useRoute('sync.status', {}).data
  const signOut = useSend('account.signOut', { onSuccess: onClose, onError: feedback.fail })
  const noLine = status?.state === 'offline'
  return (
    <Dialog title={<Trans>Who is on duty</Trans>} isOpen={isOpen} onClose={onClose}>
      <p>
        <strong>{account.person.name}</strong> · {i18n._(ROLE_WORDS[account.person.role])} · {account.email}
      </p>
      {account.session === 'sign_in_again' ? (
        <Note tone="attention">
          <Trans>The server ended this session. The desk works on, but nothing is sent until you sign in again.</Trans>
        </Note>
      ) : (
        <p className="muted">
          <Trans>
            Each person signs what they do. Whoever has signed in here and chosen a PIN takes over by it, also offline;
            everybody else signs in, without signing out first.
          </Trans>
        </p>
      )}
      {noLine && (
        <Note tone="attention">
          <Trans>
            You are offline: nobody else can sign in until the connection is back. Do not sign out before then.
          </Trans>
        </Note>
      )}
      {account.waiting > 0 && (
        <p className="muted">
          <Plural
            value={account.waiting}
            one="# action is waiting to be sent; it is kept whoever signs in."
            other="# actions are waiting to be sent; they are kept whoever signs in."
          />
        </p>
      )}
      <TakeOver signedIn={account.person} onDone={onClose} />
      <OwnPin onLock={onClose} />
      <SignInForm
        email={account.session === 'sign_in_again' ? account.email : ''}
        onDone={onClose}
        actions={
          <Button icon={LogOut} isPending={signOut.isPending} onPress={() => signOut.mutate({})}>
            <Trans>Sign out and close the desk</Trans>
          </Button>
        }
      />
    </Dialog>
  )
}
