import type { ReactNode } from 'react'
import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { Package } from 'lucide-react'
import type { AddresseeHit } from '../../../shared/contract/directory.ts'
import { careOf } from '../../../shared/packages/care.ts'
import { Chip } from '../../../ui/index.ts'
import { CareChip } from '../marks/CareChip.tsx'
import { UnitBadge } from '../marks/marks.tsx'
import { BelongingName, MayCollect } from '../words/spoken.tsx'
import { OCCUPANCY_WORDS } from './words.ts'

/** One person or unit as a search finds them: the door first, then who, then what the desk must know. */
export function AddresseeOption({ hit, hint }: { hit: AddresseeHit; hint?: ReactNode }) {
  const { i18n } = useLingui()
  const care = careOf(hit)
  return (
    <>
      <UnitBadge unit={hit.unitNumber} size="row" />
      <span className="row-main">
        <span className="row-title">
          {hit.residentId === null ? <Trans>The unit, no name</Trans> : <span translate="no">{hit.name}</span>}
        </span>
        <span className="row-sub">
          {hit.residentId !== null ? (
            i18n._(OCCUPANCY_WORDS[hit.kind])
          ) : hit.vacant ? (
            <Trans>Nobody lives there</Trans>
          ) : (
            <Trans>Anyone who lives there</Trans>
          )}
          {hit.matchedPhone !== undefined && <> · {hit.matchedPhone}</>}
          {hit.matchedBelonging !== undefined && (
            <>
              {' · '}
              <BelongingName one={hit.matchedBelonging} />
            </>
          )}
          {hit.matchedCollector !== undefined && (
            <>
              {' · '}
              <MayCollect name={hit.matchedCollector} />
            </>
          )}
          {hit.matchedAlias !== null && (
            <>
              {' · '}
              <Trans>
                also “<span translate="no">{hit.matchedAlias}</span>”
              </Trans>
            </>
          )}
        </span>
      </span>
      <span className="addressee-marks">
        {care && <CareChip care={care} />}
        {hit.waiting > 0 && (
          <Chip icon={Package}>
            <Plural value={hit.waiting} one="# waiting" other="# waiting" />
          </Chip>
        )}
        {hint}
      </span>
    </>
  )
}
