import { readOwnTexts, textsOf } from '../../../shared/notices/own.ts'
import type { NoticeTexts } from '../../../shared/notices/words.ts'
import type { NoticeKind } from '../../../shared/packages/noticeWords.ts'
import type { Language } from '../../../shared/text/languages.ts'
import type { ServiceDeps } from '../deps.ts'

interface KeptTexts {
  texts: string
  replyTo: string
}

/** The building's own texts of notices, as they are kept, and where answers go. */
export const keptTexts = (store: ServiceDeps['store']): KeptTexts =>
  store.prepare<KeptTexts>('SELECT notice_texts AS texts, notice_reply_to AS replyTo FROM buildings LIMIT 1').get()!

/** What a notice says in a language at this building. */
export function buildingTexts(store: ServiceDeps['store'], language: Language, kind: NoticeKind): NoticeTexts {
  const { texts, replyTo } = keptTexts(store)
  return textsOf(readOwnTexts(texts), language, kind, replyTo !== '')
}
