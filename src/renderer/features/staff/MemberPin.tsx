import { useState } from 'react'
import { Trans, useLingui } from '@lingui/react/macro'
import { KeyRound } from 'lucide-react'
import { Button, Note } from '../../../ui/index.ts'
import { useRoute, useSend } from '../../window/data/queries.ts'
import { useDesk } from '../../window/desk/useDesk.ts'
import { ErrorNote } from '../../window/errors/ErrorNote.tsx'

interface MemberPinProps {
  staffId: string
  name: string
  may: boolean
  isMe: boolean
}

/** Whether they have a PIN at this desk. An administrator gives one that works once; nobody ever sees the one they choose. */
export function MemberPin({ staffId, name, may, isMe }: MemberPinProps) {
  const { t } = useLingui()
  const { actions } = useDesk()
  const status = useRoute('duty.status', {}).data
  // The PIN is for the eyes of who gave it: it goes with them, and does not come back when the console is opened again.
  const giver = status && !status.locked ? `${status.on} ${staffId}` : ''
  const [given, setGiven] = useState<{ pin: string; to: string } | null>(null)
  const give = useSend('duty.givePin', { onSuccess: ({ pin }) => setGiven({ pin, to: giver }) })
  if (given !== null && given.to !== giver) setGiven(null)
  const shown = given !== null && given.to === giver ? given.pin : null
  const person = status?.people.find(({ id }) => id === staffId)
  if (!status || !person) return null
  return (
    <div className="stack" data-gap="small">
      <p>
        {status.keeping === 'lost' ? (
          <Trans>PIN: cannot be read any more</Trans>
        ) : !person.hasPin ? (
          <Trans>No PIN at this desk</Trans>
        ) : person.temporary ? (
          <Trans>Has a PIN to choose an own one with</Trans>
        ) : (
          <Trans>Goes on duty by PIN</Trans>
        )}
      </p>
      {status.keeping === 'file' && person.hasPin && (
        <Note tone="attention">
          <Trans>
            This computer has no key ring: what seals the PINs lies in a file beside them. Whoever copies both files can
            try PINs elsewhere.
          </Trans>
        </Note>
      )}
      {shown !== null && (
        <Note tone="ok">
          <Trans>
            Tell {name} this PIN now, it is not shown again: <strong className="staff-pin">{shown}</strong> The desk
            then asks for one of their own.
          </Trans>
        </Note>
      )}
      <ErrorNote error={give.error} />
      {isMe && !person.hasPin && status.keeping !== 'lost' && (
        <div className="row">
          <Button icon={KeyRound} onPress={() => actions.run('session.switch')}>
            <Trans>Choose a PIN</Trans>
          </Button>
        </div>
      )}
      {may && !isMe && (
        <div className="row">
          <Button
            icon={KeyRound}
            isPending={give.isPending}
            aria-label={person.hasPin ? t`PIN forgotten: give a new one to ${name}` : t`Give a PIN to ${name}`}
            onPress={() => give.mutate({ staffId })}
          >
            {person.hasPin ? <Trans>PIN forgotten: give a new one</Trans> : <Trans>Give a PIN</Trans>}
          </Button>
        </div>
      )}
    </div>
  )
}
