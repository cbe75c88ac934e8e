import { useEffect } from 'react'
import { useSelector } from '@tanstack/react-store'
import { useRouterState } from '@tanstack/react-router'
import { Trans, useLingui } from '@lingui/react/macro'
import { ArrowRight, CircleCheckBig, ListChecks } from 'lucide-react'
import { SETUP_STEPS } from '../../../shared/setup/steps.ts'
import { STEP_WORDS, stepsAt } from '../../features/ready/steps.ts'
import { Button } from '../../../ui/index.ts'
import { useRoute, useSend } from '../../window/data/queries.ts'
import { useDesk } from '../../window/desk/useDesk.ts'
import { useFeedback } from '../../window/desk/useFeedback.ts'
import './setup.css'

/** While a building is set up: from each screen the way to the next step, and to the list of all. */
export function SetupBar() {
  const { i18n, t } = useLingui()
  const { navigate, scans } = useDesk()
  const feedback = useFeedback()
  const setup = useRoute('setup.get', {}).data
  const href = useRouterState({ select: ({ location }) => location.href })
  const scanned = useSend('setup.scanned').mutate
  const turn = useSend('setup.turn', { onError: feedback.fail })
  const last = useSelector(scans.status, ({ last }) => last)
  const isScannerMissing = setup?.steps.some(({ id, state }) => id === 'scanner' && state === 'missing') ?? false
  useEffect(() => {
    if (isScannerMissing && last && !last.scan.corrupt && last.scan.via !== 'screen') scanned({})
  }, [isScannerMissing, last, scanned])
  if (!setup?.isOn || href === '/ready') return null
  const missing = setup.steps.filter(({ state }) => state === 'missing').map(({ id }) => id)
  const here = Math.max(-1, ...stepsAt(href).map((step) => SETUP_STEPS.indexOf(step)))
  const next = missing.find((step) => SETUP_STEPS.indexOf(step) > here) ?? missing[0]
  const done = setup.steps.length - missing.length
  const to = next && (STEP_WORDS[next].ways[0]?.to ?? '/ready')
  return (
    <section className="setup" aria-label={t`Set-up`}>
      <span className="setup-done">
        <Trans>
          Set-up: {done} of {setup.steps.length} done
        </Trans>
      </span>
      <progress className="progress setup-progress" aria-hidden value={done} max={setup.steps.length} />
      <Button icon={ListChecks} onPress={() => navigate('/ready')}>
        <Trans>All steps</Trans>
      </Button>
      {next && to && to !== href && (
        <Button icon={ArrowRight} onPress={() => navigate(to)}>
          <Trans>Next: {i18n._(STEP_WORDS[next].label)}</Trans>
        </Button>
      )}
      {missing.length === 0 && (
        <Button
          variant="primary"
          icon={CircleCheckBig}
          isPending={turn.isPending}
          onPress={() => turn.mutate({ isOn: false })}
        >
          <Trans>Finish the set-up</Trans>
        </Button>
      )}
    </section>
  )
}
