/** How and where a time is read: the language of the screen, the clock of the building. */
export interface TimeDisplay {
  locale: string
  /** Left out before the building is known: then the machine's own. */
  timeZone?: string | undefined
}

/** Canadian forms: 14 h 05 in French, 2:05 p.m. in English. */
const regionOf = (locale: string): string => (locale === 'fr' ? 'fr-CA' : 'en-CA')

/** The first day of a French month: a lone 1 before a word that is no unit of time. */
const firstOfMonth = (french: string): string => french.replaceAll(/\b1(?= \p{L}{3})/gu, '1er')

/** Says a time. */
export type TimeFormat = Pick<Intl.DateTimeFormat, 'format' | 'formatToParts'>
const formats = new Map<string, TimeFormat>()

/** A format, made once: making one takes longer than a row may. In French the first day of a month is "1er". */
export function format({ locale, timeZone }: TimeDisplay, options: Intl.DateTimeFormatOptions): TimeFormat {
  const key = `${locale} ${timeZone} ${JSON.stringify(options)}`
  let found = formats.get(key)
  if (!found) {
    const made = new Intl.DateTimeFormat(regionOf(locale), {
      ...options,
      ...(timeZone === undefined ? {} : { timeZone }),
    })
    found =
      locale === 'fr'
        ? { format: (at) => firstOfMonth(made.format(at)), formatToParts: (at) => made.formatToParts(at) }
        : made
    formats.set(key, found)
  }
  return found
}

/** A time stays on one line: 14 h 05, 2:05 p.m. */
const unbroken = (text: string): string => text.replaceAll(/(?<=\d) (?=h \d|[ap]\.m)|(?<=\d h) (?=\d)/g, '\u00A0')

/** 14 h 05, 2:05 p.m. */
export const formatTime = (at: string | number, display: TimeDisplay): string =>
  unbroken(format(display, { hour: 'numeric', minute: '2-digit' }).format(new Date(at)))

const dayOf = (at: string | number, display: TimeDisplay): string =>
  format(display, { dateStyle: 'short' }).format(new Date(at))

/** The hour for today, day and hour before, the year too when it is not this one. */
export function formatMoment(at: string | number, display: TimeDisplay, now: number): string {
  if (dayOf(at, display) === dayOf(now, display)) return formatTime(at, display)
  const year = (time: string | number) => format(display, { year: 'numeric' }).format(new Date(time))
  const day = format(display, {
    day: 'numeric',
    month: 'short',
    ...(year(at) === year(now) ? {} : { year: 'numeric' }),
  })
  return `${day.format(new Date(at))}, ${formatTime(at, display)}`
}

/** 22 novembre 2026 à 14 h 05: where a date must stand alone. */
export const formatFull = (at: string | number, display: TimeDisplay): string =>
  unbroken(format(display, { dateStyle: 'long', timeStyle: 'short' }).format(new Date(at)))

/** 1 234, 1,234. */
export const formatCount = (count: number, locale: string): string =>
  new Intl.NumberFormat(regionOf(locale)).format(count)
