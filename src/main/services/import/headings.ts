import type { ImportField } from '../../../shared/import/fields.ts'
import type { Language } from '../../../shared/text/languages.ts'

/** The headings of our own tables, which need no mapping when they are read again. */
export const HEADINGS = {
  unit: { fr: 'Unité', en: 'Unit' },
  tower: { fr: 'Tour', en: 'Tower' },
  floor: { fr: 'Étage', en: 'Floor' },
  givenName: { fr: 'Prénom', en: 'First name' },
  familyName: { fr: 'Nom de famille', en: 'Last name' },
  email: { fr: 'Courriel', en: 'Email' },
  mobilePhone: { fr: 'Cellulaire', en: 'Mobile phone' },
  homePhone: { fr: 'Téléphone (domicile)', en: 'Home phone' },
  workPhone: { fr: 'Téléphone (travail)', en: 'Work phone' },
  phone: { fr: 'Téléphone', en: 'Phone' },
  language: { fr: 'Langue', en: 'Language' },
  kind: { fr: 'Type', en: 'Type' },
  from: { fr: 'Emménagement', en: 'Move-in date' },
  to: { fr: 'Départ', en: 'Move-out date' },
  emergencyContact: { fr: 'Contact d’urgence', en: 'Emergency contact' },
  notes: { fr: 'Remarques', en: 'Notes' },
  sourceId: { fr: 'Identifiant', en: 'Id' },
  plate: { fr: 'Plaque', en: 'Plate' },
  parking: { fr: 'Stationnement', en: 'Parking space' },
  fob: { fr: 'Puce', en: 'Fob' },
  key: { fr: 'Clé', en: 'Key' },
  pet: { fr: 'Animal', en: 'Pet' },
  storage: { fr: 'Rangement', en: 'Storage' },
} as const satisfies Partial<Record<ImportField, Record<Language, string>>>

export const TEMPLATE_FIELDS = Object.keys(HEADINGS) as (keyof typeof HEADINGS)[]

/** The row of headings of our own tables. */
export const templateRow = (language: Language): string[] => TEMPLATE_FIELDS.map((field) => HEADINGS[field][language])

export const KIND_WORDS = {
  owner: { fr: 'Propriétaire', en: 'Owner' },
  tenant: { fr: 'Locataire', en: 'Tenant' },
  occupant: { fr: 'Occupant', en: 'Occupant' },
} as const
export const LANGUAGE_WORDS = { fr: { fr: 'Français', en: 'French' }, en: { fr: 'Anglais', en: 'English' } } as const
