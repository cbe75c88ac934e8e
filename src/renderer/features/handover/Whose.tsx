import { Trans, useLingui } from '@lingui/react/macro'
import { Accessibility, DoorOpen } from 'lucide-react'
import type { Response } from '../../../shared/contract/index.ts'
import { Chip } from '../../../ui/index.ts'
import { COLLECTING_WORDS } from '../../parcel/addressee/words.ts'
import { UnitBadge } from '../../parcel/marks/marks.tsx'

/** Whose parcels they are: the unit first, then who, and what to keep in mind when giving them out. */
export function Whose({ unit, resident }: Pick<Response<'handover.open'>, 'unit' | 'resident'>) {
  const { i18n } = useLingui()
  return (
    <header className="handover-head">
      <UnitBadge unit={unit?.number ?? null} size="huge" />
      <div className="stack" data-gap="small">
        <h1>{resident ? <bdi translate="no">{resident.name}</bdi> : <Trans>Everything of this unit</Trans>}</h1>
        {resident && (resident.accessNeed !== '' || resident.collecting !== null) && (
          <p className="row" data-gap="small">
            {resident.accessNeed !== '' && (
              <Chip tone="known" icon={Accessibility}>
                <bdi>{resident.accessNeed}</bdi>
              </Chip>
            )}
            {resident.collecting !== null && (
              <Chip icon={DoorOpen}>{i18n._(COLLECTING_WORDS[resident.collecting])}</Chip>
            )}
          </p>
        )}
      </div>
    </header>
  )
}
