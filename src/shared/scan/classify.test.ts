import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { NUMBER_FIXTURES } from '../carriers/numbers.fixture.ts'
import { classifyScan } from './classify.ts'
import type { ScanClass, ScanInput } from './classify.ts'

const GS = '\u001D'
const RS = '\u001E'
const EOT = '\u0004'

function best(result: ScanClass): string {
  if (result.kind !== 'tracking') return JSON.stringify(result)
  return `${result.candidates[0]?.carrier} ${result.candidates[0]?.trackingNumber}`
}

function verdict(input: ScanInput): string {
  const result = classifyScan(input)
  return result.kind === 'wrong_barcode' ? result.why : result.kind
}

/** A UPS MaxiCode, with the separators that the scanner kept. */
const maxicode = (sep: string, rs: string, tail = ''): string =>
  [
    '[)>',
    rs,
    ['01', '96841706672', '840', '001', '1Z00004951', 'UPSN', '06X610', '159', '1234567'].join(sep),
    tail,
  ].join('')

/** A Purolator PDF417. */
const purolatorLabel = (pin: string): string =>
  `V01~02|D01~20260704|R01~JEAN TREMBLAY|R04~12 RUE X APT 804|R07~H2X1Y4|S01~1|S02~${pin}|B01~1|`

describe('classifyScan: tracking numbers', () => {
  it('knows every number of the carriers, framed as scanners frame it', () => {
    for (const { carrier, valid } of NUMBER_FIXTURES) {
      for (const number of valid) {
        const result = classifyScan({ text: `\u0002]C0${number}\t\r\n` })
        expect(result.kind, number).toBe('tracking')
        if (result.kind === 'tracking') expect(result.candidates.map((c) => c.carrier)).toContain(carrier)
      }
    }
  })

  it('takes the symbology from the text or from the transport', () => {
    const number = '9400111206206406260787'
    for (const input of [{ text: `]C1${number}` }, { text: number, aim: ']C1' }]) {
      const result = classifyScan(input)
      expect(result.kind === 'tracking' && result.candidates[0]?.reasons).toContain('aim_id')
    }
  })

  it.each([
    ['a separator after the ZIP', `42022153${GS}9101026837331000039521`],
    ['a leading FNC1', `${GS}420221539101026837331000039521`],
    ['no separator', '420221539101026837331000039521'],
  ])('reads a postal GS1-128 barcode with %s', (_name, text) => {
    expect(best(classifyScan({ text, aim: ']C1' }))).toBe('usps 9101026837331000039521')
  })

  it('reads the number inside a GS1 shipment identifier', () => {
    expect(best(classifyScan({ text: `4011Z5R89390357567127${GS}421124H2X1Y4`, aim: ']C1' }))).toBe(
      'ups 1Z5R89390357567127',
    )
  })

  it('keeps a 12-digit number of FedEx or Purolator, though it may be a good UPC too', () => {
    // Right check digits under FedEx and under UPC-A.
    const both = Array.from({ length: 4000 }, (_, i) => String(770000000000 + i * 977)).filter((text) => {
      const sum = Array.from(text).reduce((total, c, i) => total + Number(c) * (i % 2 === 0 ? 3 : 1), 0)
      return sum % 10 === 0
    })
    const kinds = new Set(both.map((text) => verdict({ text })))
    expect(kinds).toEqual(new Set(['tracking', 'product']))
    expect(verdict({ text: '331426749957' })).toBe('tracking')
  })

  it('answers with every number the parcel may be stored under', () => {
    const result = classifyScan({ text: '1001921334250001000300779017972697' })
    expect(result.kind === 'tracking' && result.aliases).toEqual(['779017972697', '1001921334250001000300779017972697'])
  })

  it('calls a carrier’s number with a wrong check digit misread, in a GS1 symbol too', () => {
    expect(classifyScan({ text: '1Z999AA10123456785' })).toMatchObject({ kind: 'misread', carrier: 'ups' })
    expect(classifyScan({ text: `42022153${GS}9101026837331000039522`, aim: ']C1' })).toMatchObject({ kind: 'misread' })
    expect(classifyScan({ text: `4011Z5R89390357567128${GS}421124H2X1Y4`, aim: ']C1' })).toMatchObject({
      kind: 'misread',
      carrier: 'ups',
      normalised: '1Z5R89390357567128',
    })
    const taught = [{ id: '1', carrier: 'gls' as const, prefix: '1Z99' }]
    expect(best(classifyScan({ text: '1Z999AA10123456785' }, { taught }))).toBe('gls 1Z999AA10123456785')
  })

  it('lets a taught prefix decide', () => {
    const taught = [{ id: '1', carrier: 'gls' as const, prefix: 'ZZ9' }]
    expect(verdict({ text: 'ZZ9000001' })).toBe('unknown')
    expect(best(classifyScan({ text: 'zz9000001' }, { taught }))).toBe('gls ZZ9000001')
  })
})

