import { useState, type RefObject } from 'react'
import { Trans, useLingui } from '@lingui/react/macro'
import { ArrowLeftRight, GraduationCap } from 'lucide-react'
import { lessonFrom } from '../../../shared/scan/lesson.ts'
import { useSend } from '../../window/data/queries.ts'
import { CarrierName } from '../../parcel/words/spoken.tsx'
import { carrierChoices } from '../../parcel/words/words.ts'
import { Button, Note, RadioCards, Select } from '../../../ui/index.ts'
import { CarrierMark } from '../../parcel/marks/marks.tsx'
import { ShadowNote } from '../../parcel/words/ShadowNote.tsx'
import { shadowedBy } from '../../window/errors/errors.ts'
import { TrackingNumber } from '../../parcel/marks/TrackingNumber.tsx'
import { offersTeaching, OTHER, taughtCode, withCandidate, withCarrier, type Draft } from './draft.ts'
import { NumberField } from './NumberField.tsx'
import { typedNumber, withNumber } from './typed.ts'
import type { IntakeDesk } from './intakeDesk.ts'

export interface CarrierChoiceProps {
  draft: Draft
  intake: IntakeDesk
  numberRef: RefObject<HTMLInputElement | null>
  /** Back to the question that matters. */
  onDone: () => void
}

/** A list gives the focus back to its button as it closes: what comes next waits for that. */
const afterClose = (next: () => void) => requestAnimationFrame(() => requestAnimationFrame(next))

/** Which carrier brought it: told by the barcode, corrected by hand, taught for the next time. */
export function CarrierChoice({ draft, intake, numberRef, onDone }: CarrierChoiceProps) {
  const { i18n, t } = useLingui()
  const nameless = draft.carrier === OTHER && draft.candidates.length > 0 && !draft.carrierByHand
  const [wanted, setWanted] = useState(false)
  const asked = wanted || nameless
  const readings = draft.candidates.slice(0, 4)
  const chosen = readings.findIndex(({ carrier }) => carrier === draft.carrier)

  return (
    <div className="stack draft-carrier" data-gap="small">
      <div className="row">
        <span className="draft-carrier-name">
          <CarrierMark carrier={draft.carrier} />
        </span>
        {draft.raw === null ? (
          <NumberField
            number={draft.trackingNumber}
            inputRef={numberRef}
            onType={(text) => intake.change((now) => withNumber(now, typedNumber(text)))}
            onTyped={(text) => void intake.typeNumber(text)}
            onDone={onDone}
          />
        ) : draft.trackingNumber !== null ? (
          <span className="draft-number">
            <TrackingNumber number={draft.trackingNumber} />
          </span>
        ) : (
          <span className="muted">
            <Trans>No tracking number</Trans>
          </span>
        )}
        {!asked && (
          <Button variant="plain" icon={ArrowLeftRight} onPress={() => setWanted(true)}>
            <Trans>Change the carrier</Trans>
          </Button>
        )}
      </div>
      {readings.length > 1 && (
        <RadioCards
          hideLabel
          label={t`Several carriers’ numbers look like this`}
          choices={readings.map((reading, index) => ({
            id: String(index),
            label: <CarrierName carrier={reading.carrier} />,
            ...(index === 0
              ? { detail: <Trans>most likely</Trans> }
              : reading.service === null
                ? {}
                : { detail: reading.service }),
          }))}
          value={chosen < 0 ? null : String(chosen)}
          onChange={(index) => {
            const reading = readings[Number(index)]
            if (reading) intake.change((now) => withCandidate(now, reading))
          }}
        />
      )}
      {asked && (
        <div className="draft-select">
          <Select
            label={nameless ? t`No carrier is known by this number. Who brought it?` : t`Carrier`}
            options={carrierChoices(i18n)}
            value={draft.carrier}
            onChange={(carrier) => {
              intake.change((now) => withCarrier(now, carrier))
              afterClose(() => {
                setWanted(false)
                onDone()
              })
            }}
          />
        </div>
      )}
      <Teaching draft={draft} onDone={onDone} />
    </div>
  )
}

function Teaching({ draft, onDone }: { draft: Draft; onDone: () => void }) {
  const teach = useSend('carriers.teach')
  const [refused, setRefused] = useState(false)
  const example = taughtCode(draft)
  if (!example || !offersTeaching(draft) || refused) return null
  const lesson = lessonFrom(example)
  const carrier = <CarrierName carrier={draft.carrier} />
  if (!lesson) {
    return (
      <Note tone="known" icon={GraduationCap}>
        <Trans>
          {carrier} cannot be recognised by this code. Scan the striped barcode with the tracking number, if there is
          one.
        </Trans>
      </Note>
    )
  }
  const { prefix, length } = lesson
  if (teach.isSuccess) {
    return (
      <Note tone="ok" icon={GraduationCap}>
        <Trans>
          From now on, <strong className="code">{prefix}…</strong> with {length} letters and digits means {carrier}.
        </Trans>
      </Note>
    )
  }
  const keep = (evenSo: boolean) =>
    teach.mutate({ carrier: draft.carrier, ...lesson, example, evenSo }, { onSuccess: onDone })
  const notNow = (
    <Button
      variant="plain"
      onPress={() => {
        setRefused(true)
        onDone()
      }}
    >
      <Trans>Not now</Trans>
    </Button>
  )
  const failure = (
    <ShadowNote error={teach.error} carrier={draft.carrier} isPending={teach.isPending} onEvenSo={() => keep(true)}>
      {notNow}
    </ShadowNote>
  )
  if (shadowedBy(teach.error)) return failure
  return (
    <Note
      tone="known"
      icon={GraduationCap}
      actions={
        <>
          <Button isPending={teach.isPending} onPress={() => keep(false)}>
            <Trans>Always recognise it</Trans>
          </Button>
          {notNow}
        </>
      }
    >
      <Trans>
        Recognise every <strong className="code">{prefix}…</strong> with {length} letters and digits as {carrier}?
      </Trans>
      {failure}
    </Note>
  )
}
