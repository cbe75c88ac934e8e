import { useMemo } from 'react'
import { useLingui } from '@lingui/react/macro'
import { useNow } from '../../lib/clock.ts'
import { format, type Place } from '../../lib/format.ts'

const DAY_MS = 86_400_000

/** Calendar days of the building: their key, and their name as people say it. */
export function useDays(place: Place): { keyOf: (at: string) => string; nameOf: (at: string) => string } {
  const { t } = useLingui()
  const now = useNow()
  return useMemo(() => {
    const key = format({ ...place, locale: 'en' }, { dateStyle: 'short' })
    const long = format(place, { weekday: 'long', day: 'numeric', month: 'long' })
    const withYear = format(place, { dateStyle: 'long' })
    // A page of messages has few different hours: the formatter is the slow part.
    const known = new Map<string, string>()
    const keyOf = (at: string) => {
      const hour = at.slice(0, 15)
      let found = known.get(hour)
      if (found === undefined) known.set(hour, (found = key.format(new Date(at))))
      return found
    }
    const today = key.format(now)
    const yesterday = key.format(now - DAY_MS)
    const nameOf = (at: string) => {
      const day = keyOf(at)
      if (day === today) return t`Today`
      if (day === yesterday) return t`Yesterday`
      return (day.slice(0, 4) === today.slice(0, 4) ? long : withYear).format(new Date(at))
    }
    return { keyOf, nameOf }
  }, [place, now, t])
}
