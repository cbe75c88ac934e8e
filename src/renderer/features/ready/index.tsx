import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { CircleCheckBig } from 'lucide-react'
import { useMay } from '../../window/data/useMay.ts'
import { useRoute, useSend } from '../../window/data/queries.ts'
import { useDesk } from '../../window/desk/useDesk.ts'
import { useFeedback } from '../../window/desk/useFeedback.ts'
import { Button, Note } from '../../../ui/index.ts'
import { StepRow } from './StepRow.tsx'
import './readiness.css'

/** What this building still lacks before its first day, why it matters, and the way to each. */
export function ReadyScreen() {
  const { t } = useLingui()
  const { navigate } = useDesk()
  const feedback = useFeedback()
  const setup = useRoute('setup.get', {}).data
  const building = useRoute('session.get', {}).data?.building
  const mayWrite = useMay('directory.write')
  const turn = useSend('setup.turn', { onSuccess: () => navigate('/intake'), onError: feedback.fail })
  if (!setup || !building) return null
  const missing = setup.steps.filter(({ state }) => state === 'missing')
  const next = missing[0]?.id ?? null
  return (
    <div className="stack readiness" data-gap="large">
      <header>
        <h1>
          <Trans>
            Is <bdi translate="no">{building.name}</bdi> ready?
          </Trans>
        </h1>
        <p className="muted">
          {missing.length === 0 ? (
            <Trans>Yes: nothing is missing.</Trans>
          ) : (
            <Plural
              value={missing.length}
              one="# step is missing. The desk works without it; each says what it is for."
              other="# steps are missing. The desk works without them; each says what it is for."
            />
          )}
        </p>
      </header>
      {building.isSample && (
        <Note tone="known">
          <Trans>This is the sample: its people and parcels are invented.</Trans>
        </Note>
      )}
      {!mayWrite && (
        <Note tone="attention">
          <Trans>Units, residents and shelves are added by managers and administrators.</Trans>
        </Note>
      )}
      <ol className="readiness-steps" aria-label={t`Steps`}>
        {setup.steps.map((step) => (
          <StepRow key={step.id} step={step} isNext={step.id === next} />
        ))}
      </ol>
      {setup.isOn && (
        <div className="row">
          <Button
            variant={missing.length === 0 ? 'primary' : 'quiet'}
            size="large"
            icon={CircleCheckBig}
            isPending={turn.isPending}
            onPress={() => turn.mutate({ isOn: false })}
          >
            <Trans>Finish the set-up</Trans>
          </Button>
        </div>
      )}
    </div>
  )
}
