import { messages as messaging } from '../../../../messaging/catalogs/en.ts'
import { messages as own } from '../locales/en.po'

/** Every text of the window in English: a piece of its own, read when the language is spoken. */
export const messages = { ...messaging, ...own }
