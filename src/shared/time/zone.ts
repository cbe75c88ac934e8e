/** The name of a time zone; left out: the machine's own. */
export type Zone = string | undefined

/** Whether this computer knows a time zone of this name. */
export function isZone(timeZone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}

/** Making a format takes longer than a search may: one per zone is kept. */
const dates = new Map<Zone, Intl.DateTimeFormat>()
const clocks = new Map<Zone, Intl.DateTimeFormat>()

/** The date in a time zone, YYYY-MM-DD. */
export function dateIn(timeZone: Zone, at: Date): string {
  let format = dates.get(timeZone)
  if (!format) {
    format = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' })
    dates.set(timeZone, format)
  }
  return format.format(at)
}

/** How far a zone's clock is ahead of UTC at an instant, in ms. */
function offset(zone: Zone, at: Date): number {
  let format = clocks.get(zone)
  if (!format) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    })
    clocks.set(zone, format)
  }
  const parts = format.formatToParts(at)
  const part = (type: Intl.DateTimeFormatPartTypes) => Number(parts.find((p) => p.type === type)?.value)
  const local = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'))
  return local - Math.floor(at.getTime() / 1000) * 1000
}

/** The instant of the zone's current day at which its clock shows a time, given in ms after midnight. */
export function timeOfDay(zone: Zone, at: Date, time: number): Date {
  const shown = Date.parse(`${dateIn(zone, at)}T00:00:00.000Z`) + time
  // The offset then may differ from now's: twice on the day that clocks change.
  const first = new Date(shown - offset(zone, at))
  return new Date(shown - offset(zone, first))
}

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

/** The instant at which a date (YYYY-MM-DD) begins in a zone. Where clocks change at midnight it begins once all the same. */
export function startOfDate(zone: Zone, date: string): Date {
  const midnight = Date.parse(`${date}T00:00:00.000Z`)
  // Midnight as the clock before a change would show it, and as the clock after it: the first that has come to the date.
  const starts = [-36, 36]
    .map((hours) => new Date(midnight - offset(zone, new Date(midnight + hours * HOUR_MS))))
    .toSorted((a, b) => a.getTime() - b.getTime())
  return starts.find((start) => dateIn(zone, start) >= date) ?? starts[1]!
}

/** The instant at which the zone's current day began. */
export const startOfDay = (zone: Zone, at: Date): Date => startOfDate(zone, dateIn(zone, at))

/** A date some days later, by the calendar; earlier with a negative number. */
export const addDays = (date: string, days: number): string =>
  new Date(Date.parse(`${date}T12:00:00.000Z`) + days * DAY_MS).toISOString().slice(0, 10)

/** Days of a zone's calendar from one instant to another: a day of 23 or 25 hours is one day. */
export const daysBetween = (zone: Zone, from: Date, to: Date): number =>
  (Date.parse(dateIn(zone, to)) - Date.parse(dateIn(zone, from))) / DAY_MS
