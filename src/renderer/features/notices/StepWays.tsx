import { useState } from 'react'
import { useLingui } from '@lingui/react/macro'
import type { PackageRow } from '../../../shared/contract/packages.ts'
import { STEPS, type StepName } from '../../../shared/packages/lifecycle.ts'
import { Button } from '../../../ui/index.ts'
import { useAct } from '../../parcel/acts/useAct.tsx'
import { ReasonForm } from '../../parcel/ReasonForm.tsx'
import { EventWord } from '../../parcel/words/spoken.tsx'
import { STEP_WORDS } from '../../parcel/words/words.ts'
import { useMay } from '../../window/data/useMay.ts'
import { ErrorNote } from '../../window/errors/ErrorNote.tsx'
import { claimsOf } from '../../window/feedback/claims.ts'

const WAYS = ['hold', 'return', 'forward'] as const satisfies readonly StepName[]

/** What can become of a parcel that nobody collects: each with its reason, asked in place. */
export function StepWays({ parcel }: { parcel: Pick<PackageRow, 'id' | 'shortNumber' | 'unit'> }) {
  const { i18n } = useLingui()
  const mayHold = useMay(STEPS.hold.permission)
  const mayReturn = useMay(STEPS.return.permission)
  const [asking, setAsking] = useState<(typeof WAYS)[number] | null>(null)
  const act = useAct('packages.step', {
    says: (_, { step }) => ({
      about: claimsOf(step, [parcel.id]),
      unit: parcel.unit?.number ?? null,
      title: <EventWord type={STEPS[step].event} />,
      detail: parcel.shortNumber,
    }),
    after: () => setAsking(null),
  })
  const ways = WAYS.filter((step) => (step === 'hold' ? mayHold : mayReturn))
  if (ways.length === 0) return null
  return (
    <>
      <div className="row" data-gap="small">
        {ways.map((step) => (
          <Button key={step} size="small" aria-expanded={asking === step} onPress={() => setAsking(step)}>
            {i18n._(STEP_WORDS[step])}
          </Button>
        ))}
      </div>
      {asking !== null && (
        <ReasonForm
          key={asking}
          step={asking}
          isPending={act.isPending}
          onCancel={() => setAsking(null)}
          onSend={(reason) => act.mutate({ packageIds: [parcel.id], step: asking, reason })}
        />
      )}
      <ErrorNote error={act.error} />
    </>
  )
}
