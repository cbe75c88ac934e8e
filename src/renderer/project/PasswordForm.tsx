import { useState } from 'react'
import { Trans, useLingui } from '@lingui/react/macro'
import { KeyRound, Mail } from 'lucide-react'
import { fitsAsPassword, SHORTEST_PASSWORD } from '../../shared/staff/password.ts'
import { useSend } from '../window/data/queries.ts'
import { Button, Form, Note, TextField } from '../../ui/index.ts'
import { ErrorNote } from '../window/errors/ErrorNote.tsx'

interface PasswordFormProps {
  email: string
  /** The project of a desk that is not connected yet. */
  project?: { url: string; key: string }
  /** The password is set: what signs in comes next. */
  onDone: (email: string, password: string) => void
  onBack: () => void
}

/** A new password by the code of an invitation, or by one that is asked for here. */
export function PasswordForm({ email: known, project, onDone, onBack }: PasswordFormProps) {
  const { t } = useLingui()
  const [email, setEmail] = useState(known)
  const [code, setCode] = useState('')
  const [password, setPassword] = useState('')
  const where = { project: project ?? null, email }
  const sendCode = useSend('account.sendCode')
  const set = useSend('account.setPassword', { onSuccess: () => onDone(email, password) })
  const digits = code.replaceAll(/\D/g, '').length
  const isTooLong = !fitsAsPassword(password)
  const isReady =
    email.includes('@') && digits >= 6 && digits <= 10 && password.length >= SHORTEST_PASSWORD && !isTooLong
  return (
    <Form
      className="stack by-code"
      onSubmit={() => {
        if (isReady) set.mutate({ ...where, code, password })
      }}
    >
      <p>
        <Trans>Enter the code of your invitation, or have a code sent to your address.</Trans>
      </p>
      <div className="by-code-address">
        {/* eslint-disable-next-line jsx-a11y/no-autofocus -- this form was just opened by the one who fills it */}
        <TextField label={t`Email`} type="email" value={email} onChange={setEmail} autoFocus={known === ''} />
        <Button
          icon={Mail}
          isPending={sendCode.isPending}
          isDisabled={!email.includes('@')}
          onPress={() => sendCode.mutate(where)}
        >
          <Trans>Send me a code</Trans>
        </Button>
      </div>
      {sendCode.isSuccess && (
        <Note tone="known">
          <Trans>
            If this address has an account, a code is on its way: look in the junk folder too. Earlier codes no longer
            count.
          </Trans>
        </Note>
      )}
      <ErrorNote error={sendCode.error} />
      <div className="by-code-pair">
        <TextField
          label={t`Code from the email`}
          inputMode="numeric"
          value={code}
          onChange={setCode}
          // eslint-disable-next-line jsx-a11y/no-autofocus -- the address is known: the code is what is missing
          autoFocus={known !== ''}
        />
        <TextField
          label={t`New password`}
          help={t`At least ${SHORTEST_PASSWORD} characters.`}
          type="password"
          value={password}
          onChange={setPassword}
          {...(isTooLong
            ? { error: t`This password is too long for the project: at most 72 letters, fewer with accents.` }
            : {})}
        />
      </div>
      <ErrorNote error={set.error} />
      <div className="row">
        <Button variant="primary" type="submit" icon={KeyRound} isPending={set.isPending} isDisabled={!isReady}>
          <Trans>Set the password and sign in</Trans>
        </Button>
        <Button onPress={onBack}>
          <Trans>Back</Trans>
        </Button>
      </div>
      <p className="muted small">
        <Trans>
          No email comes? A project without a mail server of its own writes only to the people who manage it. They can
          set your password in the project: Authentication, Users.
        </Trans>
      </p>
    </Form>
  )
}
