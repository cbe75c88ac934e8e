import type { CarrierRule } from '../types.ts'

// Facts: tracking_number_data (MIT, see ../NOTICE.md). Mail Innovations numbers cannot be told from USPS ones.
export const UPS_RULES: readonly CarrierRule[] = [
  {
    carrier: 'ups',
    service: null,
    pattern: /^1Z(?<serial>[0-9A-Z]{6}(?<service>[0-9A-Z]{2})[0-9A-Z]{7})(?<check>\d)$/,
    check: { kind: 'mod10', evens: 1, odds: 2 },
    evidence: 'prefix',
    services: { YW: 'SurePost' },
  },
  {
    carrier: 'ups',
    service: 'Waybill',
    pattern: /^[AHJKTV](?<serial>\d{9})(?<check>\d)$/,
    check: { kind: 'mod10', evens: 1, odds: 2 },
    evidence: 'structure',
    adjust: -0.15,
  },
]
