import { useState } from 'react'
import { Trans } from '@lingui/react/macro'
import { KeyRound, Lock } from 'lucide-react'
import { Button } from '../../../ui/index.ts'
import { useRoute, useSend } from '../../window/data/queries.ts'
import { useFeedback } from '../../window/desk/useFeedback.ts'
import { MyPin } from './MyPinDialog.tsx'

/** The PIN of whoever is signed in: with it the desk can be locked and opened, also without a connection. */
export function OwnPin({ staffId, onLock }: { staffId: string; onLock: () => void }) {
  const feedback = useFeedback()
  const hasPin = useRoute('duty.status', {}).data?.people.find(({ id }) => id === staffId)?.hasPin ?? false
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
