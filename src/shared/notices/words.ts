import type { Language } from '../text/languages.ts'
import type { NoticeKind } from '../packages/noticeWords.ts'

/** The texts of one kind of notice in one language, with variables {like_this}. */
export interface NoticeTexts {
  subject: string
  body: string
  sms: string
  slip: string
}

/** The words a building begins with. In e-mail and on slips French has its narrow space, in text messages none. */
export const DEFAULT_TEXTS: Readonly<Record<Language, Readonly<Record<NoticeKind, NoticeTexts>>>> = {
  fr: {
    arrived: {
      subject: '{building}\u202f: {parcels} à l’accueil ({numbers})',
      body: 'Bonjour {name},\n\nVous avez {parcels} à l’accueil de {building}.',
      sms: "{building}: {parcels} à l'accueil ({numbers}). Code {pickup_code}. ARRET pour cesser.",
      slip: 'Vous avez {parcels} à l’accueil.\nNuméro\u202f: {numbers}\nApportez une pièce d’identité.',
    },
    reminder: {
      subject: '{building}\u202f: rappel, {parcels} à l’accueil ({numbers})',
      body: 'Bonjour {name},\n\nVous avez toujours {parcels} à l’accueil de {building}. Merci de passer dès que vous le pourrez.',
      sms: "{building}: rappel, {parcels} à l'accueil ({numbers}). Code {pickup_code}. ARRET pour cesser.",
      slip: 'Rappel\u202f: vous avez {parcels} à l’accueil.\nNuméro\u202f: {numbers}\nApportez une pièce d’identité.',
    },
    problem: {
      subject: '{building}\u202f: l’accueil a une question sur un colis ({numbers})',
      body: 'Bonjour {name},\n\nL’accueil de {building} a une question au sujet de votre colis. Passez nous voir.',
      sms: "{building}: l'accueil a une question sur un colis ({numbers}). Merci de passer. ARRET pour cesser.",
      slip: 'L’accueil a une question au sujet d’un colis.\nNuméro\u202f: {numbers}\nMerci de passer.',
    },
  },
  en: {
    arrived: {
      subject: '{building}: {parcels} at the front desk ({numbers})',
      body: 'Hello {name},\n\nYou have {parcels} at the front desk of {building}.',
      sms: '{building}: {parcels} at the front desk ({numbers}). Code {pickup_code}. STOP to opt out.',
      slip: 'You have {parcels} at the front desk.\nNumber: {numbers}\nPlease bring identification.',
    },
    reminder: {
      subject: '{building}: reminder, {parcels} at the front desk ({numbers})',
      body: 'Hello {name},\n\nYou still have {parcels} at the front desk of {building}. Please come by as soon as you can.',
      sms: '{building}: reminder, {parcels} at the front desk ({numbers}). Code {pickup_code}. STOP to opt out.',
      slip: 'Reminder: you have {parcels} at the front desk.\nNumber: {numbers}\nPlease bring identification.',
    },
    problem: {
      subject: '{building}: the front desk has a question about a parcel ({numbers})',
      body: 'Hello {name},\n\nThe front desk of {building} has a question about your parcel. Please come by.',
      sms: '{building}: the front desk has a question about a parcel ({numbers}). Please come by. STOP to opt out.',
      slip: 'The front desk has a question about a parcel.\nNumber: {numbers}\nPlease come by.',
    },
  },
}

/** What every e-mail says beside the building's own text. */
export const LETTER_WORDS = {
  fr: {
    several: (count: number) => `${count}\u00a0colis`,
    and: ' et ',
    more: (count: number) => `${count}\u00a0autres`,
    number: (count: number) => (count > 1 ? 'Numéros\u202f:' : 'Numéro\u202f:'),
    code: 'Code de retrait\u202f:',
    how: 'Donnez ce code à l’accueil, ou confiez-le à la personne qui passera pour vous.',
    perishable: (count: number) =>
      count > 1
        ? 'L’un des colis est périssable\u202f: passez le prendre dès que possible.'
        : 'Le colis est périssable\u202f: passez le prendre dès que possible.',
    qr: 'Code QR du code de retrait',
    why: (building: string) => `Vous recevez ce courriel parce que l’accueil de ${building} garde des colis pour vous.`,
    answer: 'Vous pouvez aussi répondre à ce courriel.',
    stop: 'Ne plus recevoir ces avis par courriel',
  },
  en: {
    several: (count: number) => `${count}\u00a0parcels`,
    and: ' and ',
    more: (count: number) => `${count}\u00a0more`,
    number: (count: number) => (count > 1 ? 'Numbers:' : 'Number:'),
    code: 'Pickup code:',
    how: 'Give this code at the desk, or to the person who is picking it up for you.',
    perishable: (count: number) =>
      count > 1
        ? 'One of the parcels is perishable: please pick it up as soon as you can.'
        : 'The parcel is perishable: please pick it up as soon as you can.',
    qr: 'QR code of the pickup code',
    why: (building: string) => `You get this email because the front desk of ${building} keeps parcels for you.`,
    answer: 'You can also answer this email.',
    stop: 'Stop these notices by email',
  },
} as const

/** The body of an e-mail as a building begins with it; only where somebody reads the answers it asks for one. */
export function usualBody(language: Language, kind: NoticeKind, isAnswerRead: boolean): string {
  const { body } = DEFAULT_TEXTS[language][kind]
  return kind === 'problem' && isAnswerRead ? `${body} ${LETTER_WORDS[language].answer}` : body
}
