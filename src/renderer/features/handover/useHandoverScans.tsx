import { useRef } from 'react'
import { Trans } from '@lingui/react/macro'
import { useNavigate } from '@tanstack/react-router'
import type { PackageRow } from '../../../shared/contract/packages.ts'
import type { Response } from '../../../shared/contract/index.ts'
import { useDesk } from '../../window/desk/useDesk.ts'
import { useFeedback } from '../../window/desk/useFeedback.ts'
import { answerFor } from '../../parcel/outcome/answer.tsx'
import { useScanHandler } from '../../window/desk/useScanHandler.ts'
import type { Scan } from '../../window/scan/scan.ts'
import { scanned } from './selection.ts'
import type { Handover } from './useHandover.ts'

interface Scans {
  opened: Response<'handover.open'>
  packageId: string | null
  handover: Handover
  /** A label of someone else: said here, and offered as a switch. */
  onOther: (row: PackageRow | null) => void
}

/** What a scan means while a hand-over is open: it ticks, it proves, or it warns. */
export function useHandoverScans({ opened, packageId, handover, onOther }: Scans): void {
  const feedback = useFeedback()
  const navigate = useNavigate()
  const { scans } = useDesk()
  const goesOn = useRef<Scan | null>(null)
  useScanHandler((outcome, scan) => {
    if (outcome.kind === 'intake' && handover.isBegun && goesOn.current !== scan) {
      // Not at once either. Whoever wants it all the same has the scan go on as it would have.
      const register = () => {
        goesOn.current = scan
        scans.forget()
        void scans.receive(scan)
      }
      feedback.show({
        tone: 'attention',
        title: <Trans>Finish this hand-over first, then scan the new parcel</Trans>,
        detail: (
          <>
            {answerFor(outcome).detail} · <Trans>Registering it now loses what was entered here.</Trans>
          </>
        ),
        actions: [{ label: <Trans>Register it now</Trans>, shortcut: 'F12', onPress: register }],
      })
      return true
    }
    if (outcome.kind === 'gone' || outcome.kind === 'lost' || outcome.kind === 'taken_back') {
      const { id } = outcome.package
      // Not at once: what was ticked and signed here would be lost.
      const open = () => void navigate({ to: '/packages/$id', params: { id } })
      feedback.show({ ...answerFor(outcome), actions: [{ label: <Trans>Open it</Trans>, onPress: open }] })
      return true
    }
    if (outcome.kind !== 'hand_over' && outcome.kind !== 'pickup' && outcome.kind !== 'known') return false
    const row = outcome.package
    const verdict = scanned(opened.packages, handover.ids, row.id)
    if (verdict === 'other_person') {
      onOther(row)
      feedback.show({
        tone: 'attention',
        unit: row.unit?.number ?? null,
        title: <Trans>Not theirs: {row.shortNumber} is for someone else</Trans>,
        detail: row.resident ? <bdi translate="no">{row.resident.name}</bdi> : <Trans>Nothing was selected.</Trans>,
      })
      return true
    }
    onOther(null)
    handover.tick(row.id, true)
    if (outcome.kind === 'pickup') {
      handover.setProof('code')
      handover.setCode(outcome.code)
    }
    // The scan that opened this page was already answered.
    if (row.id === packageId && verdict === 'already' && outcome.kind !== 'pickup') return true
    const count = handover.ids.length + (verdict === 'ticked' ? 1 : 0)
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
  })
}
