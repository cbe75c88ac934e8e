/** Canadian forms: 24-hour clock in French, a.m./p.m. in English. */
const regionOf = (locale: string): string => (locale === 'fr' ? 'fr-CA' : 'en-CA')

const formats = new Map<string, Intl.DateTimeFormat>()

function format(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale} ${JSON.stringify(options)}`
  let found = formats.get(key)
  if (!found) formats.set(key, (found = new Intl.DateTimeFormat(regionOf(locale), options)))
  return found
}

/** 14 h 05, 2:05 p.m. */
export const formatTime = (at: string | number, locale: string): string =>
  format(locale, { hour: 'numeric', minute: '2-digit' }).format(new Date(at))

/** 22 nov., Nov 22; with the year when it is not this one. */
export function formatDay(at: string | number, locale: string, now: number): string {
  const date = new Date(at)
  const sameYear = date.getFullYear() === new Date(now).getFullYear()
  return format(locale, { day: 'numeric', month: 'short', ...(sameYear ? {} : { year: 'numeric' }) }).format(date)
}

/** The hour for today, day and hour before. */
export function formatMoment(at: string | number, locale: string, now: number): string {
  const today = new Date(at).toDateString() === new Date(now).toDateString()
  return today ? formatTime(at, locale) : `${formatDay(at, locale, now)}, ${formatTime(at, locale)}`
}

/** 22 novembre 2026 à 14 h 05: where a date must stand alone. */
export const formatFull = (at: string | number, locale: string): string =>
  format(locale, { dateStyle: 'long', timeStyle: 'short' }).format(new Date(at))

/** Whole days between a moment and now, by the calendar of this machine. */
export function daysSince(at: string | number, now: number): number {
  const midnight = (value: string | number) => new Date(value).setHours(0, 0, 0, 0)
  return Math.round((midnight(now) - midnight(at)) / 86_400_000)
}

/** 1 234, 1,234. */
export const formatCount = (count: number, locale: string): string =>
  new Intl.NumberFormat(regionOf(locale)).format(count)
