import { messages as ui } from '../../ui/locales/en.po'
import { messages as own } from '../locales/en.po'

/** Every text of the message screens and of the components that they are made of, in English. */
export const messages = { ...ui, ...own }
