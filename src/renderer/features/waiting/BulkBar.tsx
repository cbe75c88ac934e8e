import { useState } from 'react'
import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { X } from 'lucide-react'
import type { PackageRow } from '../../../shared/contract/packages.ts'
import { STEPS } from '../../../shared/packages/lifecycle.ts'
import { claimsOf } from '../../window/feedback/claims.ts'
import { useAct } from '../../parcel/acts/useAct.tsx'
import { EventWord } from '../../parcel/words/spoken.tsx'
import { STEP_WORDS } from '../../parcel/words/words.ts'
import { Button } from '../../../ui/index.ts'
import { ErrorNote } from '../../window/errors/ErrorNote.tsx'
import { commonSteps, type BulkStep } from './steps.ts'
import { ReasonForm } from '../../parcel/ReasonForm.tsx'

/** One step for all marked parcels at once: all of them, or none. */
export function BulkBar({ rows, onDone }: { rows: readonly PackageRow[]; onDone: () => void }) {
  const { i18n } = useLingui()
  const [asking, setAsking] = useState<BulkStep | null>(null)
  const count = rows.length
  const send = useAct('packages.step', {
    says: (_, { step, packageIds }) => ({
      about: claimsOf(step, packageIds),
      title: <EventWord type={STEPS[step].event} />,
      detail: <Plural value={packageIds.length} one="# parcel" other="# parcels" />,
    }),
    after: onDone,
  })
  const take = (step: BulkStep, reason = '') => send.mutate({ packageIds: rows.map(({ id }) => id), step, reason })
  return (
    <section className="panel bulk" data-sunken>
      <div className="row">
        <strong>
          <Plural value={count} one="# parcel marked" other="# parcels marked" />
        </strong>
        {commonSteps(rows).map((step) => (
          <Button
            key={step}
            isPending={send.isPending}
            onPress={() => (STEPS[step].needs.includes('reason') ? setAsking(step) : take(step))}
          >
            {i18n._(STEP_WORDS[step])}
          </Button>
        ))}
        <Button variant="plain" icon={X} onPress={onDone}>
          <Trans>Deselect all</Trans>
        </Button>
      </div>
      {asking && (
        <ReasonForm
          step={asking}
          isPending={send.isPending}
          onCancel={() => setAsking(null)}
          onSend={(reason) => take(asking, reason)}
        />
      )}
      <ErrorNote error={send.error} />
    </section>
  )
}