describe('classifyScan: 2D labels', () => {
  it.each([
    ['with separators', maxicode(GS, RS, RS + EOT)],
    ['with separators dropped by a keyboard wedge', maxicode('', '')],
    [
      'the other published sample',
      `[)>${RS}01${GS}96H2X1Y4${GS}124${GS}001${GS}1Z12345675${GS}UPSN${GS}12345E${GS}089`,
    ],
  ])('rebuilds the number of a UPS MaxiCode, %s', (_name, text) => {
    const result = classifyScan({ text, aim: ']U1' })
    expect(best(result)).toMatch(/^ups 1Z(?:06X6100100004951|12345E0112345675)$/)
    expect(result.kind === 'tracking' && result.aliases).toHaveLength(1)
  })

  it('asks for the linear barcode when the rebuilt number fails its check digit', () => {
    expect(verdict({ text: maxicode(GS, RS).replace('1Z00004951', '1Z00004952') })).toBe('return_or_other')
  })

  it.each([
    ['with separators', GS, RS],
    ['without', '', ''],
  ])('finds the number of a FedEx PDF417, %s', (_name, sep, rs) => {
    const fields = ['01', '0210118', '840', '05', '7790179726970201', 'FDE', '510087780', '028', '1/1', '2.5LB', 'N']
    const text = `[)>${rs}${fields.join(sep)}${sep}12 RUE X${sep}MONTREAL${sep}QC${sep}JEAN${rs}06${sep}10Z${EOT}`
    expect(best(classifyScan({ text, aim: ']L2' }))).toBe('fedex 779017972697')
  })

  it('finds a number behind a data identifier in another container', () => {
    expect(best(classifyScan({ text: `[)>${RS}06${GS}JJJD0099999999999${GS}5Q02${RS}${EOT}` }))).toBe(
      'dhl JJD0099999999999',
    )
  })

  it('finds the number of a Purolator PDF417', () => {
    expect(best(classifyScan({ text: purolatorLabel('331426749957') }))).toBe('purolator 331426749957')
    expect(best(classifyScan({ text: purolatorLabel('RKP000051945') }))).toBe('purolator RKP000051945')
    expect(best(classifyScan({ text: purolatorLabel('AB12345678901') }))).toBe('purolator AB12345678901')
    expect(verdict({ text: purolatorLabel('') })).toBe('return_or_other')
  })

  it('reads a long container, but not an endless one without a number', () => {
    expect(best(classifyScan({ text: maxicode(GS, RS, GS + 'X'.repeat(5000)) }))).toBe('ups 1Z06X6100100004951')
    expect(verdict({ text: `[)>${RS}01${GS}${'X'.repeat(5000)}` })).toBe('too_long')
  })
})

