import { setupI18n, type I18n } from '@lingui/core'
import { messagingCatalogs } from '../../../messaging/catalogs.ts'
import type { Language } from '../../../shared/text/languages.ts'
import { messages as en } from './locales/en.po'
import { messages as fr } from './locales/fr.po'

/** The catalogues are small and on this disk: a change of language never waits. */
export const createI18n = (language: Language): I18n =>
  setupI18n({
    locale: language,
    messages: { en: { ...messagingCatalogs.en, ...en }, fr: { ...messagingCatalogs.fr, ...fr } },
  })

/** Speaks another language from the next frame on; nothing is mounted anew. */
export function speak(i18n: I18n, language: Language): void {
  document.documentElement.lang = language === 'fr' ? 'fr-CA' : 'en-CA'
  if (i18n.locale !== language) i18n.activate(language)
}
