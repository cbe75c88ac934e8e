import { Trans } from '@lingui/react/macro'
import { HandHelping, KeyRound, ScanBarcode } from 'lucide-react'
import { useRoute } from '../../window/data/queries.ts'
import { HandoverSearch } from './HandoverSearch.tsx'
import { LeftOpen } from './LeftOpen.tsx'
import type { Target } from './target.ts'

/** Nobody at the desk yet: three ways to begin, and all of them end on the same page. */
export function HandoverStart({ onChoose }: { onChoose: (target: Target) => void }) {
  const waiting = useRoute('packages.counts', {}).data?.waiting
  return (
    <div className="stack" data-gap="large">
      <h1>
        <Trans>Hand-over</Trans>
      </h1>
      <LeftOpen />
      <HandoverSearch onChoose={onChoose}>
        <ul className="start-ways">
          <li>
            <ScanBarcode size={36} strokeWidth={1.5} aria-hidden />
            <strong>
              <Trans>Scan our label</Trans>
            </strong>
            <span className="muted">
              <Trans>Or the carrier’s barcode: everything waiting for that person opens.</Trans>
            </span>
          </li>
          <li>
            <KeyRound size={36} strokeWidth={1.5} aria-hidden />
            <strong>
              <Trans>Scan the pickup code</Trans>
            </strong>
            <span className="muted">
              <Trans>From the resident’s notice: it is also the proof.</Trans>
            </span>
          </li>
          <li>
            <HandHelping size={36} strokeWidth={1.5} aria-hidden />
            <strong>
              <Trans>Or type what they say</Trans>
            </strong>
            <span className="muted">
              {waiting === 0 ? (
                <Trans>Nothing is waiting right now.</Trans>
              ) : (
                <Trans>Name, unit, telephone, six digits of the notice, A12, shelf: Enter opens.</Trans>
              )}
            </span>
          </li>
        </ul>
      </HandoverSearch>
    </div>
  )
}
