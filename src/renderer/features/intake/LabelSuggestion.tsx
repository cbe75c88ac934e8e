import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import { Trans, useLingui } from '@lingui/react/macro'
import type { AddresseeHit } from '../../../shared/contract/directory.ts'
import type { AddresseeSuggestion, LabelAddressee } from '../../../shared/contract/scan.ts'
import { careOf } from '../../../shared/packages/care.ts'
import { CareWords } from '../../parcel/words/CareWords.tsx'
import { Button, Note, type Tone } from '../../../ui/index.ts'
import { AddresseeOption } from '../../parcel/addressee/AddresseeOption.tsx'
import { hitKey } from '../../parcel/addressee/AddresseeSearch.tsx'

const SURE: Readonly<Record<AddresseeSuggestion['confidence'], { tone: Tone; words: MessageDescriptor }>> = {
  sure: { tone: 'ok', words: msg`Sure` },
  likely: { tone: 'known', words: msg`Likely` },
  possible: { tone: 'attention', words: msg`Possible only` },
}

const WHY: Readonly<Record<AddresseeSuggestion['why'], MessageDescriptor>> = {
  unit_and_name: msg`unit and name match`,
  unit_and_part: msg`the unit matches, and part of the name`,
  unit: msg`the label has the unit but no name`,
  name: msg`the name matches, the label has no unit of this building`,
  name_other_unit: msg`the name matches, but not the unit on the label`,
  unit_other_name: msg`the unit matches, the name is not known there`,
  several: msg`the label fits several: choose by what you can read`,
}

/** Whom the carrier's own bar code names, who that is here, and how sure that is. */
export function LabelSuggestion({
  label,
  byEnter,
  onAccept,
}: {
  label: LabelAddressee
  byEnter: boolean
  onAccept: (hit: AddresseeHit) => void
}) {
  const { i18n } = useLingui()
  const { suggestion } = label
  const hits = suggestion ? [suggestion.hit, ...suggestion.others] : []
  const care = suggestion && careOf(suggestion.hit)
  const printed = [label.name, label.unit === null ? label.line : `${label.line ?? ''} (${label.unit})`, label.postal]
  return (
    <Note tone={suggestion && !care ? SURE[suggestion.confidence].tone : 'attention'}>
      <div className="stack" data-gap="small">
        {suggestion ? (
          <>
            <p>
              <strong>{i18n._(SURE[suggestion.confidence].words)}</strong> · {i18n._(WHY[suggestion.why])}
            </p>
            {hits.map((hit) => (
              <div className="label-hit" key={hitKey(hit)}>
                <AddresseeOption hit={hit} />
                <Button
                  variant={byEnter ? 'primary' : 'quiet'}
                  {...(byEnter ? { shortcut: 'Enter' } : {})}
                  onPress={() => onAccept(hit)}
                >
                  <Trans>Register for them</Trans>
                </Button>
              </div>
            ))}
            {care && hits.length === 1 && (
              <p>
                <CareWords care={care} />
              </p>
            )}
          </>
        ) : (
          <p>
            <Trans>The label’s addressee is not known here. Search by what you can read.</Trans>
          </p>
        )}
        {label.elsewhere && (
          <p>
            <Trans>
              The postal code on the label, {label.postal}, is not this building’s: it may have come here by mistake.
            </Trans>
          </p>
        )}
        <p className="muted small">
          <Trans>
            On the label: <bdi translate="no">{printed.filter(Boolean).join(', ')}</bdi>
          </Trans>
        </p>
      </div>
    </Note>
  )
}
