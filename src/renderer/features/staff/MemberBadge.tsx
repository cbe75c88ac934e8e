import { useEffect, useState } from 'react'
import { Trans, useLingui } from '@lingui/react/macro'
import { IdCard } from 'lucide-react'
import { Button, Dialog } from '../../../ui/index.ts'
import { useRoute, useSend } from '../../window/data/queries.ts'
import { useDesk } from '../../window/desk/useDesk.ts'
import { ErrorNote } from '../../window/errors/ErrorNote.tsx'
import { Moment } from '../../parcel/words/spoken.tsx'

interface MemberBadgeProps {
  staffId: string
  name: string
  may: boolean
}

/** Whether they have a badge at this desk. Its number is shown nowhere, and kept as a digest alone. */
export function MemberBadge({ staffId, name, may }: MemberBadgeProps) {
  const { t } = useLingui()
  const status = useRoute('duty.status', {}).data
  const [isReading, read] = useState(false)
  const drop = useSend('duty.dropBadge')
  const since = status?.people.find(({ id }) => id === staffId)?.badgeSince ?? null
  if (!status || status.keeping === 'lost' || (since === null && !may)) return null
  return (
    <div className="stack" data-gap="small">
      <p>
        {since === null ? (
          <Trans>No badge at this desk</Trans>
        ) : (
          <Trans>
            Has a badge since <Moment at={since} />
          </Trans>
        )}
      </p>
      <ErrorNote error={drop.error} />
      {may && (
        <div className="row">
          <Button
            icon={IdCard}
            aria-label={since === null ? t`Give a badge to ${name}` : t`Give another badge to ${name}`}
            onPress={() => read(true)}
          >
            {since === null ? <Trans>Give a badge</Trans> : <Trans>Give another badge</Trans>}
          </Button>
          {since !== null && (
            <Button
              isPending={drop.isPending}
              aria-label={t`Take the badge back from ${name}`}
              onPress={() => drop.mutate({ staffId })}
            >
              <Trans>Take the badge back</Trans>
            </Button>
          )}
        </div>
      )}
      <Dialog title={<Trans>Badge of {name}</Trans>} isOpen={isReading} onClose={() => read(false)}>
        <ReadBadge staffId={staffId} onDone={() => read(false)} />
      </Dialog>
    </div>
  )
}

/** Takes what the desk's own reader reads next. */
function ReadBadge({ staffId, onDone }: { staffId: string; onDone: () => void }) {
  const { scans, feedback } = useDesk()
  const give = useSend('duty.giveBadge', {
    onSuccess: () => {
      feedback.show({ tone: 'ok', title: <Trans>The badge is set</Trans> })
      onDone()
    },
  })
  const { mutate } = give
  useEffect(() => scans.divert(({ text }) => mutate({ staffId, text }), { hidden: true }), [scans, staffId, mutate])
  return (
    <>
      <p>
        <Trans>Hold the badge to this desk’s reader, the same that will read it every day.</Trans>
      </p>
      <p className="muted small">
        <Trans>
          A badge says who somebody is; it is easily copied. The PIN proves it, unless this desk takes the badge alone.
        </Trans>
      </p>
      <ErrorNote error={give.error} />
      <div className="row">
        <Button shortcut="Esc" onPress={onDone}>
          <Trans>Cancel</Trans>
        </Button>
      </div>
    </>
  )
}
