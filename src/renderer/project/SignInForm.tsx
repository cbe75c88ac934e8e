import { useState, type ReactNode } from 'react'
import { Trans, useLingui } from '@lingui/react/macro'
import { LogIn } from 'lucide-react'
import { useSend } from '../window/data/queries.ts'
import { Button, Form, TextField } from '../../ui/index.ts'
import { ErrorNote } from '../window/errors/ErrorNote.tsx'
import { PasswordForm } from './PasswordForm.tsx'

interface SignInFormProps {
  email?: string
  onDone?: () => void
  actions?: ReactNode
}

/** The way in for whoever has no password, or no longer knows it. */
export function ByCode({ onPress, isDisabled = false }: { onPress: () => void; isDisabled?: boolean }) {
  return (
    <div className="row">
      <span className="muted small">
        <Trans>Just invited, or password forgotten?</Trans>
      </span>
      <Button size="small" onPress={onPress} isDisabled={isDisabled}>
        <Trans>Use a code from an email</Trans>
      </Button>
    </div>
  )
}

/** E-mail address and password of a member of the staff. */
export function SignInForm({ email: known = '', onDone, actions }: SignInFormProps) {
  const { t } = useLingui()
  const [email, setEmail] = useState(known)
  const [password, setPassword] = useState('')
  const [byCode, setByCode] = useState(false)
  const signIn = useSend('account.signIn', { onSuccess: () => onDone?.(), onError: () => setPassword('') })
  if (byCode)
    return (
      <PasswordForm
        email={email}
        onBack={() => setByCode(false)}
        onDone={(of, next) => {
          setEmail(of)
          setByCode(false)
          signIn.mutate({ email: of, password: next })
        }}
      />
    )
  return (
    <Form
      className="stack sign-in"
      onSubmit={() => {
        if (email.trim() && password) signIn.mutate({ email, password })
      }}
    >
      {/* eslint-disable-next-line jsx-a11y/no-autofocus -- the screen or the dialog is for nothing else */}
      <TextField label={t`Email`} type="email" value={email} onChange={setEmail} autoFocus={known === ''} />
      {/* eslint-disable-next-line jsx-a11y/no-autofocus -- the address is known: the password is what is missing */}
      <TextField label={t`Password`} type="password" value={password} onChange={setPassword} autoFocus={known !== ''} />
      <ErrorNote error={signIn.error} />
      <div className="row">
        <Button
          variant="primary"
          type="submit"
          icon={LogIn}
          isPending={signIn.isPending}
          isDisabled={!email.trim() || !password}
        >
          <Trans>Sign in</Trans>
        </Button>
        {actions}
      </div>
      <ByCode onPress={() => setByCode(true)} />
    </Form>
  )
}