describe('classifyScan: everything else on the label', () => {
  it.each<[string, ScanInput, string]>([
    ['a US routing barcode', { text: '42022153', aim: ']C1' }, 'routing'],
    ['a US routing barcode with ZIP+4', { text: '420221531234', aim: ']C1' }, 'routing'],
    ['a Canadian routing barcode', { text: '421124H2X1Y4' }, 'routing'],
    ['a pallet code', { text: '00006141411234567890', aim: ']C1' }, 'routing'],
    ['a pallet code from a scanner without symbology', { text: '00006141411234567890' }, 'routing'],
    ['a postal code', { text: 'H2X 1Y4' }, 'postal'],
    ['a postal code behind its digit', { text: '2h2x1y4' }, 'postal'],
    ['a website', { text: 'https://www.example.com/app?id=1Z5R89390357567127' }, 'url'],
    ['a website without scheme', { text: 'bit.ly/3abcdef' }, 'url'],
    ['an EAN', { text: ']E04006381333931' }, 'product'],
    ['an EAN from a scanner without symbology', { text: '4006381333931' }, 'product'],
    ['a UPC that would pass for a tracking number', { text: ']E0986578788855' }, 'product'],
    ['an EAN-8', { text: '96385074' }, 'product'],
    ['a carton of goods', { text: '10614141000415', aim: ']I1' }, 'product'],
    ['a GS1 article number', { text: '0110614141000415', aim: ']C1' }, 'product'],
    ['a contact card', { text: 'BEGIN:VCARD\r\nFN:X\r\nEND:VCARD' }, 'return_or_other'],
    ['a GS1 order number', { text: '400PO12', aim: ']C1' }, 'return_or_other'],
    ['two kilobytes of prose', { text: 'a b '.repeat(600) }, 'too_long'],
    ['a damaged transmission', { text: '1Z5R89390357567127', corrupt: true }, 'corrupt'],
    ['bytes that are no text', { text: '1Z5R893\uFFFD0357567127' }, 'corrupt'],
    ['nothing', { text: '\r\n' }, 'unknown'],
    ['a merchant reference', { text: 'PO-778 b' }, 'unknown'],
  ])('%s', (_name, input, expected) => {
    expect(verdict(input)).toBe(expected)
  })

  it('keeps unknown codes in a form that can be stored and compared', () => {
    expect(classifyScan({ text: `]C0po-77\u0007 8\r\n` })).toMatchObject({ kind: 'unknown', normalised: 'PO778' })
  })
})

describe('classifyScan: any text at all', () => {
  const pieces = fc.array(
    fc.oneof(
      fc.string({ unit: 'binary', maxLength: 60 }),
      fc.stringMatching(/^[0-9]{1,40}$/),
      fc.constantFrom(
        GS,
        RS,
        EOT,
        '[)>',
        ']C1',
        ']E0',
        'V01~',
        '|S02~',
        '1Z',
        'UPSN',
        'FDE',
        '420',
        '00',
        'LDP',
        '\r\n',
      ),
    ),
    { maxLength: 160, size: 'max' },
  )

  it('never throws, and never lets a control character into a number', () => {
    fc.assert(
      fc.property(
        pieces,
        fc.option(fc.constantFrom(']C0', ']C1', ']E0', ']U1', ']L2', ']I0', '', 'x')),
        (parts, aim) => {
          const result = classifyScan({ text: parts.join('').slice(0, 6144), aim })
          if (result.kind === 'unknown') expect(result.normalised).not.toMatch(/[\p{C}\p{Z}]/u)
          if (result.kind !== 'tracking') return
          expect(result.candidates.length).toBeGreaterThan(0)
          for (const candidate of result.candidates) expect(candidate.trackingNumber).toMatch(/^[0-9A-Z]+$/)
          for (const alias of result.aliases) expect(alias).not.toMatch(/[\p{C}\p{Z}]/u)
        },
      ),
      { numRuns: 600 },
    )
  })

  it.each([
    '0',
    '9',
    'A',
    'a.',
    '1Z',
    ' ',
    GS,
    '420',
    '[)>1Z',
    `[)>${RS}`,
    'V01~|',
    '|S02~',
    '[)>000000000000',
    '\t',
    'www',
  ])('takes less than 50 ms for five kilobytes of %j', (piece) => {
    const text = piece + piece.repeat(5120 / piece.length)
    const start = performance.now()
    classifyScan({ text })
    expect(performance.now() - start).toBeLessThan(50)
  })
})
