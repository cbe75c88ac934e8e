import type { CarrierRule } from '../types.ts'

// Facts: tracking_number_data (MIT, see ../NOTICE.md) for the twelve-character Purolator forms and Canpar; the others
// are prefixes that the carriers print on their labels. GLS, Nationex, Loomis and FleetOptics publish no format: a desk
// teaches theirs.
// The long barcode of Purolator's labels ("NGB"): 34 digits. First the postal code, each letter as two digits (01 for A).
const LETTER = '(?:0[1-9]|1\\d|2[0-6])'
const POSTAL_CODE = `(?:0[123578]|1[0-4689]|2[0245])\\d(?:${LETTER}\\d){2}`

/** The long barcode around a number of digits alone, whose length less eight stands before it. */
const aroundDigits = (length: number, number: string): RegExp =>
  new RegExp(`^${POSTAL_CODE}9${length - 8}(?<number>${number})\\d{${23 - length}}$`)

export const PUROLATOR_RULES: readonly CarrierRule[] = [
  {
    carrier: 'purolator',
    service: null,
    pattern: /^(?<serial>[0-5]\d{10})(?<check>\d)$/,
    check: { kind: 'luhn' },
    evidence: 'shape',
  },
  {
    // 32 and 33 open nearly all the numbers now in use.
    carrier: 'purolator',
    service: null,
    pattern: /^(?<serial>3[23]\d{9})(?<check>\d)$/,
    check: { kind: 'luhn' },
    evidence: 'shape',
    adjust: 0.05,
  },
  {
    carrier: 'purolator',
    service: null,
    pattern: /^[A-Z]{3}\d{9}$/,
    evidence: 'shape',
    adjust: 0.25,
  },
  {
    carrier: 'purolator',
    service: null,
    pattern: aroundDigits(12, '(?<serial>[0-5]\\d{10})(?<check>\\d)'),
    check: { kind: 'luhn' },
    evidence: 'structure',
    adjust: 0.02,
  },
  ...[9, 10, 11, 13].map((length): CarrierRule => ({
    carrier: 'purolator',
    service: null,
    pattern: aroundDigits(length, `\\d{${length}}`),
    evidence: 'shape',
    adjust: 0.2,
  })),
  {
    carrier: 'purolator',
    service: null,
    pattern: new RegExp(`^${POSTAL_CODE}(?<number>${LETTER}{3}\\d{9})\\d{10}$`),
    evidence: 'structure',
    canonical: { kind: 'letter_pairs' },
  },
  {
    carrier: 'purolator',
    service: null,
    pattern: /^(?!420)\d{11}(?<number>(?<serial>3[23]\d{9})(?<check>\d))\d{11}$/,
    check: { kind: 'luhn' },
    evidence: 'structure',
    adjust: -0.05,
  },
  {
    carrier: 'purolator',
    service: null,
    pattern: /^(?!420|96|100)\d{11}(?<number>(?<serial>[0-5]\d{10})(?<check>\d))\d{11}$/,
    check: { kind: 'luhn' },
    evidence: 'shape',
    adjust: -0.1,
  },
]

export const CANADIAN_RULES: readonly CarrierRule[] = [
  { carrier: 'canpar', service: null, pattern: /^[CDKLSUXZ]\d{21}$/, evidence: 'prefix' },
  { carrier: 'intelcom', service: null, pattern: /^INTL[A-Z]{3}\d{9}$/, evidence: 'prefix', adjust: 0.05 },
  // Letters and digits in any mix behind the prefix.
  { carrier: 'intelcom', service: null, pattern: /^INTLCM(?=[0-9A-Z]*\d)[0-9A-Z]{6,20}$/, evidence: 'prefix' },
  { carrier: 'intelcom', service: null, pattern: /^CRIN(?=[0-9A-Z]*\d{4})[0-9A-Z]{6,20}$/, evidence: 'prefix' },
  { carrier: 'uniuni', service: null, pattern: /^UUS(?=[0-9A-Z]*\d{6})[0-9A-Z]{13,17}$/, evidence: 'prefix' },
  { carrier: 'ics', service: null, pattern: /^(?:ND|GR)(?=[0-9A-Z]*\d{6})[0-9A-Z]{18}$/, evidence: 'prefix' },
]
