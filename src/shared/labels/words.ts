import type { CareKind } from '../packages/care.ts'
import type { LabelLanguage } from './content.ts'

export interface LabelWords {
  readonly unit: string
  readonly for: string
  readonly received: string
  readonly carrier: string
  readonly shelf: string
  readonly hold: string
  readonly unknownAddressee: string
  readonly perishable: string
  readonly oversize: string
  readonly signature_required: string
  /** For labels with no room for the whole phrase. */
  readonly signatureShort: string
}

/** The words printed on a label. Kept apart from the screens' catalogue: paper outlives the language chosen on screen. */
export const LABEL_WORDS: Readonly<Record<LabelLanguage, LabelWords>> = {
  fr: {
    unit: 'Unité',
    for: 'Pour',
    received: 'Reçu',
    carrier: 'Transporteur',
    shelf: 'Étagère',
    hold: 'À garder à la réception',
    unknownAddressee: 'Destinataire inconnu',
    perishable: 'Périssable',
    oversize: 'Hors gabarit',
    signature_required: 'Signature exigée',
    signatureShort: 'Signature',
  },
  en: {
    unit: 'Unit',
    for: 'For',
    received: 'Received',
    carrier: 'Carrier',
    shelf: 'Shelf',
    hold: 'Hold at front desk',
    unknownAddressee: 'Unknown addressee',
    perishable: 'Perishable',
    oversize: 'Oversize',
    signature_required: 'Signature required',
    signatureShort: 'Signature',
  },
}

/** What a label says of its addressee; the last day of an absence follows. */
export const CARE_WORDS: Readonly<Record<LabelLanguage, Readonly<Record<CareKind, string>>>> = {
  fr: {
    moved_out: 'N’habite plus ici',
    vacant: 'Unité inoccupée',
    not_receiving: 'Ne reçoit pas de colis ici',
    forward: 'Réexpédier jusqu’au',
    hold: 'Absent jusqu’au',
  },
  en: {
    moved_out: 'Moved out',
    vacant: 'Vacant unit',
    not_receiving: 'Receives no parcels here',
    forward: 'Forward until',
    hold: 'Away until',
  },
}
