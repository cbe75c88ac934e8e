import { ageInDays } from '../../../shared/packages/age.ts'
import { dateIn } from '../../../shared/time/zone.ts'
import { format, formatTime } from '../../../ui/format.ts'
import { useTimeDisplay } from '../../window/data/useTimeDisplay.ts'

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

const thisYear = (zone: string) => dateIn(zone, new Date()).slice(0, 4)

/** Dates and times of the building, in the language of the screen. Nothing is made before it is asked for: rows are many. */
export function useFormats(): Formats {
  const { locale, timeZone: timezone = 'America/Toronto' } = useTimeDisplay()
  const here = { locale, timeZone: timezone }
  return {
    timezone,
    date: (day) =>
      format(
        { locale, timeZone: 'UTC' },
        { day: 'numeric', month: 'short', ...(day.startsWith(thisYear(timezone)) ? {} : { year: 'numeric' }) },
      ).format(new Date(`${day.slice(0, 10)}T00:00:00Z`)),
    time: (instant) => formatTime(instant, here),
    moment: (instant) =>
      format(here, { weekday: 'short', day: 'numeric', month: 'short', hour: 'numeric', minute: '2-digit' }).format(
        new Date(instant),
      ),
    days: (instant, now) => ageInDays(timezone, new Date(instant), new Date(now)),
  }
}
