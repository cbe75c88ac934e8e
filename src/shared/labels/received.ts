/** `2026-11-22 09:05` on the building's clock: the order of figures is the same in French and English Canada. */
export function receivedStamp(iso: string, timezone: string): { date: string; time: string } {
  const at = new Date(iso)
  if (Number.isNaN(at.getTime())) return { date: '', time: '' }
  try {
    return stampIn(at, timezone)
  } catch {
    // A time zone that this machine does not know must not cost the label: UTC, and it says so.
    const { date, time } = stampIn(at, 'UTC')
    return { date, time: `${time} UTC` }
  }
}

function stampIn(at: Date, timeZone: string): { date: string; time: string } {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  }).formatToParts(at)
  const part = (type: Intl.DateTimeFormatPartTypes): string => parts.find((item) => item.type === type)?.value ?? ''
  return { date: `${part('year')}-${part('month')}-${part('day')}`, time: `${part('hour')}:${part('minute')}` }
}
