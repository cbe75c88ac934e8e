import { aParcelOf, parcelOf } from '../../../shared/carriers/index.ts'
import type { Language } from '../../../shared/text/languages.ts'

export interface NoticeFacts {
  building: string
  name: string
  unit: string
  /** The carrier's id: each language names it its own way, or not at all. */
  carrier: string
  shortNumber: string
  pickupCode: string
  perishable: boolean
}

const NNBSP = '\u202f'
const NBSP = '\u00a0'

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

const TEXTS: Record<Language, (facts: NoticeFacts) => { subject: string; body: string }> = {
  fr: (f) => ({
    subject: `${parcelOf(f.carrier, 'fr')} à l’accueil (n°${NBSP}${f.shortNumber})`,
    body: [
      f.name ? `Bonjour ${f.name},` : 'Bonjour,',
      `${capital(aParcelOf(f.carrier, 'fr'))} vous attend à l’accueil de ${f.building}${f.unit ? ` (appartement${NBSP}${f.unit})` : ''}.`,
      ...(f.perishable ? [`Il est périssable${NNBSP}: passez le prendre dès que possible.`] : []),
      `Numéro du colis${NNBSP}: ${f.shortNumber}. Code de retrait${NNBSP}: ${f.pickupCode}.`,
      'Donnez ce code à l’accueil, ou confiez-le à la personne qui passera pour vous.',
    ].join('\n\n'),
  }),
  en: (f) => ({
    subject: `${parcelOf(f.carrier, 'en')} at the front desk (no.${NBSP}${f.shortNumber})`,
    body: [
      f.name ? `Hello ${f.name},` : 'Hello,',
      `${capital(aParcelOf(f.carrier, 'en'))} is waiting for you at the front desk of ${f.building}${f.unit ? ` (unit${NBSP}${f.unit})` : ''}.`,
      ...(f.perishable ? ['It is perishable: please pick it up as soon as you can.'] : []),
      `Parcel number: ${f.shortNumber}. Pickup code: ${f.pickupCode}.`,
      'Give this code at the desk, or to the person who is picking it up for you.',
    ].join('\n\n'),
  }),
}

/** The arrival notice in the resident's language, ready to send, read out or copy. */
export const noticeText = (language: Language, facts: NoticeFacts): { subject: string; body: string } =>
  TEXTS[language](facts)
