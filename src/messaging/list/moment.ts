import { daysBetween } from '../../shared/time/zone.ts'
import { format, formatTime, type TimeDisplay } from '../../ui/format.ts'

/** The hour today, the day of the week within a week, the date before: as short as it can be understood. */
export function shortMoment(at: string, display: TimeDisplay, now: number): string {
  const say = (options: Intl.DateTimeFormatOptions, time: string | number = at) =>
    format(display, options).format(new Date(time))
  const day = { dateStyle: 'short' } as const
  if (say(day) === say(day, now)) return formatTime(at, display)
  // The seventh day has the name of today again.
  if (daysBetween(display.timeZone, new Date(at), new Date(now)) < 7) return say({ weekday: 'short' })
  const year = { year: 'numeric' } as const
  return say(year) === say(year, now) ? say({ day: 'numeric', month: 'short' }) : say(day)
}
