import { useMemo } from 'react'
import { msg } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { useNavigate } from '@tanstack/react-router'
import { Layers, PackagePlus, UserX, X } from 'lucide-react'
import { ofScreen } from '../../window/actions/screens.ts'
import { useActions } from '../../window/desk/useActions.ts'
import type { Action } from '../../window/actions/store.ts'
import { useFeedback } from '../../window/desk/useFeedback.ts'
import { answerFor } from '../../parcel/outcome/answer.tsx'
import { asIntake, isDoubtful } from '../../parcel/outcome/asIntake.ts'
import type { Scan } from '../../window/scan/scan.ts'
import { useScanHandler } from '../../window/desk/useScanHandler.ts'
import type { ScanOutcome } from '../../../shared/contract/scan.ts'
import { Button } from '../../../ui/index.ts'
import { DraftCard } from './DraftCard.tsx'
import { PileView } from './PileView.tsx'
import { Ready } from './Ready.tsx'
import { usePreset } from './usePreset.ts'
import { useIntake } from './useIntake.ts'
import { isSameParcel, type Draft, type Source } from './draft.ts'
import './intake.css'

/** The symbology that the gun announces before the code, when it is set to. */
const symbologyOf = ({ text, aim }: Scan): string | null => aim ?? /^\][A-Za-z][0-9A-Za-z]/.exec(text)?.[0] ?? null

/**
 * The parcel that a scan begins. A code that no carrier writes, or that was misread, begins none: it may stand for a shop's
 * order beside the real barcode, so it is left to be asked about. Only the one that is already in hand needs no question.
 */
function sourceOf(outcome: ScanOutcome, scan: Scan, inHand: Draft | null): Source | null {
  const symbology = symbologyOf(scan)
  if (outcome.kind === 'intake') return { ...outcome, symbology }
  if (!isDoubtful(outcome) || !inHand) return null
  const source = { ...asIntake(outcome), symbology }
  return isSameParcel(inHand, source) ? source : null
}

const NONE: readonly Action[] = []

/** Registering what carriers bring: scan, type who it is for, Enter. */
export function IntakeScreen() {
  const { intake, state } = useIntake()
  const feedback = useFeedback()
  const preset = usePreset()
  const navigate = useNavigate()
  const { draft, piling, pile } = state

  useScanHandler((outcome, scan) => {
    const source = sourceOf(outcome, scan, state.sending ? null : draft)
    if (source) {
      // A parcel in hand is kept first, and that is what the banner then says.
      if (outcome.kind === 'intake' && !piling && (!draft || state.sending)) feedback.show(answerFor(outcome))
      intake.arrive(source)
      return true
    }
    if (outcome.kind === 'command' && draft) {
      // As the next parcel would: what is in hand is kept, without an addressee.
      if (outcome.command === 'next') void intake.register(null)
      if (outcome.command === 'done')
        feedback.show({ tone: 'attention', title: <Trans>First say who it is for</Trans> })
      return outcome.command === 'next' || outcome.command === 'done'
    }
    if ((outcome.kind === 'known' || outcome.kind === 'lost') && piling) {
      const { id } = outcome.package
      const inPile = pile.items.some((item) => item.id === id)
      feedback.show({
        ...answerFor(outcome),
        ...(inPile && { title: <Trans>Already in this pile</Trans> }),
        actions: [
          { label: <Trans>Open it</Trans>, onPress: () => void navigate({ to: '/packages/$id', params: { id } }) },
        ],
      })
      return true
    }
    if (outcome.kind === 'shelf' && draft) {
      const { shelf } = outcome
      intake.change((now) => ({ ...now, shelf: { id: shelf.id, code: shelf.code } }))
      feedback.show({ tone: 'ok', title: <Trans>It goes on shelf {shelf.code}</Trans> })
      return true
    }
    return false
  })

  const actions = useMemo(
    (): readonly Action[] => [
      {
        ...ofScreen('intake.manual'),
        keywords: msg`manual no number`,
        icon: PackagePlus,
        perform: () => intake.arrive({ kind: 'manual' }),
      },
      {
        ...ofScreen('intake.pile'),
        keywords: msg`batch many rapid`,
        icon: Layers,
        perform: () => intake.setPiling(!intake.state().piling),
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
