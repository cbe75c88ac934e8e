import { useState } from 'react'
import { Trans, useLingui } from '@lingui/react/macro'
import { useNavigate } from '@tanstack/react-router'
import { HandHelping } from 'lucide-react'
import { OldLabelNote } from '../../parcel/label/OldLabel.tsx'
import type { PackageDetail } from '../../../shared/contract/packages.ts'
import { STEPS, type StepName } from '../../../shared/packages/lifecycle.ts'
import { useStep } from '../../parcel/acts/useStep.tsx'
import { Whose } from '../../parcel/words/spoken.tsx'
import { STEP_WORDS } from '../../parcel/words/words.ts'
import { Button, Note } from '../../../ui/index.ts'
import { CarrierMark, FlagChips, UnitBadge } from '../../parcel/marks/marks.tsx'
import { TellingChip } from '../../parcel/notices/Standing.tsx'
import { ErrorNote } from '../../window/errors/ErrorNote.tsx'
import { CareWords } from '../../parcel/words/CareWords.tsx'
import { ReasonForm } from '../../parcel/ReasonForm.tsx'
import { currentReason } from '../../parcel/history/timeline.ts'
import { TrackingNumber } from '../../parcel/marks/TrackingNumber.tsx'

/** Whose it is and where it stands, as large as it can be, with the acts that its life allows. */
export function PackageHead({ parcel }: { parcel: PackageDetail }) {
  const held = parcel.status === 'on_hold' ? currentReason(parcel.events, 'held') : null
  const missing = parcel.status === 'lost' ? currentReason(parcel.events, 'lost') : null
  return (
    <header className="stack">
      <div className="parcel-head">
        <UnitBadge unit={parcel.unit?.number ?? null} size="huge" />
        <div className="parcel-who">
          <h1>
            <Whose parcel={parcel} />
          </h1>
          <p className="row" data-gap="small">
            <span className="short-number parcel-number">{parcel.shortNumber}</span>
            <CarrierMark carrier={parcel.carrier} />
            {parcel.trackingNumber !== null && <TrackingNumber number={parcel.trackingNumber} />}
          </p>
          <p className="row" data-gap="small">
            <TellingChip parcel={parcel} />
            <FlagChips flags={parcel.flags} />
          </p>
        </div>
      </div>
      {parcel.care && (
        <Note tone="attention">
          <CareWords care={parcel.care} />
        </Note>
      )}
      <OldLabelNote parcel={parcel} />
      {parcel.removed && (
        <Note tone="attention">
          <Trans>Its registration was undone: it is no longer here. The history stays.</Trans>
        </Note>
      )}
      {held !== null && (
        <Note tone="attention">
          <Trans>
            On hold: <strong>{held}</strong>
          </Trans>
        </Note>
      )}
      {missing !== null && (
        <Note tone="error">
          <Trans>
            Missing: <strong>{missing}</strong>
          </Trans>
        </Note>
      )}
      <Steps parcel={parcel} />
    </header>
  )
}

/** Telling the resident stands beside the words for it. */
type Plain = Exclude<StepName, 'hand_over' | 'notify'>

function Steps({ parcel }: { parcel: PackageDetail }) {
  const { i18n } = useLingui()
  const navigate = useNavigate()
  const [asking, setAsking] = useState<Plain | null>(null)
  const send = useStep(parcel, () => setAsking(null))
  const take = (step: Plain, reason = '') => send.mutate({ packageIds: [parcel.id], step, reason })
  const plain = parcel.steps.filter((step): step is Plain => step !== 'hand_over' && step !== 'notify')
  if (parcel.steps.length === 0) return null
  return (
    <div className="stack" data-gap="small">
      <div className="row" data-gap="small">
        {parcel.steps.includes('hand_over') && (
          <Button
            variant="primary"
            icon={HandHelping}
            onPress={() => void navigate({ to: '/handover', search: { packageId: parcel.id } })}
          >
            {i18n._(STEP_WORDS.hand_over)}
          </Button>
        )}
        {plain.map((step) => (
          <Button
            key={step}
            isPending={send.isPending && send.variables.step === step}
            aria-expanded={asking === step}
            onPress={() => (STEPS[step].needs.includes('reason') ? setAsking(step) : take(step))}
          >
            {i18n._(STEP_WORDS[step])}
          </Button>
        ))}
      </div>
      {asking && (
        <ReasonForm
          key={asking}
          step={asking}
          isPending={send.isPending}
          onCancel={() => setAsking(null)}
          onSend={(reason) => take(asking, reason)}
        />
      )}
      <ErrorNote error={send.error} />
    </div>
  )
}
