import type { CarrierId } from './types.ts'

type Language = 'fr' | 'en'

export interface CarrierName {
  id: CarrierId
  /** The name a resident of Montréal knows. */
  name: Readonly<Record<Language, string>>
  /** The name inside a sentence, without additions; null where a sentence names no carrier. */
  said: Readonly<Record<Language, string>> | null
  /** What French puts between the parcel and a name that is no brand. */
  link?: string
  /** By sound, not by letter: "a UPS parcel", "an ICS parcel". */
  article: 'a' | 'an'
  /** Mark for narrow labels, ten characters at most. */
  short: string
}

const brand = (id: CarrierId, name: string, short: string, article: 'a' | 'an' = 'a', said = name): CarrierName => ({
  id,
  name: { fr: name, en: name },
  said: { fr: said, en: said },
  article,
  short,
})

/** Every carrier a desk can choose, the most usual in Montréal first and 'other' last. */
export const CARRIERS: readonly CarrierName[] = [
  {
    id: 'canada_post',
    name: { fr: 'Postes Canada', en: 'Canada Post' },
    said: { fr: 'Postes Canada', en: 'Canada Post' },
    link: 'de ',
    article: 'a',
    short: 'POSTES CAN',
  },
  brand('purolator', 'Purolator', 'PUROLATOR'),
  brand('ups', 'UPS', 'UPS'),
  brand('fedex', 'FedEx', 'FEDEX'),
  brand('amazon', 'Amazon', 'AMAZON', 'an'),
  brand('intelcom', 'Intelcom (Dragonfly)', 'INTELCOM', 'an', 'Intelcom'),
  brand('uniuni', 'UniUni', 'UNIUNI'),
  brand('dhl', 'DHL', 'DHL'),
  brand('canpar', 'Canpar', 'CANPAR'),
  brand('loomis', 'Loomis Express', 'LOOMIS'),
  brand('gls', 'GLS (Dicom)', 'GLS', 'a', 'GLS'),
  brand('nationex', 'Nationex', 'NATIONEX'),
  brand('ics', 'ICS Courier', 'ICS', 'an'),
  brand('fleetoptics', 'FleetOptics', 'FLEETOPT'),
  brand('usps', 'USPS', 'USPS'),
  brand('landmark', 'Landmark Global', 'LANDMARK'),
  brand('gofo', 'GOFO Express', 'GOFO'),
  brand('yunexpress', 'YunExpress', 'YUNEXPRESS'),
  brand('ontrac', 'OnTrac', 'ONTRAC', 'an'),
  brand('lasership', 'LaserShip', 'LASERSHIP'),
  brand('dpd', 'DPD', 'DPD'),
  {
    id: 's10_other',
    name: { fr: 'Poste internationale', en: 'International mail' },
    said: { fr: 'international', en: 'international' },
    article: 'an',
    short: 'POSTE INTL',
  },
  {
    id: 'other',
    name: { fr: 'Autre transporteur', en: 'Other carrier' },
    said: null,
    article: 'a',
    short: 'AUTRE',
  },
]

const BY_ID: ReadonlyMap<string, CarrierName> = new Map(CARRIERS.map((carrier) => [carrier.id, carrier]))

/** A carrier's name in a language. An unknown id shows as it is: a newer desk may have taught it. */
export const carrierName = (id: string, language: Language): string => BY_ID.get(id)?.name[language] ?? id

/** What names the carrier beside the word for a parcel; empty for other carriers and unknown ones. */
export const carrierBesideParcel = (id: string, language: Language): string => BY_ID.get(id)?.said?.[language] ?? ''

/** A parcel by its carrier, with its article, for the middle of a sentence: "an Amazon parcel", "un colis". */
export function aParcelOf(id: string, language: Language): string {
  const said = carrierBesideParcel(id, language)
  if (language === 'fr') return said ? `un colis ${BY_ID.get(id)?.link ?? ''}${said}` : 'un colis'
  return said ? `${BY_ID.get(id)?.article ?? 'a'} ${said} parcel` : 'a parcel'
}
