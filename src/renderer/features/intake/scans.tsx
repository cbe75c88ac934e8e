import { Trans } from '@lingui/react/macro'
import type { ScanOutcome } from '../../../shared/contract/scan.ts'
import type { FeedbackStore } from '../../window/feedback/store.ts'
import type { Scan } from '../../window/scan/scan.ts'
import { answerFor } from '../../parcel/outcome/answer.tsx'
import { asIntake, isDoubtful, type IntakeOutcome } from '../../parcel/outcome/asIntake.ts'
import type { IntakeDesk } from './intakeDesk.ts'
import { isSameParcel, type Draft, type Source } from './draft.ts'

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

export interface IntakeScans {
  /** A parcel's scan on another page: it is in hand before the intake is drawn. */
  begin: (outcome: IntakeOutcome, scan: Scan) => void
  /** A scan while the intake is open; false leaves it to what a scan does everywhere. */
  take: (outcome: ScanOutcome, scan: Scan) => boolean
}

/** What scans mean to the intake. */
export function createIntakeScans(
  intake: IntakeDesk,
  feedback: FeedbackStore,
  open: (packageId: string) => void,
): IntakeScans {
  return {
    begin: (outcome, scan) => intake.arrive({ ...outcome, symbology: symbologyOf(scan) }),
    take: (outcome, scan) => {
      const { draft, sending, piling, pile } = intake.state.get()
      const source = sourceOf(outcome, scan, sending ? null : draft)
      if (source) {
        // A parcel in hand is kept first, and that is what the banner then says.
        if (outcome.kind === 'intake' && !piling && (!draft || sending)) feedback.show(answerFor(outcome))
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
          actions: [{ label: <Trans>Open it</Trans>, onPress: () => open(id) }],
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
    },
  }
}
