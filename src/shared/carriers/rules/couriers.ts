import type { CarrierRule } from '../types.ts'

// Facts: tracking_number_data (MIT, see ../NOTICE.md).
export const AMAZON_RULES: readonly CarrierRule[] = [
  // TBA in the United States, TBC in Canada, TBM in Mexico; some with three letters of a region (TBAONT, Ontario).
  { carrier: 'amazon', service: null, pattern: /^TB[ACM](?:\d{12}|[A-Z]{3}\d{9})$/, evidence: 'prefix', adjust: 0.05 },
  { carrier: 'amazon', service: 'International', pattern: /^C\d{10}$/, evidence: 'shape', adjust: 0.1 },
]

export const DHL_RULES: readonly CarrierRule[] = [
  {
    carrier: 'dhl',
    service: 'Express',
    pattern: /^(?<serial>\d{9,10})(?<check>\d)$/,
    check: { kind: 'mod7' },
    evidence: 'shape',
  },
  { carrier: 'dhl', service: 'Express', pattern: /^JVGL\d{9,10}$/, evidence: 'prefix' },
  {
    // The barcode begins with the data identifier J, which the text under it and the web site leave out or not.
    carrier: 'dhl',
    service: 'Express',
    pattern: /^(?:JJD\d{9,20}|JD\d{16,18})$/,
    evidence: 'prefix',
    canonical: { kind: 'prepend', text: 'J', unless: /^JJ/ },
  },
  { carrier: 'dhl', service: 'Express', pattern: /^J[A-Z]{2,3}\d{9,10}$/, evidence: 'shape', adjust: 0.15 },
  { carrier: 'dhl', service: 'eCommerce', pattern: /^GM(?:\d{10,25}|[0-9A-F]{20})$/, evidence: 'prefix' },
  {
    carrier: 'dhl',
    service: 'eCommerce',
    pattern: /^(?:LX|RX|UV|CN|SG|TH|IN|HK|MY)\d{10,39}$/,
    evidence: 'shape',
    adjust: 0.15,
  },
  { carrier: 'dhl', service: 'eCommerce', pattern: /^\d{14}$/, evidence: 'shape' },
]

export const FOREIGN_RULES: readonly CarrierRule[] = [
  { carrier: 'landmark', service: null, pattern: /^LTN\d{8}N1$/, evidence: 'prefix' },
  { carrier: 'gofo', service: null, pattern: /^GFUS\d{14}$/, evidence: 'prefix' },
  { carrier: 'yunexpress', service: null, pattern: /^YT\d{16}$/, evidence: 'prefix' },
  {
    carrier: 'ontrac',
    service: null,
    pattern: /^C(?<serial>\d{13})(?<check>\d)$/,
    check: { kind: 'mod10', evens: 1, odds: 2 },
    checkPrepend: { unless: /^4/, text: '4' },
    evidence: 'structure',
    adjust: -0.05,
  },
  {
    carrier: 'ontrac',
    service: null,
    pattern: /^D(?<serial>\d{13})(?<check>\d)$/,
    check: { kind: 'mod10', evens: 1, odds: 2 },
    checkPrepend: { unless: /^5/, text: '5' },
    evidence: 'structure',
    adjust: -0.05,
  },
  { carrier: 'lasership', service: null, pattern: /^L[AIEHNX][1-3]\d{7}$/, evidence: 'structure' },
  { carrier: 'lasership', service: null, pattern: /^1LS7[12]\d{10}$/, evidence: 'prefix' },
  // Printed with a dash before the last character.
  { carrier: 'lasership', service: null, pattern: /^1LS7[12]\d{2}01[1-4]\d{6}1$/, evidence: 'prefix' },
  { carrier: 'lasership', service: null, pattern: /^1LSCX[0-9A-Z]{10}$/, evidence: 'prefix' },
  {
    // The barcode: `%`, which a gun may leave out, seven characters of the postal code, the number, service and country.
    carrier: 'dpd',
    service: null,
    pattern: /^%[0-9A-Z]{7}(?<number>\d{14})\d{6}$/,
    evidence: 'structure',
  },
  {
    carrier: 'dpd',
    service: null,
    pattern: /^[0-9A-Z]{7}(?<number>\d{14})\d{6}$/,
    evidence: 'shape',
    adjust: 0.15,
  },
  {
    // The text under it, with a check character.
    carrier: 'dpd',
    service: null,
    pattern: /^%?(?<serial>[0-9A-Z]{7}(?<number>\d{14})\d{6})(?<check>[0-9A-Z])$/,
    check: { kind: 'mod3736' },
    evidence: 'shape',
  },
  {
    // With a digit for check character it would be one more reading of every FedEx Ground number.
    carrier: 'dpd',
    service: null,
    pattern: /^(?<serial>(?<number>\d{14}))(?<check>[A-Z])$/,
    check: { kind: 'mod3736' },
    evidence: 'shape',
  },
]
