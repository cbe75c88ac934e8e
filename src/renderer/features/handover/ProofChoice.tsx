import { Trans, useLingui } from '@lingui/react/macro'
import { Eye, IdCard, KeyRound, PenLine } from 'lucide-react'
import type { Proof } from '../../../shared/contract/packages.ts'
import { PROOF_WORDS } from '../../parcel/words/words.ts'
import { Kbd, Note, RadioCards, TextField } from '../../../ui/index.ts'
import { useStartFocus } from '../../../ui/useStartFocus.ts'
import { SignaturePad } from '../../parcel/signature/SignaturePad.tsx'
import type { Handover } from './useHandover.ts'

/** The least intrusive proof first. */
export const PROOF_ORDER = ['code', 'known', 'id_seen', 'signature'] as const satisfies readonly Proof[]

const ICONS = { code: KeyRound, known: Eye, id_seen: IdCard, signature: PenLine } as const

/** How the person proved who they are. Nothing about an identity paper is ever recorded. */
export function ProofChoice({ handover, signatureAsked }: { handover: Handover; signatureAsked: boolean }) {
  const { i18n, t } = useLingui()
  return (
    <div className="stack proof" data-gap="small" data-proof>
      {signatureAsked && (
        <Note tone="attention">
          <Trans>The carrier asks for a signature for one of these parcels.</Trans>
        </Note>
      )}
      <div data-lacks="proof">
        <RadioCards<Proof>
          hideLabel
          label={t`Proof of pickup`}
          choices={PROOF_ORDER.map((proof, index) => ({
            id: proof,
            icon: ICONS[proof],
            label: (
              <>
                {i18n._(PROOF_WORDS[proof])} <Kbd>Alt+{index + 1}</Kbd>
              </>
            ),
          }))}
          value={handover.proof}
          onChange={handover.setProof}
        />
      </div>
      {handover.proof === 'code' && <Code handover={handover} />}
      {handover.proof === 'id_seen' && (
        <p className="small">
          <Trans>Look at the ID and give it back: nothing about it is recorded, only that it was seen.</Trans>
        </p>
      )}
      {handover.proof === 'known' && (
        <p className="small">
          <Trans>You know the person. Your name stays in the history.</Trans>
        </p>
      )}
      {handover.proof === 'signature' && (
        <div data-lacks="signature">
          <SignaturePad strokes={handover.strokes} onChange={handover.setStrokes} />
        </div>
      )}
    </div>
  )
}

/** Three and three, as people read it out. */
const spaced = (code: string): string => (code.length > 3 ? `${code.slice(0, 3)} ${code.slice(3)}` : code)

function Code({ handover }: { handover: Handover }) {
  const { t } = useLingui()
  const start = useStartFocus()
  return (
    <div className="proof-code" data-lacks="code">
      <TextField
        inputRef={start}
        size="large"
        inputMode="numeric"
        label={t`Pickup code`}
        help={<Trans>Ask for their name or unit too: the code alone does not say who stands here.</Trans>}
        value={spaced(handover.code)}
        onChange={handover.setCode}
      />
    </div>
  )
}
