import type { Language } from '../../../shared/contract/desk.ts'

export interface NoticeFacts {
  building: string
  name: string
  unit: string
  carrier: string
  shortNumber: string
  pickupCode: string
  perishable: boolean
}

const NNBSP = '\u202f'

const TEXTS: Record<Language, (facts: NoticeFacts) => { subject: string; body: string }> = {
  fr: (f) => ({
    subject: `Colis ${f.carrier} à la réception (n° ${f.shortNumber})`,
    body: [
      f.name ? `Bonjour ${f.name},` : 'Bonjour,',
      `Un colis ${f.carrier} vous attend à la réception de ${f.building}${f.unit ? ` (appartement ${f.unit})` : ''}.`,
      ...(f.perishable ? [`Il est périssable${NNBSP}: passez le prendre dès que possible.`] : []),
      `Numéro du colis${NNBSP}: ${f.shortNumber}. Code de retrait${NNBSP}: ${f.pickupCode}.`,
      'Donnez ce code à la réception, ou confiez-le à la personne qui passera pour vous.',
    ].join('\n\n'),
  }),
  en: (f) => ({
    subject: `${f.carrier} parcel at the front desk (no. ${f.shortNumber})`,
    body: [
      f.name ? `Hello ${f.name},` : 'Hello,',
      `A ${f.carrier} parcel is waiting for you at the front desk of ${f.building}${f.unit ? ` (unit ${f.unit})` : ''}.`,
      ...(f.perishable ? ['It is perishable: please collect it as soon as you can.'] : []),
      `Parcel number: ${f.shortNumber}. Pickup code: ${f.pickupCode}.`,
      'Give this code at the desk, or to the person who collects for you.',
    ].join('\n\n'),
  }),
}

/** The arrival notice in the resident's language, ready to send, read out or copy. */
export const noticeText = (language: Language, facts: NoticeFacts): { subject: string; body: string } =>
  TEXTS[language](facts)
