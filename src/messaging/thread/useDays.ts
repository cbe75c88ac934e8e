import { useMemo } from 'react'
import { useLingui } from '@lingui/react/macro'
import { useNow } from '../../ui/clock.ts'
import type { Place } from '../../ui/format.ts'
import { daysOf, type Days } from './days.ts'

/** Calendar days of the building, in the language of the screen. */
export function useDays(place: Place): Days {
  const { t } = useLingui()
  const now = useNow()
  const today = t`Today`
  const yesterday = t`Yesterday`
  return useMemo(() => daysOf(place, now, { today, yesterday }), [place, now, today, yesterday])
}
