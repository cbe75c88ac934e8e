import { describe, expect, it } from 'vitest'
import { bodyProblem, cleanBody, cleanLine, isBlank, stripMisleading } from './clean.ts'
import { BODY_LIMIT, countCharacters } from './limits.ts'

describe('the limit', () => {
  it('counts as the databases do: a character outside the first plane is one, not two', () => {
    expect(countCharacters('é😀')).toBe(2)
    expect(bodyProblem('😀'.repeat(BODY_LIMIT))).toBeNull()
    expect(bodyProblem('😀'.repeat(BODY_LIMIT + 1))).toEqual({ code: 'too_long', over: 1 })
  })
  it('says how much too long a pasted page is, and does not cut it', () => {
    const page = 'x'.repeat(10_000)
    expect(bodyProblem(page)).toEqual({ code: 'too_long', over: 6_000 })
    expect(cleanBody(page)).toHaveLength(10_000)
  })
  it.each([
    '',
    ' \n\t ',
    '\u00a0',
    '\u200b\u200b',
    '\u2060\ufeff',
    '\u202e\u202c',
    '\u3164',
    '\u2800',
    '\u200d',
    '\u{e0041}',
    '\u0000',
  ])('takes what nobody can see for empty: %j', (text) => {
    expect(isBlank(text)).toBe(true)
    expect(bodyProblem(text)).toEqual({ code: 'empty' })
    expect(bodyProblem(text, { attachments: 1 })).toBeNull()
  })
})

describe('what is stored', () => {
  it('has no character that Postgres or a terminal stumbles on', () => {
    expect(cleanBody('a\u0000b\u001b[31mc\u007f\ufffed\ud800e')).toBe('ab[31mcd\ufffde')
  })
  it('keeps the shape of what was written', () => {
    expect(cleanBody('\r\n \r\n  one\r\n\ttwo\rthree \n\n')).toBe('  one\n\ttwo\nthree')
    expect(cleanLine(' a\n b\t c ')).toBe('a b c')
  })
  it('keeps pasted HTML as the text that it is', () => {
    const html = '<b onclick="x()">hi</b><script>alert(1)</script>'
    expect(cleanBody(html)).toBe(html)
  })
})

describe('what is shown', () => {
  it('cannot turn a name around or hide a character', () => {
    expect(stripMisleading('invoice\u202efdp.exe')).toBe('invoicefdp.exe')
    expect(stripMisleading('pay\u200bpal\u00ad.com\ufeff')).toBe('paypal.com')
    expect(stripMisleading('\u2067abc\u2069')).toBe('abc')
    expect(stripMisleading('a\u200d b')).toBe('a b')
  })
  it('keeps joiners where a script or an emoji needs them', () => {
    expect(stripMisleading('👩‍👩‍👧 می‌خواهم ❤️‍🔥')).toBe('👩‍👩‍👧 می‌خواهم ❤️‍🔥')
  })
})
