import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { aliasesOf, recogniseCarrier } from '../carriers/index.ts'
import { classifyScan } from './classify.ts'
import { makeOwnCode, parseOwnCode, randomPackageBody } from './ownCode.ts'
import type { OwnCodeType } from './ownCode.ts'

const letters = (alphabet: string, minLength: number, maxLength: number) =>
  fc.string({ unit: fc.constantFrom(...alphabet), minLength, maxLength })

const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const ALNUM = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'

const own: fc.Arbitrary<[OwnCodeType, string]> = fc.oneof(
  fc.tuple(fc.constant<OwnCodeType>('package'), letters(CROCKFORD, 9, 9)),
  fc.tuple(fc.constant<OwnCodeType>('package'), letters('0123456789', 9, 9)),
  fc.tuple(fc.constant<OwnCodeType>('pickup'), letters('0123456789', 6, 6)),
  fc.tuple(fc.constantFrom<OwnCodeType>('shelf', 'command'), letters(ALNUM, 1, 10)),
  // Nine digits in all make a shelf code look like an alphabetic Purolator number.
  fc.tuple(fc.constantFrom<OwnCodeType>('shelf', 'command'), letters('0123456789', 8, 8)),
)

describe('own codes', () => {
  it('come back as they were made, in either case, and no carrier claims them', () => {
    const greedy = ['L', 'LD', 'LDP', 'LDS'].map((prefix, i) => ({ id: String(i), carrier: 'gls' as const, prefix }))
    fc.assert(
      fc.property(own, ([type, body]) => {
        const full = makeOwnCode(type, body)
        expect(full).toMatch(/^LD[PKSC][0-9A-Z]+$/)
        expect(parseOwnCode(full)).toEqual({ type, body })
        expect(parseOwnCode(full.toLowerCase())).toEqual({ type, body })
        expect(recogniseCarrier(full, { taught: greedy })).toEqual([])
        expect(aliasesOf(full)).toEqual([full])
        expect(classifyScan({ text: `]C0${full}\r\n` })).toEqual({ kind: 'own', type, code: body, full })
      }),
      { numRuns: 2000 },
    )
  })

  it('are damaged, and still no parcel, when one character was misread', () => {
    const misread = fc.tuple(own, fc.nat(), fc.constantFrom(...ALNUM)).map(([[type, body], at, character]) => {
      const full = makeOwnCode(type, body)
      const i = 3 + (at % (full.length - 3))
      return { full, wrong: full.slice(0, i) + character + full.slice(i + 1) }
    })
    fc.assert(
      fc.property(
        misread.filter(({ full, wrong }) => full !== wrong),
        ({ wrong }) => {
          expect(parseOwnCode(wrong)).toBe('damaged')
          expect(classifyScan({ text: wrong })).toEqual({ kind: 'own_damaged', full: wrong })
          expect(recogniseCarrier(wrong)).toEqual([])
        },
      ),
      { numRuns: 2000 },
    )
  })

  it.each(['', 'LD', 'LDP', 'LDX123456', 'LDP123', 'LDK1234567890', 'LDS123456789012345', 'LTN74207623N1'])(
    'leaves %j to others',
    (text) => {
      expect(parseOwnCode(text)).toBeNull()
    },
  )

  it('refuses to print a body that it could not read back', () => {
    for (const [type, body] of [
      ['package', 'ABCDEFGHI'],
      ['package', '12345678'],
      ['pickup', '12345A'],
      ['shelf', ''],
      ['shelf', 'A-1'],
      ['command', 'ABCDEFGHIJK'],
    ] as const) {
      expect(() => makeOwnCode(type, body)).toThrow(RangeError)
    }
  })

  it('draws package bodies from all 32 letters', () => {
    expect(randomPackageBody(() => Uint8Array.from([0, 9, 10, 31, 32, 63, 255, 128, 18]))).toBe('09AZ0ZZ0J')
    expect(
      parseOwnCode(
        makeOwnCode(
          'package',
          randomPackageBody((n) => new Uint8Array(n)),
        ),
      ),
    ).toEqual({
      type: 'package',
      body: '000000000',
    })
    expect(() => randomPackageBody(() => new Uint8Array(3))).toThrow(RangeError)
  })
})
