import { useState } from 'react'
import { Trans } from '@lingui/react/macro'
import { KeyRound, Lock } from 'lucide-react'
import { Button } from '../../../ui/index.ts'
import { useRoute, useSend } from '../../window/data/queries.ts'
import { useFeedback } from '../../window/desk/useFeedback.ts'
import { MyPin } from './MyPinDialog.tsx'

/** The PIN of whoever is on duty at a connected desk: with it the desk is locked and opened, also without a connection. */
export function OwnPin({ onLock }: { onLock: () => void }) {
  const feedback = useFeedback()
  const status = useRoute('duty.status', {}).data
  const hasPin = status?.people.find(({ id }) => id === status.on)?.hasPin ?? false
  const lock = useSend('duty.lock', { onSuccess: onLock, onError: feedback.fail })
  const [isOpen, setOpen] = useState(false)
  if (isOpen) return <MyPin hasPin={hasPin} onClose={() => setOpen(false)} />
  return (
    <div className="row">
      <Button icon={KeyRound} onPress={() => setOpen(true)}>
        {hasPin ? <Trans>Change my PIN</Trans> : <Trans>Choose a PIN</Trans>}
      </Button>
      {hasPin && (
        <Button icon={Lock} shortcut="Ctrl+L" isPending={lock.isPending} onPress={() => lock.mutate({})}>
          <Trans>Lock the desk</Trans>
        </Button>
      )}
    </div>
  )
}
