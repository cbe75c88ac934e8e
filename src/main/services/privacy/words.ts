import type { Language } from '../../../shared/text/languages.ts'

type Words = Readonly<Record<Language, string>>

/** The words of the document of one person. */
export const PERSON_WORDS = {
  title: { fr: 'Renseignements personnels', en: 'Personal information' },
  officer: {
    fr: 'Responsable des renseignements personnels :',
    en: 'In charge of personal information:',
  },
  about: {
    fr: 'Tout ce que l’immeuble conserve au sujet de cette personne',
    en: 'All that the building keeps about this person',
  },
  madeAt: { fr: 'Préparé le', en: 'Made on' },
  footer: { fr: 'Renseignements personnels, confidentiel', en: 'Personal information, confidential' },
  entries: { fr: 'La personne', en: 'The person' },
  homes: { fr: 'Logements', en: 'Homes' },
  collectors: { fr: 'Personnes autorisées à retirer ses colis', en: 'Who is authorised to pick up for them' },
  absences: { fr: 'Absences', en: 'Absences' },
  belongings: { fr: 'Véhicules, puces, clés, animaux, rangement', en: 'Vehicles, fobs, keys, pets, storage' },
  place: { fr: 'Endroit', en: 'Place' },
  parcels: { fr: 'Colis', en: 'Parcels' },
  forOthers: { fr: 'Colis retirés pour d’autres', en: 'Parcels picked up for others' },
  conversations: { fr: 'Conversations', en: 'Conversations' },
  changes: { fr: 'Modifications de la fiche', en: 'Changes to the entry' },
  changesText: {
    fr: 'Chaque modification, avec l’ancienne et la nouvelle valeur, se trouve dans le fichier JSON.',
    en: 'Each change, with the value before and after, is in the JSON file.',
  },
  nothing: { fr: 'Rien n’est conservé.', en: 'Nothing is kept.' },
  name: { fr: 'Nom', en: 'Name' },
  alsoCalled: { fr: 'Aussi appelé', en: 'Also called' },
  language: { fr: 'Langue', en: 'Language' },
  email: { fr: 'Courriel', en: 'Email' },
  phones: { fr: 'Téléphones', en: 'Telephones' },
  channels: { fr: 'Avis par', en: 'Notices by' },
  emergency: { fr: 'Contact d’urgence', en: 'Emergency contact' },
  notes: { fr: 'Notes de l’accueil', en: 'Notes of the desk' },
  collecting: { fr: 'Façon préférée de recevoir', en: 'Preferred way of pickup' },
  access: { fr: 'Besoin d’accessibilité', en: 'Accessibility need' },
  confirmed: { fr: 'Fiche confirmée le', en: 'Entry confirmed on' },
  sourceId: { fr: 'Numéro dans un autre système', en: 'Number in another system' },
  entered: { fr: 'Inscrit le', en: 'Entered on' },
  kind: { fr: 'Statut', en: 'Kind' },
  from: { fr: 'Depuis', en: 'From' },
  to: { fr: 'Jusqu’au', en: 'Until' },
  share: { fr: 'Part', en: 'Share' },
  note: { fr: 'Note', en: 'Note' },
  unit: { fr: 'Unité', en: 'Unit' },
  carrier: { fr: 'Transporteur', en: 'Carrier' },
  tracking: { fr: 'Numéro de repérage', en: 'Tracking number' },
  barcode: { fr: 'Code-barres lu', en: 'Scanned barcode' },
  onLabel: { fr: 'Nom sur l’étiquette', en: 'Name on the label' },
  received: { fr: 'Reçu le', en: 'Received on' },
  status: { fr: 'État', en: 'Status' },
  collected: { fr: 'Remis', en: 'Handed over' },
  proof: { fr: 'Preuve', en: 'Proof' },
  signature: { fr: 'Signature', en: 'Signature' },
  files: { fr: 'Fichiers', en: 'Files' },
  internalNote: { fr: 'note interne', en: 'internal note' },
} as const satisfies Record<string, Words>

export const PROOF_WORDS = {
  code: { fr: 'Code de retrait', en: 'Pickup code' },
  signature: { fr: 'Signature', en: 'Signature' },
  known: { fr: 'Personne connue', en: 'Known to the desk' },
  id_seen: { fr: 'Pièce d’identité vue', en: 'Identity paper seen' },
} as const satisfies Record<string, Words>

export const SENDER_WORDS = {
  person: { fr: 'Cette personne', en: 'This person' },
  desk: { fr: 'Accueil', en: 'Front desk' },
  somebody_else: { fr: 'Quelqu’un d’autre (non reproduit)', en: 'Somebody else (not reproduced)' },
} as const satisfies Record<string, Words>

export const COLLECTING_WORDS = {
  desk: { fr: 'À l’accueil', en: 'At the desk' },
  door: { fr: 'À la porte', en: 'At the door' },
  other_person: { fr: 'Par une autre personne', en: 'Through somebody else' },
} as const satisfies Record<string, Words>

export const BELONGING_WORDS = {
  vehicle: { fr: 'Véhicule', en: 'Vehicle' },
  fob: { fr: 'Puce', en: 'Fob' },
  key: { fr: 'Clé', en: 'Key' },
  pet: { fr: 'Animal', en: 'Pet' },
  storage: { fr: 'Rangement', en: 'Storage' },
} as const satisfies Record<string, Words>

export const ABSENCE_WORDS = {
  hold: { fr: 'Absence : garder les colis', en: 'Away: keep parcels' },
  forward: { fr: 'Absence : réexpédier les colis', en: 'Away: forward parcels' },
} as const satisfies Record<string, Words>

export const CHANNEL_WORDS: Readonly<Record<string, Words>> = {
  email: { fr: 'courriel', en: 'email' },
  sms: { fr: 'SMS', en: 'SMS' },
  app: { fr: 'application', en: 'app' },
}
