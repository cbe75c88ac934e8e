import type { CarrierRule, Check } from '../types.ts'
import { POSTAL_COUNTRIES } from './countries.ts'

// Facts: tracking_number_data (MIT, see ../NOTICE.md); UPU S10; USPS publication 199.
const IMPB: Check = { kind: 'mod10', evens: 3, odds: 1 }
const S10: Check = { kind: 's10' }

const S10_SERVICES: Readonly<Record<string, string>> = {
  C: 'Parcel',
  E: 'EMS',
  H: 'E-commerce',
  L: 'Letter Express',
  M: 'M-bag',
  R: 'Registered',
  V: 'Insured',
}

function s10Pattern(countries: string): RegExp {
  return new RegExp(`^(?<service>[A-Z]{2})(?<serial>\\d{8})(?<check>\\d)(?:${countries})$`)
}

export const CANADA_POST_RULES: readonly CarrierRule[] = [
  {
    carrier: 'canada_post',
    service: null,
    pattern: /^(?<serial>\d{15})(?<check>\d)$/,
    check: IMPB,
    evidence: 'shape',
  },
  {
    // The long barcode of the label: one digit, the postal code, the number, five digits.
    carrier: 'canada_post',
    service: null,
    pattern: /^\d(?:[A-Z]\d[A-Z]\d[A-Z]\d|[A-Z]{3}\d{3})(?<number>(?<serial>\d{15})(?<check>\d))\d{5}$/,
    check: IMPB,
    evidence: 'structure',
  },
  {
    carrier: 'canada_post',
    service: null,
    pattern: s10Pattern('CA'),
    check: S10,
    evidence: 'structure',
    services: S10_SERVICES,
  },
]

export const USPS_RULES: readonly CarrierRule[] = [
  {
    // 22 digits alone, behind 420 + ZIP (30 in all) or behind 420 + ZIP+4 (34 in all).
    carrier: 'usps',
    service: null,
    pattern: /^(?:420(?:\d{5}|\d{9}))?(?<number>(?<serial>9[1-5]\d{19})(?<check>\d))$/,
    check: IMPB,
    evidence: 'prefix',
    aims: ['C1'],
  },
  {
    // 26 digits alone, or behind 420 + ZIP (34 in all) or 420 + ZIP+4 (38 in all).
    carrier: 'usps',
    service: null,
    pattern: /^(?:420(?:\d{5}|\d{9}))?(?<number>(?<serial>9[2-5]\d{23})(?<check>\d))$/,
    check: IMPB,
    evidence: 'prefix',
    adjust: -0.01,
    aims: ['C1'],
  },
  {
    // `00` opens a pallet code of the same length, never a service type.
    carrier: 'usps',
    service: null,
    pattern: /^(?:420\d{5})?(?<number>(?<serial>(?!00)\d{19})(?<check>\d))$/,
    check: IMPB,
    evidence: 'shape',
  },
  {
    carrier: 'usps',
    service: null,
    pattern: /^(?:420\d{5})?(?<number>(?<serial>(?!00|9[1-5])\d{19})(?<check>\d))$/,
    check: IMPB,
    checkPrepend: { unless: /^9[1-5]/, text: '91' },
    evidence: 'shape',
    adjust: -0.05,
    canonical: { kind: 'prepend', text: '91' },
  },
  {
    carrier: 'usps',
    service: null,
    pattern: s10Pattern('US'),
    check: S10,
    evidence: 'structure',
    services: S10_SERVICES,
  },
]

export const OTHER_POST_RULES: readonly CarrierRule[] = [
  {
    carrier: 's10_other',
    service: null,
    pattern: s10Pattern(POSTAL_COUNTRIES.filter((code) => code !== 'CA' && code !== 'US').join('|')),
    check: S10,
    evidence: 'structure',
    services: S10_SERVICES,
  },
]
