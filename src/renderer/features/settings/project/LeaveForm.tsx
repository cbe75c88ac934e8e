import { useState } from 'react'
import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { useSend } from '../../../window/data/queries.ts'
import { useMay } from '../../../window/data/useMay.ts'
import { ErrorNote } from '../../../window/errors/ErrorNote.tsx'
import { Button, Form, Note, TextField } from '../../../../ui/index.ts'

/** The way out where the project is gone for good: no password can be checked any more. */
export function LeaveForm({ building, waiting }: { building: string; waiting: number }) {
  const { t } = useLingui()
  const mayLeave = useMay('desk.connect')
  const [name, setName] = useState('')
  const leave = useSend('account.leave')
  const isReady = name.trim() === building
  if (!mayLeave)
    return (
      <p className="muted">
        <Trans>
          If the project is gone for good, the manager or administrator who is signed in at a desk can leave it without
          its answer. Whoever is on duty here cannot.
        </Trans>
      </p>
    )
  return (
    <Form
      onSubmit={() => {
        if (isReady) leave.mutate({ building: name })
      }}
    >
      <Note tone="attention">
        <Trans>
          Is the project gone for good? After 7 days without a word from it, with 24 hours of running in them, you can
          leave it without its answer. A backup is made first, the desk keeps everything, and you sign everything until
          it is connected again, to this project or to a new one.
        </Trans>{' '}
        {waiting > 0 && (
          <Plural
            value={waiting}
            one="# action never reached the project; it is written to a file beside the data as well."
            other="# actions never reached the project; they are written to a file beside the data as well."
          />
        )}
      </Note>
      <ErrorNote error={leave.error} />
      <TextField label={t`Type the name of the building to confirm: ${building}`} value={name} onChange={setName} />
      <div className="row">
        <Button variant="danger" type="submit" isPending={leave.isPending} isDisabled={!isReady}>
          <Trans>Leave the project without its answer</Trans>
        </Button>
      </div>
    </Form>
  )
}
