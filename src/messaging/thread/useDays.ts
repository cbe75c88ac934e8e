import { useMemo } from 'react'
import { useLingui } from '@lingui/react/macro'
import { useNow } from '../../ui/clock.ts'
import type { TimeDisplay } from '../../ui/format.ts'
import { daysOf, type Days } from './days.ts'

/** Calendar days of the building, in the language of the screen. */
export function useDays(display: TimeDisplay): Days {
  const { t } = useLingui()
  const now = useNow()
  const today = t`Today`
  const yesterday = t`Yesterday`
  return useMemo(() => daysOf(display, now, { today, yesterday }), [display, now, today, yesterday])
}
