import { useState } from 'react'
import { Trans, useLingui } from '@lingui/react/macro'
import { LogIn } from 'lucide-react'
import { Button, Form, TextField } from '../../../ui/index.ts'
import { RequestFailure } from '../../window/data/bridge.ts'
import { useSend } from '../../window/data/queries.ts'
import { ErrorNote } from '../../window/errors/ErrorNote.tsx'
import { NewPin, type TypedPin } from './NewPin.tsx'
import { useRefusal } from './useRefusal.ts'

interface PinFormProps {
  staffId: string
  /** Their PIN was given by an administrator: they choose their own with it. */
  temporary: boolean
  onDone: () => void
}

/** The PIN of somebody who goes on duty. */
export function PinForm({ staffId, temporary, onDone }: PinFormProps) {
  const { t } = useLingui()
  const [pin, setPin] = useState('')
  const [own, setOwn] = useState<TypedPin>({ pin: '', isGood: false })
  const prove = useSend('duty.prove', { onSuccess: onDone, onError: () => setPin('') })
  const chooses = temporary || (prove.error instanceof RequestFailure && prove.error.code === 'PIN_TEMPORARY')
  const { form, isTold, tell } = useRefusal(null)
  return (
    <Form
      ref={form}
      className="stack sign-in"
      noValidate
      onSubmit={() => {
        if (chooses) tell()
        if (pin !== '' && (!chooses || own.isGood) && !prove.isPending)
          prove.mutate({ staffId, pin, newPin: chooses ? own.pin : null })
      }}
    >
      <TextField
        label={chooses ? t`PIN that the administrator gave you` : t`PIN`}
        type="password"
        inputMode="numeric"
        value={pin}
        onChange={setPin}
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- the form is for nothing else
        autoFocus
      />
      {chooses && <NewPin onChange={setOwn} isTold={isTold} />}
      <ErrorNote error={prove.error} />
      <div className="row">
        <Button variant="primary" type="submit" icon={LogIn} isPending={prove.isPending} isDisabled={pin === ''}>
          <Trans>Go on duty</Trans>
        </Button>
      </div>
    </Form>
  )
}
