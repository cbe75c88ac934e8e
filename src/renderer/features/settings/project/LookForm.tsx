import { useState } from 'react'
import { Trans, useLingui } from '@lingui/react/macro'
import type { ConnectOffer } from '../../../../shared/contract/account.ts'
import { useSend } from '../../../window/data/queries.ts'
import { Button, Form, TextField } from '../../../../ui/index.ts'
import { ErrorNote } from '../../../window/errors/ErrorNote.tsx'
import { PasswordForm } from '../../../project/PasswordForm.tsx'
import { ByCode } from '../../../project/SignInForm.tsx'
import '../../../project/account.css'

/** Where the project is, and who connects the desk. */
export function LookForm({ isDisabled, onOffer }: { isDisabled: boolean; onOffer: (offer: ConnectOffer) => void }) {
  const { t } = useLingui()
  const [url, setUrl] = useState('')
  const [key, setKey] = useState('')
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const [byCode, setByCode] = useState(false)
  const look = useSend('account.look', { onSuccess: onOffer, onError: () => setPassword('') })
  const isGood = isAddress(url)
  const isReady = isGood && key.trim() !== '' && email.includes('@') && password !== ''
  if (byCode)
    return (
      <PasswordForm
        email={email}
        project={{ url, key }}
        onBack={() => setByCode(false)}
        onDone={(of, next) => {
          setEmail(of)
          setPassword(next)
          setByCode(false)
          look.mutate({ url, key, email: of, password: next })
        }}
      />
    )
  return (
    <Form
      onSubmit={() => {
        if (isReady) look.mutate({ url, key, email, password })
      }}
    >
      <TextField
        label={t`Address of the project`}
        help={t`From the project’s settings, Data API. It begins with https://`}
        value={url}
        onChange={setUrl}
        isDisabled={isDisabled}
        {...(url !== '' && !isGood ? { error: t`A whole address, for example https://abcd.supabase.co` } : {})}
      />
      <TextField
        label={t`Publishable key`}
        help={t`From the project’s settings, API keys: it begins with sb_publishable_. Never the secret one.`}
        value={key}
        onChange={setKey}
        isDisabled={isDisabled}
        {...(/sb_secret_/i.test(key) ? { error: t`This is the secret key. It must never be on a desk.` } : {})}
      />
      <div className="teach">
        <TextField
          label={t`Email`}
          help={t`Of a manager or an administrator.`}
          type="email"
          value={email}
          onChange={setEmail}
          isDisabled={isDisabled}
        />
        <TextField
          label={t`Password`}
          type="password"
          value={password}
          onChange={setPassword}
          isDisabled={isDisabled}
        />
      </div>
      <ErrorNote error={look.error} />
      <div className="row">
        <Button variant="primary" type="submit" isPending={look.isPending} isDisabled={!isReady || isDisabled}>
          <Trans>Preview project</Trans>
        </Button>
        <span className="muted small">
          <Trans>Nothing changes yet.</Trans>
        </span>
      </div>
      <ByCode onPress={() => setByCode(true)} isDisabled={!isGood || key.trim() === '' || isDisabled} />
    </Form>
  )
}

/** Encrypted, or this very machine. */
function isAddress(text: string): boolean {
  try {
    const { protocol, hostname } = new URL(text.trim())
    return protocol === 'https:' || (protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(hostname))
  } catch {
    return false
  }
}
