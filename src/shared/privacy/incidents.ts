/** The contents of an entry of the register of incidents, in the order of the regulation. */
export const INCIDENT_FACTS = [
  'information',
  'informationUnknown',
  'circumstances',
  'happened',
  'knownOn',
  'persons',
  'riskFor',
  'riskAgainst',
  'isSerious',
  'commissionOn',
  'personsOn',
  'noticesWhy',
  'measures',
] as const
export type IncidentFact = (typeof INCIDENT_FACTS)[number]
