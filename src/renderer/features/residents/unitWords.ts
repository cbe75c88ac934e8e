import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import type { UnitRow } from '../../../shared/contract/units.ts'
import type { NOTICE_RULES } from '../../../shared/people/kinds.ts'

/** What a unit is. */
export const UNIT_KIND_WORDS: Readonly<Record<UnitRow['kind'], MessageDescriptor>> = {
  residential: msg`Residential`,
  commercial: msg`Commercial`,
  parking: msg`Parking space`,
  locker: msg`Locker`,
}

/** Who is told of what comes for a unit. */
export const NOTICE_RULE_WORDS: Readonly<Record<(typeof NOTICE_RULES)[number], MessageDescriptor>> = {
  all: msg`All who live there`,
  named: msg`Named people only`,
}
