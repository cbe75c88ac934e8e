import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'

/** The time zones that are offered by the names of their cities, from east to west; any other is typed. */
export const ZONES: readonly { id: string; label: MessageDescriptor }[] = [
  { id: 'America/St_Johns', label: msg`St. John’s` },
  { id: 'America/Halifax', label: msg`Halifax, Moncton` },
  { id: 'America/Toronto', label: msg`Montréal, Toronto` },
  { id: 'America/Winnipeg', label: msg`Winnipeg` },
  { id: 'America/Regina', label: msg`Regina` },
  { id: 'America/Edmonton', label: msg`Calgary, Edmonton` },
  { id: 'America/Vancouver', label: msg`Vancouver` },
]

/** The time that clocks show in a zone, or null where there is no such zone. */
export function clockIn(zone: string, at: number, locale: string): string | null {
  try {
    return new Intl.DateTimeFormat(`${locale}-CA`, { timeZone: zone, hour: '2-digit', minute: '2-digit' }).format(at)
  } catch {
    return null
  }
}
