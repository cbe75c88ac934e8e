import type { AllMessages } from '@lingui/core'
import { uiCatalogs } from '../ui/catalogs.ts'
import { messages as en } from './locales/en.po'
import { messages as fr } from './locales/fr.po'

/** Every text of the message screens and of the components that they are made of. */
export const messagingCatalogs = {
  en: { ...uiCatalogs.en, ...en },
  fr: { ...uiCatalogs.fr, ...fr },
} satisfies AllMessages
