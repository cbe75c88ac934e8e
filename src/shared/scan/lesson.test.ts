import { describe, expect, it } from 'vitest'
import type { TaughtRule } from '../carriers/index.ts'
import { classifyScan } from './classify.ts'
import { lessonFrom } from './lesson.ts'
import { lessonHolds } from './lessonHolds.ts'
import { lessonShadows } from './lessonShadows.ts'

const carrierOf = (text: string, taught: TaughtRule[], aim: string | null = null): string => {
  const scan = classifyScan({ text, aim }, { taught })
  return scan.kind === 'tracking' ? (scan.candidates[0]?.carrier ?? '') : scan.kind
}

describe('a lesson from a code in hand', () => {
  it.each([
    ['AB.1234.5678', 'AB.1234.9999', null],
    ['NTX/12345678', 'NTX/12345679', null],
    ['(01)12345678', '(01)12345699', null],
    ['LOOMIS+1234567', 'LOOMIS+7654321', null],
    ['QQ_12345678', 'QQ_12345670', null],
    ['%0003100412345678', '%0003100498765432', null],
    ['*DIC 99-8877:66*', 'DIC998877:12', null],
    ['www.gls/12345678', 'WWW.GLS/12345699', null],
    ['00340434123456789012', '00340434123456789029', ']C1'],
    ['4006381333931', '4006381333948', ']E0'],
    ['42022153', '42022199', ']C1'],
    [']C0NTX12345678', ']C0NTX12345679', null],
  ])('is told from %s on, and for %s, the next one', (text, next, aim) => {
    const found = lessonFrom({ text, aim })!
    const lesson = { carrier: 'nationex', ...found }
    expect(lessonHolds(lesson, { text, aim }, [])).toBe(true)
    const taught: TaughtRule[] = [{ id: '1', carrier: 'nationex', ...found }]
    expect(carrierOf(text, taught, aim)).toBe('nationex')
    expect(carrierOf(next, taught, aim)).toBe('nationex')
    expect(carrierOf(text, [], aim)).not.toBe('nationex')
  })

  it('begins with the letters of the code, else with its first four digits', () => {
    const from = (text: string) => lessonFrom({ text, aim: null })
    expect(from('NAT00012345')).toEqual({ prefix: 'NAT', length: 11 })
    expect(from('4401234567')).toEqual({ prefix: '4401', length: 10 })
    expect(from('AB.1234.5678')).toEqual({ prefix: 'AB', length: 10 })
    expect(from('123')).toBeNull()
    expect(from('V01~02|S02~331426749957|')).toBeNull()
  })

  it('keeps the number in the form in which it is compared', () => {
    const taught: TaughtRule[] = [{ id: '1', carrier: 'gls', prefix: 'AB', length: 10 }]
    const scan = classifyScan({ text: 'ab.1234.5678' }, { taught })
    expect(scan).toMatchObject({ candidates: [{ carrier: 'gls', trackingNumber: 'AB12345678' }] })
    expect(classifyScan({ text: 'ab.1234.5678' })).toMatchObject({ kind: 'unknown', normalised: 'AB12345678' })
  })
})

describe('a lesson that cannot work', () => {
  it.each([
    ['of our own labels', { prefix: 'LDP', length: 13 }, null],
    ['longer than its codes', { prefix: 'ABCDEFGH', length: 4 }, null],
    ['of another length than the code in hand', { prefix: 'NTX', length: 10 }, 'NTX/12345678'],
    ['of a square code', { prefix: 'V01', length: null }, 'V01~02|D01~20260704|S02~331426749957|B01~1|'],
    [
      'with another beginning than the code in hand',
      { prefix: '779', length: 12 },
      '1001921334250001000300779017972697',
    ],
  ])('is known before it is kept: %s', (_name, lesson, text) => {
    const example = text === null ? null : { text, aim: null }
    expect(lessonHolds({ carrier: 'gls', ...lesson }, example, [])).toBe(false)
  })

  it('is one that a longer lesson overrules', () => {
    const taught: TaughtRule[] = [{ id: '1', carrier: 'gls', prefix: 'NTX1234' }]
    const lesson = { carrier: 'nationex', prefix: 'NTX', length: null }
    expect(lessonHolds(lesson, { text: 'NTX12345678', aim: null }, taught)).toBe(false)
    expect(lessonHolds(lesson, { text: 'NTX99945678', aim: null }, taught)).toBe(true)
  })
})

// Bug: GLS taught with a misread number of Canada Post took all of Canada Post's, and nothing was asked.
describe('a lesson that takes another carrier’s published numbers', () => {
  const shadows = (text: string, carrier = 'gls') =>
    lessonShadows({ carrier, ...lessonFrom({ text, aim: null })! }, { text, aim: null })

  it.each([
    ['7035114477138472', { carrier: 'canada_post', isValid: true }],
    ['7035114477138473', { carrier: 'canada_post', isValid: false }],
    ['1Z999AA10123456785', { carrier: 'ups', isValid: false }],
    [']C01Z999AA10123456784', { carrier: 'ups', isValid: true }],
    ['331426749957', { carrier: 'purolator', isValid: true }],
  ])('is told by the code in hand: %s', (text, found) => expect(shadows(text)).toEqual(found))

  it('is none for what nobody published, nor for the carrier itself', () => {
    for (const text of ['NTX12345678', 'AB.1234.5678', 'LOOMIS+1234567', '4006381333931'])
      expect(shadows(text)).toBeNull()
    expect(shadows('7035114477138473', 'canada_post')).toBeNull()
  })

  it('is told by how its numbers begin, where nobody has one in hand', () => {
    const by = (prefix: string, length: number | null) =>
      lessonShadows({ carrier: 'gls', prefix, length }, null)?.carrier
    expect(by('7035', 16)).toBe('canada_post')
    expect(by('1Z', null)).toBe('ups')
    expect(by('RR', 13)).toBe('canada_post')
    expect(by('QZW', null)).toBeUndefined()
    expect(by('NAT', 11)).toBeUndefined()
    expect(by('70351', 13)).toBeUndefined()
  })
})
