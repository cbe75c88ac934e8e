import { readDate } from '../../../shared/people/dates.ts'
import { fold } from '../../../shared/text/fold.ts'
import type { DateFormat } from '../../../shared/import/fields.ts'

// Beginnings of the months' names in both languages, as short as exports cut them.
const MONTHS: readonly (readonly string[])[] = [
  ['jan'],
  ['feb', 'fev'],
  ['mar'],
  ['apr', 'avr'],
  ['may', 'mai'],
  ['jun', 'juin'],
  ['jul', 'juil'],
  ['aug', 'aou'],
  ['sep'],
  ['oct'],
  ['nov'],
  ['dec'],
]
const TIME = /[T ]\d{1,2}:\d\d(?::\d\d(?:\.\d+)?)?(?:\s?[AP]M|Z|[+-]\d\d:?\d\d)?$/i

const fullYear = (year: string): string => (year.length === 2 ? `20${year}` : year)

function monthNamed(word: string): string | null {
  const folded = fold(word).replaceAll(' ', '')
  const at = MONTHS.findIndex((names) => names.some((name) => folded.startsWith(name)))
  return at < 0 ? null : String(at + 1)
}

/** A day whose month is a word is the same in every format: 4 March 2026, March 4, 2026, 04-mars-26. */
function worded(text: string): string | null {
  const parts = text.split(/[\s,./-]+/).filter((part) => part !== '' && !/^(?:de|of|le|the)$/i.test(part))
  const named = parts.findIndex((part) => /\p{L}{3}/u.test(part))
  if (parts.length !== 3 || named < 0) return null
  const month = monthNamed(parts[named]!)
  const [one, two] = parts.filter((_, at) => at !== named).map((part) => part.replace(/(?:st|nd|rd|th|er|e)$/i, ''))
  if (month === null || one === undefined || two === undefined) return null
  const [day, year] = /^\d{4}$/.test(one) ? [two, one] : [one, two]
  return /^\d{1,2}$/.test(day) && /^(?:\d\d|\d{4})$/.test(year) ? readDate(`${fullYear(year)}-${month}-${day}`) : null
}

/** A day as a column writes it; null when it is no day in that format. */
export function readDay(written: string, format: DateFormat): string | null {
  const text = written.trim().replace(TIME, '').trim()
  const named = worded(text)
  if (named !== null) return named
  if (format === 'ymd') return readDate(text)
  const [, first, second, year] = /^(\d{1,2})[-/. ](\d{1,2})[-/. ](\d\d|\d{4})$/.exec(text) ?? []
  if (year === undefined) return null
  const [day, month] = format === 'dmy' ? [first, second] : [second, first]
  return readDate(`${fullYear(year)}-${month}-${day}`)
}

/** A column whose first cells are no days holds none. */
const FIRST = 50
const FORMATS = ['ymd', 'dmy', 'mdy'] as const
const isDay = (text: string): boolean => FORMATS.some((format) => readDay(text, format) !== null)

/**
 * The formats that a column may have: those that read most of its days. One is certain; of two somebody has to say which; none:
 * it holds no days.
 */
export function dayFormats(written: readonly string[]): DateFormat[] {
  const days = written.filter((text) => text.trim() !== '')
  if (!days.slice(0, FIRST).some(isDay)) return []
  const scores = FORMATS.map((format) => ({
    format,
    read: days.filter((text) => readDay(text, format) !== null).length,
  }))
  const most = Math.max(...scores.map(({ read }) => read))
  const best = scores.filter(({ read }) => read === most && read > 0).map(({ format }) => format)
  // Where each day reads alike, the format does not matter.
  const differs = best.length > 1 && days.some((text) => new Set(best.map((format) => readDay(text, format))).size > 1)
  return differs ? best : best.slice(0, 1)
}

/**
 * The formats of all columns of a file, which writes its days in one way: where one column is certain of the order of day and
 * month, the others that could be read in two ways are read as it is.
 */
export function dayFormatsOf(columns: readonly (readonly string[])[]): DateFormat[][] {
  const found = columns.map(dayFormats)
  const certain = new Set(
    columns.flatMap((days, at) => {
      const [only, other] = found[at]!
      if (only === undefined || other !== undefined || only === 'ymd') return []
      const turned = only === 'dmy' ? 'mdy' : 'dmy'
      return days.some((text) => readDay(text, only) !== null && readDay(text, turned) === null) ? [only] : []
    }),
  )
  const [order] = certain
  if (order === undefined || certain.size > 1) return found
  return found.map((formats) => (formats.length > 1 && formats.includes(order) ? [order] : formats))
}
