import type { NoticeKind } from '../packages/noticeWords.ts'
import type { Language } from '../text/languages.ts'
import type { NoticeFacts } from './facts.ts'

/** An invented notice, to see what texts make of it. */
export const exampleFacts = (
  language: Language,
  kind: NoticeKind,
  building: string,
  parcels: NoticeFacts['parcels'] = [{ shortNumber: 'A47', carrier: 'purolator', perishable: false }],
): NoticeFacts => ({ language, kind, building, name: 'Geneviève Bouchard-Tremblay', parcels, pickupCode: '482913' })
