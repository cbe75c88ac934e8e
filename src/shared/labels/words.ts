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
