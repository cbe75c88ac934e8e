import type { Language } from '../text/languages.ts'

/** What stands in the place of a name, wherever something has to stand there. */
export const ERASED_NAME: Readonly<Record<Language, 'Personne effacée' | 'Erased person'>> = {
  fr: 'Personne effacée',
  en: 'Erased person',
}
export const ERASED_NAMES = [ERASED_NAME.fr, ERASED_NAME.en] as const

/** What stands in the place of a text that an event must have, such as its reason. */
export const ERASED_TEXT = '—'
/** A stroke of no length: a hand-over that was signed says so still. */
export const ERASED_SIGNATURE = 'M0 0'
/** What an event of a parcel says that is about no one. */
export const KEPT_OF_EVENTS: ReadonlySet<string> = new Set([
  'fields',
  'fromUnit',
  'toUnit',
  'fromShelf',
  'toShelf',
  'fromShelfId',
  'undid',
  'redoes',
  'again',
  'reprint',
])
const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** The details of an event without what people wrote: each such text becomes a dash, ids and the program's words stay. */
export const erasedDetail = (detail: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(detail).map(([key, value]) => [
      key,
      typeof value !== 'string' || KEPT_OF_EVENTS.has(key) || ID.test(value) ? value : ERASED_TEXT,
    ]),
  )

/** The name of a file that ends as its type does. */
export const erasedFileName = (type: string): string =>
  `${ERASED_TEXT}.${{ 'image/jpeg': 'jpg', 'image/png': 'png', 'image/webp': 'webp' }[type] ?? 'pdf'}`
