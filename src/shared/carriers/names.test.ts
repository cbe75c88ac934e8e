import { describe, expect, it } from 'vitest'
import { aParcelOf, carrierBesideParcel, carrierName, CARRIERS } from './names.ts'

describe('carriers in sentences', () => {
  // Bug: "A Amazon parcel", "A ICS Courier parcel", "Un colis Postes Canada / Canada Post", "Un colis Autre / Other".
  it('every carrier has its article and its name in either language', () => {
    expect(Object.fromEntries(CARRIERS.map(({ id }) => [id, [aParcelOf(id, 'en'), aParcelOf(id, 'fr')]]))).toEqual({
      canada_post: ['a Canada Post parcel', 'un colis de Postes Canada'],
      purolator: ['a Purolator parcel', 'un colis Purolator'],
      ups: ['a UPS parcel', 'un colis UPS'],
      fedex: ['a FedEx parcel', 'un colis FedEx'],
      amazon: ['an Amazon parcel', 'un colis Amazon'],
      intelcom: ['an Intelcom parcel', 'un colis Intelcom'],
      uniuni: ['a UniUni parcel', 'un colis UniUni'],
      dhl: ['a DHL parcel', 'un colis DHL'],
      canpar: ['a Canpar parcel', 'un colis Canpar'],
      loomis: ['a Loomis Express parcel', 'un colis Loomis Express'],
      gls: ['a GLS parcel', 'un colis GLS'],
      nationex: ['a Nationex parcel', 'un colis Nationex'],
      ics: ['an ICS Courier parcel', 'un colis ICS Courier'],
      fleetoptics: ['a FleetOptics parcel', 'un colis FleetOptics'],
      usps: ['a USPS parcel', 'un colis USPS'],
      landmark: ['a Landmark Global parcel', 'un colis Landmark Global'],
      gofo: ['a GOFO Express parcel', 'un colis GOFO Express'],
      yunexpress: ['a YunExpress parcel', 'un colis YunExpress'],
      ontrac: ['an OnTrac parcel', 'un colis OnTrac'],
      lasership: ['a LaserShip parcel', 'un colis LaserShip'],
      dpd: ['a DPD parcel', 'un colis DPD'],
      s10_other: ['an international parcel', 'un colis international'],
      other: ['a parcel', 'un colis'],
    })
  })

  it('says nothing of a carrier that it does not know, and shows its id where a name must stand', () => {
    expect([aParcelOf('drone_9', 'en'), aParcelOf('drone_9', 'fr')]).toEqual(['a parcel', 'un colis'])
    expect(carrierBesideParcel('drone_9', 'fr')).toBe('')
    expect(carrierName('drone_9', 'fr')).toBe('drone_9')
  })

  it('never shows both languages at once', () => {
    for (const { id } of CARRIERS)
      for (const language of ['fr', 'en'] as const) expect(carrierName(id, language)).not.toMatch(/ \/ |^$/)
  })
})
