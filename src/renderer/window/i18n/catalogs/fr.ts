import { messages as messaging } from '../../../../messaging/catalogs/fr.ts'
import { messages as own } from '../locales/fr.po'

/** Every text of the window in French: a piece of its own, read when the language is spoken. */
export const messages = { ...messaging, ...own }
