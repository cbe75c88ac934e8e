import { useLingui } from '@lingui/react/macro'
import type { UnitRow } from '../../../../shared/contract/units.ts'
import { UNIT_KIND_WORDS } from '../unitWords.ts'

/** What a unit is and where: "Residential · Floor 12 · Tower 2". */
export function UnitPlace({ unit: { kind, floor, tower } }: { unit: Pick<UnitRow, 'kind' | 'floor' | 'tower'> }) {
  const { i18n, t } = useLingui()
  return (
    <>
      {[
        i18n._(UNIT_KIND_WORDS[kind]),
        ...(floor === null ? [] : [t`Floor ${floor}`]),
        ...(tower === null ? [] : [t`Tower ${tower}`]),
      ].join(' · ')}
    </>
  )
}
