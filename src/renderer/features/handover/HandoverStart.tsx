import { Trans, useLingui } from '@lingui/react/macro'
import { HandHelping, KeyRound, ScanBarcode } from 'lucide-react'
import { useRoute } from '../../lib/queries.ts'
import { AddresseeSearch } from '../residents/addressee/AddresseeSearch.tsx'
import { targetOf, type Target } from './target.ts'

/** Nobody at the desk yet: three ways to begin, and all of them end on the same page. */
export function HandoverStart({ onChoose }: { onChoose: (target: Target) => void }) {
  const { t } = useLingui()
  const waiting = useRoute('packages.counts', {}).data?.waiting
  return (
    <div className="stack" data-gap="large">
      <h1>
        <Trans>Hand-over</Trans>
      </h1>
      <AddresseeSearch
        startHere
        label={t`Who is collecting? Unit or name`}
        verb={<Trans>opens</Trans>}
        onChoose={(hit) => {
          const target = targetOf(hit)
          if (target) onChoose(target)
        }}
      >
        <ul className="start-ways">
          <li>
            <ScanBarcode size={36} strokeWidth={1.5} aria-hidden />
            <strong>
              <Trans>Scan our label</Trans>
            </strong>
            <span className="muted">
              <Trans>Or the carrier’s barcode: everything that waits for that person opens.</Trans>
            </span>
          </li>
          <li>
            <KeyRound size={36} strokeWidth={1.5} aria-hidden />
            <strong>
              <Trans>Scan the pickup code</Trans>
            </strong>
            <span className="muted">
              <Trans>From the resident’s notice: it is the proof at the same time.</Trans>
            </span>
          </li>
          <li>
            <HandHelping size={36} strokeWidth={1.5} aria-hidden />
            <strong>
              <Trans>Or type the unit or the name</Trans>
            </strong>
            <span className="muted">
              {waiting === 0 ? <Trans>Nothing waits right now.</Trans> : <Trans>Arrows choose, Enter opens.</Trans>}
            </span>
          </li>
        </ul>
      </AddresseeSearch>
    </div>
  )
}
