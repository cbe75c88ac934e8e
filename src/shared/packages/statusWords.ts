import type { Language } from '../text/languages.ts'
import type { PackageStatus } from './lifecycle.ts'

/** What a parcel's status is called in files that leave the program. */
export const STATUS_WORDS: Readonly<Record<PackageStatus, Record<Language, string>>> = {
  received: { fr: 'Reçu', en: 'Received' },
  notified: { fr: 'Avisé', en: 'Notified' },
  on_hold: { fr: 'En suspens', en: 'On hold' },
  picked_up: { fr: 'Remis', en: 'Picked up' },
  forwarded: { fr: 'Réexpédié', en: 'Forwarded' },
  returned: { fr: 'Retourné', en: 'Returned' },
  lost: { fr: 'Manquant', en: 'Missing' },
}
