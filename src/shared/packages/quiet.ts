import { addDays, dateIn, startOfDate, timeOfDay, type Zone } from '../time/zone.ts'

const MINUTE_MS = 60_000

interface Rules {
  timezone: Zone
  graceMinutes: number
  /** "22:00-07:00"; empty: none. */
  quietHours: string
}

const afterMidnight = (time: string): number => {
  const [hours, minutes] = time.split(':').map(Number) as [number, number]
  return (hours * 60 + minutes) * MINUTE_MS
}

/** The end of the quiet hours that an instant falls into; the instant itself where it falls into none. */
function afterQuiet(at: Date, timezone: Zone, quietHours: string): Date {
  const [from, to] = quietHours.split('-')
  if (!from || !to) return at
  const today = dateIn(timezone, at)
  const on = (date: string, time: string) => timeOfDay(timezone, startOfDate(timezone, date), afterMidnight(time))
  // The hours that begin today, and those that began yesterday and go on over midnight.
  for (const day of [addDays(today, -1), today]) {
    const end = on(afterMidnight(to) > afterMidnight(from) ? day : addDays(day, 1), to)
    if (at >= on(day, from) && at < end) return end
  }
  return at
}

/** When a notice that is prepared at an instant may leave: after the grace period, and not in quiet hours. */
export function leavesAt({ timezone, graceMinutes, quietHours }: Rules, at: string): string {
  return afterQuiet(new Date(Date.parse(at) + graceMinutes * MINUTE_MS), timezone, quietHours).toISOString()
}
