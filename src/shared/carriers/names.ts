import type { CarrierId } from './types.ts'

export interface CarrierName {
  id: CarrierId
  /** The name a resident of Montréal knows; a brand, the same in French and English. */
  name: string
  /** Mark for narrow labels, ten characters at most. */
  short: string
}

/** Every carrier a desk can choose, the most usual in Montréal first and 'other' last. */
export const CARRIERS: readonly CarrierName[] = [
  { id: 'canada_post', name: 'Postes Canada / Canada Post', short: 'POSTES CAN' },
  { id: 'purolator', name: 'Purolator', short: 'PUROLATOR' },
  { id: 'ups', name: 'UPS', short: 'UPS' },
  { id: 'fedex', name: 'FedEx', short: 'FEDEX' },
  { id: 'amazon', name: 'Amazon', short: 'AMAZON' },
  { id: 'intelcom', name: 'Intelcom / Dragonfly', short: 'INTELCOM' },
  { id: 'uniuni', name: 'UniUni', short: 'UNIUNI' },
  { id: 'dhl', name: 'DHL', short: 'DHL' },
  { id: 'canpar', name: 'Canpar', short: 'CANPAR' },
  { id: 'loomis', name: 'Loomis Express', short: 'LOOMIS' },
  { id: 'gls', name: 'GLS (Dicom)', short: 'GLS' },
  { id: 'nationex', name: 'Nationex', short: 'NATIONEX' },
  { id: 'ics', name: 'ICS Courier', short: 'ICS' },
  { id: 'fleetoptics', name: 'FleetOptics', short: 'FLEETOPT' },
  { id: 'usps', name: 'USPS', short: 'USPS' },
  { id: 'landmark', name: 'Landmark Global', short: 'LANDMARK' },
  { id: 'gofo', name: 'GOFO Express', short: 'GOFO' },
  { id: 'yunexpress', name: 'YunExpress', short: 'YUNEXPRESS' },
  { id: 'ontrac', name: 'OnTrac', short: 'ONTRAC' },
  { id: 'lasership', name: 'LaserShip', short: 'LASERSHIP' },
  { id: 'dpd', name: 'DPD', short: 'DPD' },
  { id: 's10_other', name: 'Poste internationale / International mail', short: 'POSTE INTL' },
  { id: 'other', name: 'Autre / Other', short: 'AUTRE' },
]
