import { setupI18n, type I18n, type Messages } from '@lingui/core'
import type { Language } from '../../../shared/text/languages.ts'

type Catalog = () => Promise<{ messages: Messages }>

export interface Speech {
  i18n: I18n
  /** Reads the words of the first screen; of the other language where those of this one are missing. */
  begin: () => Promise<void>
  /** Speaks another language from the next frame on; nothing is mounted anew. Refused when its words cannot be read. */
  speak: (language: Language) => Promise<void>
  /** Reads the words of the other language before somebody asks for it. */
  readAhead: () => Promise<void>
}

const CATALOGS: Readonly<Record<Language, Catalog>> = {
  en: () => import('./catalogs/en.ts'),
  fr: () => import('./catalogs/fr.ts'),
}

const otherThan = (language: Language): Language => (language === 'fr' ? 'en' : 'fr')

/** The languages of the window: each is read when it is first spoken, the one of the settings before the first frame. */
export function createSpeech(first: Language, catalogs: Readonly<Record<Language, Catalog>> = CATALOGS): Speech {
  const i18n = setupI18n({ locale: first, messages: { [first]: {} } })
  const known = new Map<Language, Messages>()
  let wanted = first
  const learn = async (language: Language): Promise<void> => {
    known.set(language, (await catalogs[language]()).messages)
  }
  const use = (language: Language): void => {
    i18n.loadAndActivate({ locale: language, messages: known.get(language)! })
  }
  return {
    i18n,
    begin: () =>
      learn(first)
        .catch(() => learn((wanted = otherThan(first))))
        .then(() => use(wanted)),
    async speak(language) {
      const before = wanted
      wanted = language
      if (!known.has(language))
        await learn(language).catch((error: unknown) => {
          if (wanted === language) wanted = before
          throw error
        })
      // Whoever asked for the other one meanwhile has it.
      if (wanted === language && i18n.locale !== language) use(language)
    },
    // What is wrong with it is said when it is to be spoken.
    readAhead: () => learn(otherThan(wanted)).catch(() => undefined),
  }
}
