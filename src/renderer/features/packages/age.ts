const dayFormats = new Map<string, Intl.DateTimeFormat>()

/** The calendar day of an instant in the building, YYYY-MM-DD. */
export function dayIn(instant: string | number, timezone: string): string {
  let format = dayFormats.get(timezone)
  if (!format) {
    format = new Intl.DateTimeFormat('en-CA', { timeZone: timezone, year: 'numeric', month: '2-digit', day: '2-digit' })
    dayFormats.set(timezone, format)
  }
  return format.format(new Date(instant))
}

/** Calendar days in the building between an instant and now: a parcel of yesterday evening is one day old this morning. */
export const daysBetween = (instant: string, now: number, timezone: string): number =>
  Math.max(0, Math.round((Date.parse(dayIn(now, timezone)) - Date.parse(dayIn(instant, timezone))) / 86_400_000))

export type Staleness = 'fresh' | 'ageing' | 'overdue'

/** Days after which a parcel is chased, unless the building says otherwise. */
export const OVERDUE_DAYS = 3

/** How much a parcel's age should catch the eye. */
export const staleness = (days: number): Staleness =>
  days >= OVERDUE_DAYS ? 'overdue' : days >= 2 ? 'ageing' : 'fresh'
