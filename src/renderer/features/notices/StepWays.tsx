import { useState } from 'react'
import { useLingui } from '@lingui/react/macro'
import type { PackageRow } from '../../../shared/contract/packages.ts'
import { STEPS, type StepName } from '../../../shared/packages/lifecycle.ts'
import { Button } from '../../../ui/index.ts'
import { useStep } from '../../parcel/acts/useStep.tsx'
import { ReasonForm } from '../../parcel/ReasonForm.tsx'
import { STEP_WORDS } from '../../parcel/words/words.ts'
import { useMay } from '../../window/data/useMay.ts'
import { ErrorNote } from '../../window/errors/ErrorNote.tsx'

const WAYS = ['hold', 'return', 'forward'] as const satisfies readonly StepName[]

/** What can become of a parcel that nobody collects: each with its reason, asked in place. */
export function StepWays({ parcel }: { parcel: Pick<PackageRow, 'id' | 'shortNumber' | 'unit'> }) {
  const { i18n } = useLingui()
  const mayHold = useMay(STEPS.hold.permission)
  const mayReturn = useMay(STEPS.return.permission)
  const [asking, setAsking] = useState<(typeof WAYS)[number] | null>(null)
  const act = useStep(parcel, () => setAsking(null))
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
