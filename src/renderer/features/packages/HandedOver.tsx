import { Trans, useLingui } from '@lingui/react/macro'
import type { PackageDetail } from '../../../shared/contract/packages.ts'
import { PROOF_WORDS } from '../../parcel/words/words.ts'
import { Panel } from '../../../ui/index.ts'
import { SignatureInk } from '../../parcel/signature/SignatureInk.tsx'
import { useFormats } from '../../parcel/words/useFormats.ts'

/** Who has it now, and how they proved who they are. */
export function HandedOver({ handover }: { handover: NonNullable<PackageDetail['handover']> }) {
  const { i18n, t } = useLingui()
  const formats = useFormats()
  return (
    <Panel tone="ok" title={<Trans>Handed over</Trans>}>
      <dl className="facts">
        <dt>
          <Trans>To</Trans>
        </dt>
        <dd translate="no">{handover.collectedBy}</dd>
        <dt>
          <Trans>When</Trans>
        </dt>
        <dd>{formats.moment(handover.at)}</dd>
        <dt>
          <Trans>By</Trans>
        </dt>
        <dd translate="no">{handover.handedBy}</dd>
        <dt>
          <Trans>Proof</Trans>
        </dt>
        <dd>{i18n._(PROOF_WORDS[handover.proof])}</dd>
      </dl>
      {handover.signature !== null && (
        <SignatureInk path={handover.signature} label={t`Signature of ${handover.collectedBy}`} />
      )}
    </Panel>
  )
}
