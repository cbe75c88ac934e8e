import { useMemo } from 'react'
import { usePlace } from '../../lib/usePlace.ts'
import { daysBetween } from './age.ts'

export interface Formats {
  timezone: string
  /** A calendar date (YYYY-MM-DD), such as the end of an absence. */
  date: (day: string) => string
  /** Hours and minutes in the building. */
  time: (instant: string) => string
  /** Day and time in the building, for histories. */
  moment: (instant: string) => string
  /** Calendar days since an instant. */
  days: (instant: string, now: number) => number
}

/** Québec writes 14 h 05 in French and 2:05 p.m. in English. */
const REGION: Readonly<Record<string, string>> = { fr: 'fr-CA', en: 'en-CA' }

const thisYear = () => String(new Date().getFullYear())

/** Dates and times of the building, in the language of the screen. */
export function useFormats(): Formats {
  const { locale: language, timeZone: timezone = 'America/Toronto' } = usePlace()
  const locale = REGION[language] ?? language
  return useMemo(() => {
    const date = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' })
    const shortDate = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', timeZone: 'UTC' })
    const time = new Intl.DateTimeFormat(locale, { hour: 'numeric', minute: '2-digit', timeZone: timezone })
    const moment = new Intl.DateTimeFormat(locale, {
      weekday: 'short',
      day: 'numeric',
      month: 'short',
      hour: 'numeric',
      minute: '2-digit',
      timeZone: timezone,
    })
    return {
      timezone,
      date: (day) => (day.startsWith(thisYear()) ? shortDate : date).format(new Date(`${day.slice(0, 10)}T00:00:00Z`)),
      time: (instant) => time.format(new Date(instant)),
      moment: (instant) => moment.format(new Date(instant)),
      days: (instant, now) => daysBetween(instant, now, timezone),
    }
  }, [locale, timezone])
}
