import { useState } from 'react'
import { Trans, useLingui } from '@lingui/react/macro'
import { Mail } from 'lucide-react'
import { Button, Form, Note, TextField } from '../../../ui/index.ts'
import { useSend } from '../../window/data/queries.ts'
import { ErrorNote } from '../../window/errors/ErrorNote.tsx'

/** At a connected desk: the project expects somebody under an e-mail address, and writes to it where it has an account for it. */
export function MemberInvite({ staffId, name }: { staffId: string; name: string }) {
  const { t } = useLingui()
  const [email, setEmail] = useState('')
  const [told, tell] = useState<{ email: string; letter: boolean } | null>(null)
  const send = useSend('staff.invite', {
    onSuccess: ({ letter }) => {
      tell({ email: email.trim(), letter })
      setEmail('')
    },
  })
  return (
    <Form
      data-gap="small"
      noValidate
      onSubmit={() => {
        if (email.trim() !== '' && !send.isPending) send.mutate({ staffId, email })
      }}
    >
      <TextField label={t`Email of ${name}`} type="email" autoComplete="off" value={email} onChange={setEmail} />
      <ErrorNote error={send.error} />
      {told && (
        <Note tone={told.letter ? 'ok' : 'attention'}>
          <Trans>
            {name} can sign in here as <bdi translate="no">{told.email}</bdi>.
          </Trans>{' '}
          {told.letter ? (
            <Trans>
              Where the project has an account for this address, a letter with a code is on its way: they enter it with
              “Use a code from an email”. No letter? The person who manages the project adds the account there, under
              Authentication, Users.
            </Trans>
          ) : (
            <Trans>
              The project could not write to them. The person who manages it adds the account with a password there,
              under Authentication, Users.
            </Trans>
          )}
        </Note>
      )}
      <div className="row">
        <Button type="submit" icon={Mail} isPending={send.isPending} isDisabled={email.trim() === ''}>
          <Trans>Invite</Trans>
        </Button>
      </div>
    </Form>
  )
}
