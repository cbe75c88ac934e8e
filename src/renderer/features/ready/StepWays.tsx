import { Trans, useLingui } from '@lingui/react/macro'
import { CircleUserRound } from 'lucide-react'
import type { Response } from '../../../shared/contract/index.ts'
import { isOptional } from '../../../shared/setup/steps.ts'
import { Button } from '../../../ui/index.ts'
import { useMay } from '../../window/data/useMay.ts'
import { useSend } from '../../window/data/queries.ts'
import { useDesk } from '../../window/desk/useDesk.ts'
import { useFeedback } from '../../window/desk/useFeedback.ts'
import { STEP_WORDS } from './steps.ts'

interface StepWaysProps {
  step: Response<'setup.get'>['steps'][number]
  isNext: boolean
  isAdding: boolean
  /** Opens the form of what is added on this page itself. */
  onAdd: () => void
}

/** The ways to a step: the usual one stands out where it comes next, and stays when the step is done. */
export function StepWays({ step: { id, state }, isNext, isAdding, onAdd }: StepWaysProps) {
  const { i18n } = useLingui()
  const { navigate, actions } = useDesk()
  const feedback = useFeedback()
  const mayWrite = useMay('directory.write')
  const skip = useSend('setup.skip', { onError: feedback.fail })
  const print = useSend('labels.printTest', { onError: feedback.fail })
  const usual = state === 'done' ? 'plain' : isNext ? 'primary' : 'quiet'
  const other = state === 'done' ? 'plain' : 'quiet'
  const isTried = id === 'label' || id === 'scanner'
  const { ways } = STEP_WORDS[id]
  return (
    <div className="row readiness-ways">
      {state !== 'not_needed' && (
        <>
          {id === 'pin' && state === 'missing' && (
            <Button variant={usual} icon={CircleUserRound} onPress={() => actions.run('session.switch')}>
              <Trans>Choose a PIN</Trans>
            </Button>
          )}
          {id === 'shelves' && !isAdding && (
            <Button variant={usual} isDisabled={!mayWrite} onPress={onAdd}>
              <Trans>Add shelves</Trans>
            </Button>
          )}
          {id === 'label' && (
            <Button variant={usual} isPending={print.isPending} onPress={() => print.mutate({})}>
              <Trans>Print a test label</Trans>
            </Button>
          )}
          {(state === 'missing' ? ways : ways.slice(0, 1)).map(({ to, label }, at) => (
            <Button key={to} variant={at === 0 && !isTried ? usual : other} onPress={() => navigate(to)}>
              {i18n._(label)}
            </Button>
          ))}
        </>
      )}
      {isOptional(id) && state !== 'done' && (
        <Button
          variant="plain"
          isPending={skip.isPending}
          onPress={() => skip.mutate({ step: id, isNeeded: state === 'not_needed' })}
        >
          {state === 'not_needed' ? <Trans>Needed after all</Trans> : <Trans>Not needed here</Trans>}
        </Button>
      )}
    </div>
  )
}
