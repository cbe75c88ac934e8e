import { Plural, Trans } from '@lingui/react/macro'
import type { ScanOutcome } from '../../../shared/contract/scan.ts'
import { claimsOf } from '../../window/feedback/claims.ts'
import type { FeedbackStore } from '../../window/feedback/store.ts'
import type { Scan } from '../../window/scan/scan.ts'
import { undoOffer } from '../../parcel/acts/acts.tsx'
import { answerFor } from '../../parcel/outcome/answer.tsx'
import type { Opening } from './collectors.ts'
import { read } from './form.ts'
import { cleanCode, scanned } from './selection.ts'
import { formOf, type HandoverPorts, type Handovers } from './store.ts'
import { addressOf, packageOf, type Target } from './target.ts'

export interface HandoverScanPorts {
  handovers: Handovers
  feedback: FeedbackStore
  /** What waits for the person of a hand-over. */
  open: (target: Target) => Promise<Opening>
  navigate: (to: string) => void
  /** The scan comes once more, as if it had just been read. */
  again: (scan: Scan) => void
}

/** Others than who collects were told by a letter, which is not taken back. */
function ToldAlready({ names }: { names: readonly string[] }) {
  const all = names.join(', ')
  return (
    <Trans>
      The notice to <bdi translate="no">{all}</bdi> had left already.
    </Trans>
  )
}

/** Says that parcels were handed over, and how to take it back. */
export const sayDone =
  (feedback: FeedbackStore): HandoverPorts['sayDone'] =>
  ({ count, actId, written }, { collectedBy: name, packageIds }, { unit }) =>
    feedback.show({
      tone: 'ok',
      about: claimsOf('hand_over', packageIds),
      unit: unit?.number ?? null,
      title: <Plural value={count} one={`# parcel handed to ${name}`} other={`# parcels handed to ${name}`} />,
      ...(written.length > 0 && { detail: <ToldAlready names={written} /> }),
      actions: [undoOffer(feedback, actId)],
    })

/** What a scan means while the page of a hand-over is open, with or without a person: it ticks, it proves, or it warns. */
export function createHandoverScans({ handovers, feedback, open, navigate, again }: HandoverScanPorts) {
  let goesOn: Scan | null = null

  /** Nobody yet: here, the carrier's own barcode of a parcel means the same as our label on it. */
  const begin = (outcome: ScanOutcome): boolean => {
    if (outcome.kind !== 'known') return false
    feedback.show(answerFor({ kind: 'hand_over', package: outcome.package }))
    const { id, unassigned } = outcome.package
    navigate(unassigned ? `/packages/${id}` : addressOf({ packageId: id }))
    return true
  }

  /** A new parcel: not at once. Whoever wants it all the same has the scan go on as it would have. */
  const keepApart = (outcome: ScanOutcome, scan: Scan): boolean => {
    const register = () => {
      goesOn = scan
      again(scan)
    }
    feedback.show({
      tone: 'attention',
      title: <Trans>Finish this hand-over first, then scan the new parcel</Trans>,
      detail: (
        <>
          {answerFor(outcome).detail} · <Trans>What was entered here is kept: F4 leads back to it.</Trans>
        </>
      ),
      actions: [{ label: <Trans>Register it now</Trans>, shortcut: 'F12', onPress: register }],
    })
    return true
  }

  return async (target: Target | null, outcome: ScanOutcome, scan: Scan): Promise<boolean> => {
    if (!target) return begin(outcome)
    const opened = await open(target)
    const packageId = packageOf(target)
    // Its page asks for the addressee first.
    if (opened.packages.some(({ id, unassigned }) => id === packageId && unassigned)) return false
    const form = formOf(handovers.begun.get(), target)
    const { ids, isBegun } = read(form, opened, target)

    if (outcome.kind === 'command') {
      if (outcome.command !== 'done' || opened.packages.length === 0) return false
      void handovers.finish(target, opened)
      return true
    }
    if (outcome.kind === 'intake') return isBegun && goesOn !== scan && keepApart(outcome, scan)
    if (outcome.kind === 'gone' || outcome.kind === 'lost' || outcome.kind === 'taken_back') {
      const { id } = outcome.package
      // Not at once: somebody stands at the desk and waits.
      const show = () => navigate(`/packages/${id}`)
      feedback.show({ ...answerFor(outcome), actions: [{ label: <Trans>Open it</Trans>, onPress: show }] })
      return true
    }
    if (outcome.kind !== 'hand_over' && outcome.kind !== 'pickup' && outcome.kind !== 'known') return false
    const matches = outcome.kind === 'pickup' ? [outcome.package, ...outcome.others] : [outcome.package]
    const row = matches.find(({ id }) => opened.packages.some((one) => one.id === id)) ?? outcome.package
    const verdict = scanned(opened.packages, ids, row.id)
    if (verdict === 'other_person') {
      handovers.change(target, { other: row })
      feedback.show({
        tone: 'attention',
        unit: row.unit?.number ?? null,
        title: <Trans>Not theirs: {row.shortNumber} is for someone else</Trans>,
        detail: row.resident ? <bdi translate="no">{row.resident.name}</bdi> : <Trans>Nothing was selected.</Trans>,
      })
      return true
    }
    if (form.other) handovers.change(target, { other: null })
    if (verdict === 'ticked') handovers.tick(target, row.id, true)
    if (outcome.kind === 'pickup') handovers.change(target, { proof: 'code', code: cleanCode(outcome.code) })
    // The scan that opened this page was already answered.
    if (row.id === packageId && verdict === 'already' && outcome.kind !== 'pickup') return true
    const count = ids.length + (verdict === 'ticked' ? 1 : 0)
    feedback.show({
      tone: verdict === 'ticked' || outcome.kind === 'pickup' ? 'ok' : 'known',
      unit: row.unit?.number ?? null,
      title:
        outcome.kind === 'pickup' ? (
          <Trans>Pickup code accepted</Trans>
        ) : verdict === 'ticked' ? (
          <Trans>{row.shortNumber} is selected</Trans>
        ) : (
          <Trans>{row.shortNumber} was already selected</Trans>
        ),
      detail: <Trans>{count} to hand over</Trans>,
    })
    return true
  }
}
