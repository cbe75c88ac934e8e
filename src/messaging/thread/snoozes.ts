import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import { addDays, dateIn, startOfDate, timeOfDay } from '../../shared/time/zone.ts'
import { format, type TimeDisplay } from '../../ui/format.ts'

const HOUR_MS = 3_600_000

/** The hour that a clock of the building shows. */
const hourAt = (time: number, { timeZone }: TimeDisplay): number =>
  Number(
    format({ locale: 'en', timeZone }, { hour: '2-digit', hourCycle: 'h23' })
      .formatToParts(time)
      .find(({ type }) => type === 'hour')!.value,
  )

/** Until when a conversation can be put off; what is past today is left out. */
export function snoozes(now: number, display: TimeDisplay): { at: string; name: MessageDescriptor }[] {
  const { timeZone } = display
  const today = dateIn(timeZone, new Date(now))
  // By the calendar: 24 hours from a late evening may end two days on.
  const at = (days: number, hour: number) =>
    timeOfDay(timeZone, startOfDate(timeZone, addDays(today, days)), hour * HOUR_MS).getTime()
  const toMonday = (8 - new Date(`${today}T12:00:00Z`).getUTCDay()) % 7 || 7
  const choices = [
    { time: now + HOUR_MS, name: msg`For an hour` },
    ...(hourAt(now, display) < 16 ? [{ time: at(0, 18), name: msg`Until this evening` }] : []),
    { time: at(1, 9), name: msg`Until tomorrow morning` },
    ...(toMonday > 1 ? [{ time: at(toMonday, 9), name: msg`Until Monday` }] : []),
  ]
  return choices.map(({ time, name }) => ({ at: new Date(time).toISOString(), name }))
}
