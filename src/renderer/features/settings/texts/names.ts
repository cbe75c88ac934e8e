import type { I18n } from '@lingui/core'
import { readOwnTexts } from '../../../../shared/notices/own.ts'
import { NOTICE_KINDS } from '../../../../shared/packages/noticeWords.ts'
import { LANGUAGES } from '../../../../shared/text/languages.ts'
import { LANGUAGE_WORDS } from '../../../parcel/addressee/words.ts'
import { NOTICE_KIND_WORDS } from '../../../parcel/notices/words.ts'

/** Which texts of notices are the building's own, each with how it begins; empty where all are as usual. */
export function ownTextNames(kept: string, i18n: I18n): string {
  const own = readOwnTexts(kept)
  return NOTICE_KINDS.flatMap((kind) =>
    LANGUAGES.flatMap((language) => {
      const [first] = Object.values(own[kind]?.[language] ?? {})
      const name = `${i18n._(NOTICE_KIND_WORDS[kind])} · ${i18n._(LANGUAGE_WORDS[language])}`
      return first === undefined ? [] : `${name} (${Array.from(first).slice(0, 40).join('')}…)`
    }),
  ).join(', ')
}
