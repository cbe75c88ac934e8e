import { useState } from 'react'
import { Plural, Trans } from '@lingui/react/macro'
import { MapPin, Undo2, X } from 'lucide-react'
import type { Response } from '../../../shared/contract/index.ts'
import { isPlaceable } from '../../../shared/packages/shelfDoubts.ts'
import { undoAct } from '../../parcel/acts/acts.tsx'
import { useAct } from '../../parcel/acts/useAct.tsx'
import { LeftTo } from '../../parcel/words/spoken.tsx'
import { useMay } from '../../window/data/useMay.ts'
import { useSend } from '../../window/data/queries.ts'
import { useDesk } from '../../window/desk/useDesk.ts'
import { useFeedback } from '../../window/desk/useFeedback.ts'
import { Button, Form, Panel, TextField } from '../../../ui/index.ts'
import { KeyArea } from '../../../ui/KeyArea.tsx'
import { useStartFocus } from '../../../ui/useStartFocus.ts'
import { FormButtons } from '../../parcel/FormButtons.tsx'
import { DoubtWords } from './answers.tsx'
import { Lines } from './Lines.tsx'
import { ParcelLine } from './ParcelLine.tsx'

type Check = Response<'shelves.check'>
type Doubtful = Check['unexpected'][number]

/** What was scanned on a shelf where it does not belong: each with its way out, and one for all that simply lie there. */
export function Unexpected({ check: { shelf, unexpected }, now }: { check: Check; now: number }) {
  const place = useAct('packages.place', {
    says: ({ count }, { packageIds }) => ({
      about: packageIds.map((id) => ({ id, is: 'here' })),
      title: <Trans>On shelf {shelf.code}</Trans>,
      detail: <Plural value={count} one="# parcel" other="# parcels" />,
      silent: true,
    }),
  })
  const { fail } = useFeedback()
  const unseen = useSend('shelves.unseen', { onError: fail })
  const put = (packageIds: string[]) => place.mutate({ shelfId: shelf.id, packageIds }, { onError: fail })
  const placeable = unexpected.filter(({ why }) => isPlaceable(why)).map((one) => one.package.id)
  return (
    <Panel
      tone="attention"
      title={
        <Plural value={unexpected.length} one="# parcel does not belong here" other="# parcels do not belong here" />
      }
      actions={
        placeable.length > 1 && (
          <Button
            variant="primary"
            icon={MapPin}
            isPending={place.isPending}
            onPress={() => put(placeable.slice(0, 200))}
          >
            <Plural value={placeable.length} one="Put # on this shelf" other="Put all # on this shelf" />
          </Button>
        )
      }
    >
      <Lines
        all={unexpected}
        renderLine={(one) => (
          <ParcelLine
            key={one.package.id}
            parcel={one.package}
            now={now}
            why={
              <>
                <DoubtWords why={one.why} shelf={one.package.shelf?.code ?? null} />
                {one.package.left !== null && (
                  <>
                    {' · '}
                    <LeftTo left={one.package.left} />
                  </>
                )}
              </>
            }
          >
            {isPlaceable(one.why) && (
              <Button size="small" icon={MapPin} isDisabled={place.isPending} onPress={() => put([one.package.id])}>
                <Trans>Put it here</Trans>
              </Button>
            )}
            {one.handover && <Correct handover={one.handover} />}
            <NotHere
              onPress={() => unseen.mutate({ shelfId: shelf.id, packageId: one.package.id, code: null })}
              number={one.package.shortNumber}
            />
          </ParcelLine>
        )}
      />
    </Panel>
  )
}

/** Takes a scan back: it was another shelf's, or was put right by hand. */
function NotHere({ onPress, number }: { onPress: () => void; number: string }) {
  return (
    <Button size="small" variant="plain" icon={X} onPress={onPress}>
      <span>
        <Trans>
          Take <span className="visually-hidden">{number}</span> off the list
        </Trans>
      </span>
    </Button>
  )
}

/** The hand-over is undone: at once while it is fresh, later with a reason, by whoever may. */
function Correct({ handover: { actId, parcels, undo } }: { handover: NonNullable<Doubtful['handover']> }) {
  const { feedback } = useDesk()
  const mayLate = useMay('acts.undo_late')
  const [asking, ask] = useState(false)
  if (undo === 'reason' && !mayLate)
    return (
      <span className="muted small">
        <Trans>A manager can undo the hand-over.</Trans>
      </span>
    )
  if (asking) return <Reason onCancel={() => ask(false)} onSend={(reason) => undoAct(feedback, actId, reason)} />
  return (
    <Button
      size="small"
      icon={Undo2}
      onPress={() => {
        if (undo === 'reason') ask(true)
        else void undoAct(feedback, actId)
      }}
    >
      {parcels === 1 ? (
        <Trans>Undo the hand-over</Trans>
      ) : (
        <Plural value={parcels} one="Undo the hand-over of # parcel" other="Undo the hand-over of # parcels" />
      )}
    </Button>
  )
}

function Reason({ onSend, onCancel }: { onSend: (reason: string) => Promise<boolean>; onCancel: () => void }) {
  const start = useStartFocus()
  const [reason, setReason] = useState('')
  const [isPending, setPending] = useState(false)
  return (
    <KeyArea onEscape={onCancel}>
      <Form
        className="stack"
        data-gap="small"
        onSubmit={() => {
          setPending(true)
          void onSend(reason).then(() => setPending(false))
        }}
      >
        <TextField
          inputRef={start}
          label={<Trans>Why undo it?</Trans>}
          value={reason}
          onChange={setReason}
          maxLength={500}
        />
        <FormButtons isPending={isPending} isDisabled={reason.trim() === ''} onCancel={onCancel}>
          <Trans>Undo the hand-over</Trans>
        </FormButtons>
      </Form>
    </KeyArea>
  )
}
