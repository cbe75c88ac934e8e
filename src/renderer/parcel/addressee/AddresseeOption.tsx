import type { ReactNode } from 'react'
import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { CalendarOff, Forward, Package, PackageX, UserX } from 'lucide-react'
import type { AddresseeHit } from '../../../shared/contract/directory.ts'
import { Chip } from '../../../ui/index.ts'
import { UnitBadge } from '../marks/marks.tsx'
import { useFormats } from '../words/useFormats.ts'
import { OCCUPANCY_WORDS } from './words.ts'

/** One person or unit as a search finds them: the door first, then who, then what the desk must know. */
export function AddresseeOption({ hit, hint }: { hit: AddresseeHit; hint?: ReactNode }) {
  const { i18n } = useLingui()
  const formats = useFormats()
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
        {hit.former && (
          <Chip tone="error" icon={UserX}>
            <Trans>Moved out</Trans>
          </Chip>
        )}
        {!hit.former && (!hit.receives || hit.vacant) && (
          <Chip tone="attention" icon={PackageX}>
            {hit.vacant ? <Trans>Vacant</Trans> : <Trans>No parcels here</Trans>}
          </Chip>
        )}
        {hit.absence && (
          <Chip tone="attention" icon={hit.absence.kind === 'forward' ? Forward : CalendarOff}>
            {hit.absence.kind === 'forward' ? (
              <Trans>Away until {formats.date(hit.absence.to)}: forward</Trans>
            ) : (
              <Trans>Away until {formats.date(hit.absence.to)}</Trans>
            )}
          </Chip>
        )}
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
