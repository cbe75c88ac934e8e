import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CARRIERS, recogniseCarrier } from './index.ts'
import { NUMBER_FIXTURES } from './numbers.fixture.ts'

const valid = NUMBER_FIXTURES.flatMap(({ carrier, valid }) => valid.map((number) => ({ carrier, number })))
const invalid = NUMBER_FIXTURES.flatMap(({ carrier, invalid }) => invalid.map((number) => ({ carrier, number })))

// Numbers that are as good for a second carrier, which is then proposed first.
const SECOND = new Set(['9261292700768711948021', '420112139261290983497923666238'])

describe('carrier formats', () => {
  it.each(valid)('reads $number as $carrier', ({ carrier, number }) => {
    const candidates = recogniseCarrier(number)
    expect(candidates.map((candidate) => candidate.carrier)).toContain(carrier)
    const rivals = candidates.filter((candidate) => candidate.score === candidates[0]?.score)
    if (rivals.length === 1 && !SECOND.has(number)) expect(candidates[0]?.carrier).toBe(carrier)
  })

  it.each(invalid)('does not take $number for $carrier', ({ carrier, number }) => {
    expect(recogniseCarrier(number).map((candidate) => candidate.carrier)).not.toContain(carrier)
  })

  it('takes no run of zeros for a number, though most check digits accept it', () => {
    for (let length = 8; length <= 38; length += 1) expect(recogniseCarrier('0'.repeat(length))).toEqual([])
  })

  it('gives canonical numbers without blanks, control characters or lower case', () => {
    const noise = fc.constantFrom('', ' ', '-', '\u001D', '\t', '\u00A0', '\u200B', '\r\n')
    const noisy = fc
      .tuple(fc.constantFrom(...valid), fc.array(noise, { minLength: 40, maxLength: 40 }))
      .map(([{ number }, gaps]) => Array.from(number, (c, i) => c.toLowerCase() + (gaps[i] ?? '')).join(''))
    fc.assert(
      fc.property(noisy, (text) => {
        const candidates = recogniseCarrier(text)
        expect(candidates.length).toBeGreaterThan(0)
        for (const candidate of candidates) expect(candidate.trackingNumber).toMatch(/^[0-9A-Z]{8,60}$/)
      }),
    )
  })

  it('returns nothing but plain numbers for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 120 }), (text) => {
        for (const candidate of recogniseCarrier(text)) expect(candidate.trackingNumber).toMatch(/^[0-9A-Z]+$/)
      }),
    )
  })
})

describe('carrier names', () => {
  it('gives every carrier a mark that fits a label, and keeps the catch-all last', () => {
    for (const { name, short } of CARRIERS) {
      expect(Object.values(name)).not.toContain('')
      expect(short.length).toBeLessThanOrEqual(10)
    }
    expect(CARRIERS.at(-1)?.id).toBe('other')
    expect(new Set(CARRIERS.map(({ id }) => id)).size).toBe(CARRIERS.length)
    const named = new Set(CARRIERS.map(({ id }) => id))
    for (const { carrier } of NUMBER_FIXTURES) expect(named).toContain(carrier)
  })
})
