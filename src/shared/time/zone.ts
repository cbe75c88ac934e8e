/** Making a format takes longer than a search may: one per zone is kept. */
const dates = new Map<string, Intl.DateTimeFormat>()
const clocks = new Map<string, Intl.DateTimeFormat>()

/** The date in a time zone, YYYY-MM-DD. */
export function dateIn(timeZone: string, at: Date): string {
  let format = dates.get(timeZone)
  if (!format) {
    format = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' })
    dates.set(timeZone, format)
  }
  return format.format(at)
}

/** How far a zone's clock is ahead of UTC at an instant, in ms. */
function offset(zone: string, at: Date): number {
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
export function timeOfDay(zone: string, at: Date, time: number): Date {
  const shown = Date.parse(`${dateIn(zone, at)}T00:00:00.000Z`) + time
  // The offset then may differ from now's: twice on the day that clocks change.
  const first = new Date(shown - offset(zone, at))
  return new Date(shown - offset(zone, first))
}

/** The instant at which the zone's current day began. */
export const startOfDay = (zone: string, at: Date): Date => timeOfDay(zone, at, 0)
