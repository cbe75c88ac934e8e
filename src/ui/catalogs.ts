import type { AllMessages } from '@lingui/core'
import { messages as en } from './locales/en.po'
import { messages as fr } from './locales/fr.po'

/** The few words that the components say themselves. */
export const uiCatalogs = { en, fr } satisfies AllMessages
