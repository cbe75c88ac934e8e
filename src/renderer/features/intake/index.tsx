import { useMemo } from 'react'
import { Trans } from '@lingui/react/macro'
import { Layers, PackagePlus, UserX, X } from 'lucide-react'
import { ofScreen } from '../../window/actions/screens.ts'
import { useActions } from '../../window/desk/useActions.ts'
import type { Action } from '../../window/actions/store.ts'
import { Button } from '../../../ui/index.ts'
import { DraftCard } from './DraftCard.tsx'
import { PileView } from './PileView.tsx'
import { Ready } from './Ready.tsx'
import { usePreset } from './usePreset.ts'
import { useIntake } from './useIntake.ts'
import './intake.css'

const NONE: readonly Action[] = []

/** Registering what carriers bring: scan, type who it is for, Enter. */
export function IntakeScreen() {
  const { intake, state } = useIntake()
  const preset = usePreset(intake)
  const { draft, piling, pile } = state

  const actions = useMemo(
    (): readonly Action[] => [
      {
        ...ofScreen('intake.manual'),
        keywords: 'manual no number barcode sans code-barres numéro manuel',
        icon: PackagePlus,
        perform: () => intake.arrive({ kind: 'manual' }),
      },
      {
        ...ofScreen('intake.pile'),
        keywords: 'pile batch many rapid lot plusieurs rapide',
        icon: Layers,
        perform: () => intake.setPiling(!intake.state.get().piling),
      },
    ],
    [intake],
  )
  const inHand = useMemo(
    (): readonly Action[] => [
      {
        ...ofScreen('intake.unknown'),
        icon: UserX,
        perform: () => void intake.register(null),
      },
      {
        ...ofScreen('intake.putDown'),
        icon: X,
        perform: () => intake.drop(),
      },
    ],
    [intake],
  )
  useActions(actions)
  useActions(draft ? inHand : NONE)

  return (
    <div className="intake stack" data-gap="large">
      <header className="row spread">
        <h1>{piling ? <Trans>Intake: a whole pile</Trans> : <Trans>Intake</Trans>}</h1>
        <div className="row">
          {draft ? (
            <>
              <Button
                icon={UserX}
                shortcut="Ctrl+Enter"
                isDisabled={state.sending}
                onPress={() => void intake.register(null)}
              >
                <Trans>Addressee unknown</Trans>
              </Button>
              <Button variant="plain" icon={X} shortcut="Esc" isDisabled={state.sending} onPress={() => intake.drop()}>
                <Trans>Do not register</Trans>
              </Button>
            </>
          ) : (
            <>
              <Button icon={PackagePlus} shortcut="Ctrl+E" onPress={() => intake.arrive({ kind: 'manual' })}>
                <Trans>Without a barcode</Trans>
              </Button>
              <Button icon={Layers} shortcut="Shift+F2" onPress={() => intake.setPiling(!piling)}>
                {piling ? <Trans>End the pile</Trans> : <Trans>Scan a pile</Trans>}
              </Button>
            </>
          )}
        </div>
      </header>
      {draft ? (
        <DraftCard key={draft.id} draft={draft} state={state} intake={intake} preset={preset} />
      ) : piling ? (
        <PileView intake={intake} pile={pile} />
      ) : (
        <Ready intake={intake} preset={preset} />
      )}
    </div>
  )
}
