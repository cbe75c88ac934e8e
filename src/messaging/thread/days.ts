import { format, type TimeDisplay } from '../../ui/format.ts'

const DAY_MS = 86_400_000

export interface Days {
  /** The calendar day of the building in which a moment lies. */
  keyOf: (at: string) => string
  /** Its name as people say it. */
  nameOf: (at: string) => string
}

/** Calendar days of the building, as seen at `now`. */
export function daysOf(display: TimeDisplay, now: number, words: { today: string; yesterday: string }): Days {
  const key = format({ ...display, locale: 'en' }, { dateStyle: 'short' })
  const long = format(display, { weekday: 'long', day: 'numeric', month: 'long' })
  const withYear = format(display, { dateStyle: 'long' })
  // Messages come in bursts of a few minutes: the formatter is the slow part.
  const known = new Map<string, string>()
  const keyOf = (at: string) => {
    const burst = at.slice(0, 15)
    let found = known.get(burst)
    if (found === undefined) known.set(burst, (found = key.format(new Date(at))))
    return found
  }
  const today = key.format(now)
  // By the calendar: a day may have 23 hours, or 25.
  const yesterday = new Date(Date.parse(`${today}T12:00:00Z`) - DAY_MS).toISOString().slice(0, 10)
  const nameOf = (at: string) => {
    const day = keyOf(at)
    if (day === today) return words.today
    if (day === yesterday) return words.yesterday
    return (day.slice(0, 4) === today.slice(0, 4) ? long : withYear).format(new Date(at))
  }
  return { keyOf, nameOf }
}
