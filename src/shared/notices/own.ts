import { NOTICE_KINDS, type NoticeKind } from '../packages/noticeWords.ts'
import { LANGUAGES, type Language } from '../text/languages.ts'
import { DEFAULT_TEXTS, usualBody, type NoticeTexts } from './words.ts'

/** The longest text of each form, in letters. */
export const TEXT_MOST = { subject: 150, body: 1200, sms: 320, slip: 300 } as const satisfies Record<
  keyof NoticeTexts,
  number
>
export type NoticeField = keyof NoticeTexts
const FIELDS = Object.keys(TEXT_MOST) as NoticeField[]

/** The texts that a kind of notice has: a slip is printed of an arrival alone. */
export const fieldsOf = (kind: NoticeKind): readonly NoticeField[] =>
  kind === 'arrived' ? FIELDS : FIELDS.filter((field) => field !== 'slip')

/** The building's own texts; what is not named is as usual. */
export type OwnTexts = { [K in NoticeKind]?: { [L in Language]?: Partial<NoticeTexts> } }

/** The building's own texts as their column keeps them; what another version wrote and nobody can read says nothing. */
export function readOwnTexts(kept: string): OwnTexts {
  const given = (JSON.parse(kept) ?? {}) as Record<string, Record<string, Record<string, unknown>> | undefined>
  const own: OwnTexts = {}
  for (const kind of NOTICE_KINDS)
    for (const language of LANGUAGES)
      for (const field of FIELDS) {
        const text = given[kind]?.[language]?.[field]
        if (typeof text === 'string') ((own[kind] ??= {})[language] ??= {})[field] = text
      }
  return own
}

/** What a notice says in a language, as usual or in the building's own words. */
export function textsOf(own: OwnTexts, language: Language, kind: NoticeKind, isAnswerRead: boolean): NoticeTexts {
  const said = { ...DEFAULT_TEXTS[language][kind], body: usualBody(language, kind, isAnswerRead) }
  for (const field of fieldsOf(kind)) said[field] = own[kind]?.[language]?.[field] ?? said[field]
  return said
}

/**
 * The own texts with those of one kind and language put in their place, as their column keeps them. Names stand in the order
 * in which Postgres keeps them, the shorter before: what comes back from the project is the same text.
 */
export function keepOwnTexts(own: OwnTexts, language: Language, kind: NoticeKind, put: Partial<NoticeTexts>): string {
  const all: OwnTexts = { ...own, [kind]: { ...own[kind], [language]: put } }
  return JSON.stringify(
    Object.fromEntries(
      (['arrived', 'problem', 'reminder'] as const).flatMap((one) => {
        const languages = (['en', 'fr'] as const).flatMap((spoken) => {
          const said = all[one]?.[spoken] ?? {}
          const kept = (['sms', 'body', 'slip', 'subject'] as const).flatMap((field) =>
            said[field] === undefined ? [] : [[field, said[field]] as const],
          )
          return kept.length > 0 ? [[spoken, Object.fromEntries(kept)] as const] : []
        })
        return languages.length > 0 ? [[one, Object.fromEntries(languages)] as const] : []
      }),
    ),
  )
}
