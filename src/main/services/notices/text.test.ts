import { expect, it } from 'vitest'
import { CARRIERS } from '../../../shared/carriers/index.ts'
import { noticeText } from './text.ts'

const facts = (carrier: string) => ({
  building: 'Lofts des Arts',
  name: 'Ana Roy',
  unit: '804',
  carrier,
  shortNumber: 'A12',
  pickupCode: '123456',
  perishable: false,
})
const said = (language: 'fr' | 'en', carrier: string) => {
  const { subject, body } = noticeText(language, facts(carrier))
  return [subject, body.split('\n\n')[1]].map((text) => text!.replaceAll(/[\u00a0\u202f]/g, ' '))
}

// Bug: "A Amazon parcel", "Un colis Autre / Other vous attend", "Un colis Postes Canada / Canada Post vous attend".
it('names the carrier with its article, in the language of the notice', () => {
  expect(said('en', 'amazon')).toEqual([
    'Amazon parcel at the front desk (no. A12)',
    'An Amazon parcel is waiting for you at the front desk of Lofts des Arts (unit 804).',
  ])
  expect(said('fr', 'canada_post')).toEqual([
    'Colis de Postes Canada à l’accueil (n° A12)',
    'Un colis de Postes Canada vous attend à l’accueil de Lofts des Arts (appartement 804).',
  ])
  for (const carrier of ['other', 'drone_9']) {
    expect(said('en', carrier)[1]).toBe('A parcel is waiting for you at the front desk of Lofts des Arts (unit 804).')
    expect(said('fr', carrier)[0]).toBe('Colis à l’accueil (n° A12)')
  }
})

it('every carrier reads as a sentence in either language', () => {
  for (const { id } of CARRIERS) {
    expect(said('en', id)[1], id).toMatch(/^(A [^AEIO].*|An [AEIOi].*|A parcel.*) is waiting for you/)
    expect(said('fr', id)[1], id).toMatch(/^Un colis( (de )?\S.*)? vous attend/)
    for (const language of ['fr', 'en'] as const) expect(said(language, id).join(' ')).not.toContain(' / ')
  }
})
