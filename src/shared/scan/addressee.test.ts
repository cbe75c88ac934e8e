import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readAddressee } from './addressee.ts'
import { unitIn } from './unit.ts'

const [GS, RS, EOT] = ['\u001D', '\u001E', '\u0004']

const purolator = `V01~02|D01~20260704|R01~ZOÉ TREMBLAY|R02~|R03~1200|R04~RUE SAINT-JACQUES|R05~APP 804|R06~MONTREAL|R07~H3C 1K4|S01~1|S02~331426749957|B01~1|`
const fedex = `[)>${RS}01${GS}02H3C1K4${GS}124${GS}05${GS}7790179726970201${GS}FDE${GS}510087780${GS}028${GS}${GS}1/1${GS}2.5LB${GS}N${GS}1200 RUE SAINT-JACQUES${GS}MONTREAL${GS}QC${GS}MARC ROY${RS}06${GS}10ZED008${GS}11ZSTUDIO ROY${GS}12Z5145550100${GS}14ZAPT 1201${RS}${EOT}`
const ups = `[)>${RS}01${GS}96H3C1K4${GS}124${GS}001${GS}1Z12345675${GS}UPSN${GS}12345E${GS}089${GS}${GS}1/1${GS}5${GS}N${GS}804-1200 RUE SAINT-JACQUES${GS}MONTREAL${GS}QC${RS}${EOT}`

describe('whom a carrier’s bar code names', () => {
  it('Purolator PDF417', () => {
    expect(readAddressee({ text: purolator, aim: ']L2' })).toEqual({
      name: 'ZOÉ TREMBLAY',
      lines: ['1200 RUE SAINT-JACQUES', 'APP 804'],
      city: 'MONTREAL',
      postal: 'H3C1K4',
    })
  })

  it('FedEx PDF417, its second address line in another part', () => {
    expect(readAddressee({ text: fedex })).toMatchObject({
      name: 'MARC ROY',
      lines: ['1200 RUE SAINT-JACQUES', 'APT 1201'],
      postal: 'H3C1K4',
    })
  })

  it('UPS MaxiCode: a street and no name', () => {
    expect(readAddressee({ text: ups })).toMatchObject({
      name: null,
      lines: ['804-1200 RUE SAINT-JACQUES'],
      city: 'MONTREAL',
      postal: 'H3C1K4',
    })
  })

  it('Canada Post’s linear code and routing: where to, not whom', () => {
    expect(readAddressee({ text: '1H3C1K4007393800054929712345' })).toMatchObject({
      postal: 'H3C1K4',
      name: null,
      lines: [],
    })
    expect(readAddressee({ text: '421124H3C1K4', aim: ']C1' })).toMatchObject({ postal: 'H3C1K4' })
  })

  it('says nothing where fields cannot be told apart: a scanner that drops the separators', () => {
    expect(readAddressee({ text: ups.replaceAll(GS, '').replaceAll(RS, '') })).toBeNull()
    expect(readAddressee({ text: '1Z999AA10123456784' })).toBeNull()
  })
})

describe('hostile labels', () => {
  const piece = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 40 }),
    fc.constantFrom(
      GS,
      RS,
      EOT,
      '[)>',
      `[)>${RS}01${GS}`,
      'UPSN',
      'FDE',
      'N',
      'Y',
      'V01~',
      '|R01~',
      '|R04~',
      '|R07~',
      'APT ',
      '#',
      '-',
      'H3C1K4',
      '06',
      '14Z',
    ),
  )
  it('never make it throw, never let control characters or endless text through', () => {
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 80, size: 'max' }),
        fc.constantFrom('', purolator, fedex, ups),
        (parts, real) => {
          const label = readAddressee({ text: real + parts.join('') })
          if (!label) return
          for (const text of [label.name, label.city, label.postal, unitIn(label.lines), ...label.lines]) {
            if (text === null) continue
            expect(text).not.toMatch(/[\p{C}]/u)
            expect(Array.from(text).length).toBeLessThanOrEqual(80)
          }
          expect(label.lines.length).toBeLessThanOrEqual(3)
        },
      ),
      { numRuns: 800 },
    )
  })

  it.each(['[)>', GS, `|R04~`, 'APT ', ' ', '#', '9', 'V01~|', `[)>${RS}01${GS}FDE${GS}`, '0-'])(
    'take less than 50 ms for 16 kB of %j',
    (part) => {
      for (const head of ['', 'V01~02|R04~', `[)>${RS}01${GS}x${GS}x${GS}x${GS}UPSN${GS}x${GS}x${GS}N${GS}`]) {
        const text = (head + part.repeat(16_384 / part.length)).slice(0, 16_384)
        const start = performance.now()
        unitIn(readAddressee({ text })?.lines ?? [])
        expect(performance.now() - start).toBeLessThan(50)
      }
    },
  )
})
