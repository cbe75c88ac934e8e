import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import { format, type Place } from '../../lib/format.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

/** The hour and the weekday (0: Sunday) that a clock of the building shows. */
function clockAt(time: number, { timeZone }: Place): { hour: number; minute: number; weekday: number } {
  const parts = format(
    { locale: 'en', timeZone },
    { hour: '2-digit', minute: '2-digit', weekday: 'short', hourCycle: 'h23' },
  ).formatToParts(time)
  const of = (type: string) => parts.find((part) => part.type === type)!.value
  return {
    hour: Number(of('hour')),
    minute: Number(of('minute')),
    weekday: ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'].indexOf(of('weekday')),
  }
}

/** The next time after `from`, at least `days` days on, at which the building's clock shows this hour. */
function atHour(from: number, days: number, hour: number, place: Place): number {
  const start = Math.floor((from + days * DAY_MS) / 60_000) * 60_000
  const clock = clockAt(start, place)
  const guess = start + (hour - clock.hour) * HOUR_MS - clock.minute * 60_000
  // A change of the clocks in between is put right by looking again.
  return guess + (hour - clockAt(guess, place).hour) * HOUR_MS
}

/** Until when a conversation can be put off; what is past today is left out. */
export function snoozes(now: number, place: Place): { at: string; name: MessageDescriptor }[] {
  const { hour, weekday } = clockAt(now, place)
  const toMonday = (8 - weekday) % 7 || 7
  const choices = [
    { time: now + HOUR_MS, name: msg`For an hour` },
    ...(hour < 16 ? [{ time: atHour(now, 0, 18, place), name: msg`Until this evening` }] : []),
    { time: atHour(now, 1, 9, place), name: msg`Until tomorrow morning` },
    ...(toMonday > 1 ? [{ time: atHour(now, toMonday, 9, place), name: msg`Until Monday` }] : []),
  ]
  return choices.map(({ time, name }) => ({ at: new Date(time).toISOString(), name }))
}
