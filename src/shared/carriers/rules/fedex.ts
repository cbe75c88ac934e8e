import type { CarrierRule, Check } from '../types.ts'

// Facts: tracking_number_data (MIT, see ../NOTICE.md).
const EXPRESS_12: Check = { kind: 'weighted', weights: [3, 1, 7, 3, 1, 7, 3, 1, 7, 3, 1], modulo1: 11, modulo2: 10 }
// The same scheme over the number as the 34-digit barcode pads it, to fourteen digits.
const EXPRESS_14: Check = {
  kind: 'weighted',
  weights: [1, 7, 3, 1, 7, 3, 1, 7, 3, 1, 7, 3, 1],
  modulo1: 11,
  modulo2: 10,
}
const GROUND: Check = { kind: 'mod10', evens: 1, odds: 3 }
const IMPB: Check = { kind: 'mod10', evens: 3, odds: 1 }

export const FEDEX_RULES: readonly CarrierRule[] = [
  {
    carrier: 'fedex',
    service: 'Express',
    pattern: /^(?<serial>\d{11})(?<check>\d)$/,
    check: EXPRESS_12,
    evidence: 'shape',
  },
  {
    carrier: 'fedex',
    service: 'Express',
    pattern: /^100\d{17}(?<number>(?<serial>\d{13})(?<check>\d))$/,
    check: EXPRESS_14,
    evidence: 'prefix',
    canonical: { kind: 'zeros12' },
  },
  {
    // Other leading digits exist; the two padding zeros then stand for the prefix.
    carrier: 'fedex',
    service: 'Express',
    pattern: /^(?!100|420)[0-8]\d{19}(?<number>(?<serial>00\d{11})(?<check>\d))$/,
    check: EXPRESS_14,
    evidence: 'structure',
    adjust: -0.1,
    canonical: { kind: 'zeros12' },
  },
  {
    carrier: 'fedex',
    service: 'Express',
    pattern: /^\d{16}(?<number>(?<serial>\d{11})(?<check>\d))\d{4}$/,
    check: EXPRESS_12,
    evidence: 'shape',
    adjust: 0.1,
  },
  {
    carrier: 'fedex',
    service: 'Ground',
    pattern: /^(?<serial>\d{14})(?<check>\d)$/,
    check: GROUND,
    evidence: 'shape',
  },
  {
    // The last fifteen digits are the Ground number printed below the barcode.
    carrier: 'fedex',
    service: 'Ground',
    pattern: /^96\d{5}(?<number>(?<serial>\d{14})(?<check>\d))$/,
    check: GROUND,
    evidence: 'prefix',
    aims: ['C1'],
  },
  {
    carrier: 'fedex',
    service: 'Ground',
    pattern: /^96\d{18}(?<number>(?<serial>\d{13})(?<check>\d))$/,
    check: EXPRESS_14,
    evidence: 'prefix',
    canonical: { kind: 'zeros12' },
    aims: ['C1'],
  },
  {
    carrier: 'fedex',
    service: 'Ground',
    pattern: /^(?<serial>0[0124]\d{15})(?<check>\d)$/,
    check: IMPB,
    evidence: 'shape',
  },
  {
    // Travels under a postal number, so the post is proposed first.
    carrier: 'fedex',
    service: 'SmartPost',
    pattern: /^(?:420(?:\d{5}|\d{9}))?(?<number>(?<serial>926129\d{15})(?<check>\d))$/,
    check: IMPB,
    evidence: 'prefix',
    adjust: -0.02,
    aims: ['C1'],
  },
  {
    carrier: 'fedex',
    service: 'SmartPost',
    pattern: /^(?<serial>61\d{17})(?<check>\d)$/,
    check: IMPB,
    checkPrepend: { unless: /^92/, text: '92' },
    evidence: 'structure',
    adjust: -0.1,
    canonical: { kind: 'prepend', text: '92' },
  },
]
