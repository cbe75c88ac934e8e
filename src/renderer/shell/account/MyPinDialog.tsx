import { useState } from 'react'
import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Dialog, Form, Note, TextField } from '../../../ui/index.ts'
import { useDesk } from '../../window/desk/useDesk.ts'
import { useSend } from '../../window/data/queries.ts'
import { ErrorNote } from '../../window/errors/ErrorNote.tsx'
import { NewPin, type TypedPin } from './NewPin.tsx'
import { useRefusal } from './useRefusal.ts'

interface MyPinDialogProps {
  hasPin: boolean
  isOpen: boolean
  onClose: () => void
}

/** The person on duty chooses their PIN, or another one. */
export function MyPinDialog({ isOpen, ...rest }: MyPinDialogProps) {
  return (
    <Dialog title={<Trans>My PIN</Trans>} isOpen={isOpen} onClose={rest.onClose}>
      <MyPin {...rest} />
    </Dialog>
  )
}

/** The form alone, for a dialog that is open already. */
export function MyPin({ hasPin, onClose }: Omit<MyPinDialogProps, 'isOpen'>) {
  const { t } = useLingui()
  const { feedback } = useDesk()
  const [pin, setPin] = useState('')
  const [own, setOwn] = useState<TypedPin>({ pin: '', isGood: false })
  const save = useSend('duty.setPin', {
    onSuccess: () => {
      feedback.show({ tone: 'ok', title: <Trans>Your PIN is set</Trans> })
      onClose()
    },
    onError: () => setPin(''),
  })
  const { form, isTold, tell } = useRefusal(save.error)
  return (
    <Form
      ref={form}
      className="stack sign-in"
      noValidate
      onSubmit={() => {
        tell()
        if (own.isGood && !save.isPending) save.mutate({ pin: hasPin ? pin : null, newPin: own.pin })
      }}
    >
      {hasPin ? (
        <TextField
          label={t`Present PIN`}
          type="password"
          inputMode="numeric"
          value={pin}
          onChange={setPin}
          // oxlint-disable-next-line jsx-a11y/no-autofocus -- the dialog is for nothing else
          autoFocus
        />
      ) : (
        <Note tone="known">
          <Trans>
            With a PIN nobody else signs in your name here: the desk asks for it when you go on duty and after each
            lock. It stays on this desk.
          </Trans>
        </Note>
      )}
      <NewPin onChange={setOwn} isTold={isTold} />
      <ErrorNote error={save.error} />
      <div className="row">
        <Button variant="primary" type="submit" isPending={save.isPending} isDisabled={hasPin && pin === ''}>
          <Trans>Save my PIN</Trans>
        </Button>
        <Button variant="plain" onPress={onClose}>
          <Trans>Cancel</Trans>
        </Button>
      </div>
    </Form>
  )
}
