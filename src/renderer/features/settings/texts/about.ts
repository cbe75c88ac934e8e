import type { NoticeKind } from '../../../../shared/packages/noticeWords.ts'
import type { Language } from '../../../../shared/text/languages.ts'

/** Which notice is written, and for which building. */
export interface About {
  kind: NoticeKind
  language: Language
  building: string
}
