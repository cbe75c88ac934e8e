import { messages as ui } from '../../ui/locales/fr.po'
import { messages as own } from '../locales/fr.po'

/** Every text of the message screens and of the components that they are made of, in French. */
export const messages = { ...ui, ...own }
