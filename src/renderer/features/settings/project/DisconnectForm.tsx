import { useState } from 'react'
import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { useSend } from '../../../window/data/queries.ts'
import { Button, Form, Note, TextField } from '../../../../ui/index.ts'
import { ErrorNote } from '../../../window/errors/ErrorNote.tsx'
import '../../../project/account.css'
import { LeaveForm } from './LeaveForm.tsx'

/** The project takes the desk's key no more: a new one is asked for. */
const KEY_REFUSED = new Set(['LEGACY_KEY', 'WRONG_PROJECT_KEY'])

/** The project does not answer, for now or for good. */
const SILENT = new Set(['NO_LINE', 'NOT_A_PROJECT', 'PROJECT_PAUSED', 'PROJECT_QUOTA', 'PROJECT_DOWN'])

interface DisconnectFormProps {
  building: string
  waiting: number
  onBack: () => void
}

/** Ends the connection, by the sign-in of a manager or an administrator. */
export function DisconnectForm({ building, waiting, onBack }: DisconnectFormProps) {
  const { t } = useLingui()
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const [key, setKey] = useState('')
  const disconnect = useSend('account.disconnect', { onError: () => setPassword('') })
  const asksForKey = key !== '' || KEY_REFUSED.has(disconnect.error?.code ?? '')
  const isReady = email.includes('@') && password !== ''
  const form = (
    <Form
      onSubmit={() => {
        if (isReady) disconnect.mutate({ email, password, ...(key.trim() !== '' && { key }) })
      }}
    >
      <Note tone="attention">
        <Trans>
          A manager or an administrator disconnects the desk with their own password. It keeps everything it has and
          works on its own, but other desks no longer see what is done here, and whoever disconnects it signs everything
          until it is connected again.
        </Trans>{' '}
        {waiting > 0 && (
          <Plural
            value={waiting}
            one="# action is not sent yet; it goes out when the desk is connected again."
            other="# actions are not sent yet; they go out when the desk is connected again."
          />
        )}
      </Note>
      <ErrorNote error={disconnect.error} />
      <div className="teach">
        <TextField
          label={t`Email`}
          type="email"
          value={email}
          onChange={setEmail}
          // eslint-disable-next-line jsx-a11y/no-autofocus -- the form was just asked for
          autoFocus
        />
        <TextField label={t`Password`} type="password" value={password} onChange={setPassword} />
      </div>
      {asksForKey && <TextField label={t`Publishable key`} value={key} onChange={setKey} />}
      <div className="row">
        <Button variant="danger" type="submit" isPending={disconnect.isPending} isDisabled={!isReady}>
          <Trans>Disconnect this desk</Trans>
        </Button>
        <Button onPress={onBack}>
          <Trans>Stay connected</Trans>
        </Button>
      </div>
    </Form>
  )
  return (
    <>
      {form}
      {SILENT.has(disconnect.error?.code ?? '') && <LeaveForm building={building} waiting={waiting} />}
    </>
  )
}
