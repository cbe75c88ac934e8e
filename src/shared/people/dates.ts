const TYPED = /^(\d{4})(?:[-/. ](\d{1,2})[-/. ](\d{1,2})|(\d\d)(\d\d))$/
const FIRST = '1900-01-01'
/** The first day that the server takes no more. */
const END = '2080-01-01'

/** A day as people type it, year first: 2026-12-01, 2026/12/1, 20261201. Null when there is no such day. */
export function readDate(typed: string): string | null {
  const [, year, month, day, month2, day2] = TYPED.exec(typed.trim()) ?? []
  if (year === undefined) return null
  const date = [year, (month ?? month2)!.padStart(2, '0'), (day ?? day2)!.padStart(2, '0')].join('-')
  const at = new Date(`${date}T00:00:00.000Z`)
  // The 31st of February becomes a day of March.
  if (Number.isNaN(at.getTime()) || at.toISOString().slice(0, 10) !== date) return null
  return date >= FIRST && date < END ? date : null
}

/** The day before or after, by so many. */
export const dayAfter = (date: string, days: number): string =>
  new Date(Date.parse(`${date}T00:00:00.000Z`) + days * 86_400_000).toISOString().slice(0, 10)
