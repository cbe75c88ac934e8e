import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { piecesOf } from './links.ts'

const links = (text: string) =>
  piecesOf(text)
    .filter(({ href }) => href !== null)
    .map(({ text: said }) => said)
const opened = (text: string) => piecesOf(text).flatMap(({ href }) => href ?? [])

const WORDS = ['arrivé', 'home', 'Merci', 'colis', 'réception', 'ok', 'demain', 'parcel', 'retour']
// Words that begin sentences and are endings of the Internet as well.
const ENDINGS = [
  'il',
  'it',
  'je',
  'la',
  'no',
  'so',
  'is',
  'me',
  'my',
  'to',
  'in',
  'at',
  'be',
  'de',
  'nous',
  'on',
  'tel',
  'si',
]
const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

describe('links', () => {
  // Bug: "arrivé.Il" opened a page in Israel.
  it('are not sentences without a space after the full stop', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...WORDS),
        fc.constantFrom(...ENDINGS, 'com', 'ca', 'net'),
        fc.constantFrom(' est là.', ' is here', '', '!', ', merci', '…'),
        (word, ending, rest) => {
          expect(links(`Le ${word}.${capital(ending)}${rest}`)).toEqual([])
        },
      ),
    )
    for (const word of WORDS) for (const ending of ENDINGS) expect(links(`${word}.${ending} est`)).toEqual([])
  })

  // Bug: « https://lofts.ca » opened "https://lofts.ca%C2%BB".
  it('end before closing quotes, brackets and marks', () => {
    const address = fc.constantFrom(
      'https://lofts.ca',
      'https://lofts.ca/suivi?n=12',
      'http://a.example/x_(y)',
      'www.postescanada.ca/suivi',
      'postescanada.ca',
      'amazon.com/orders',
      'ana@roy.ca',
    )
    const close = fc.constantFrom(
      '»',
      '\u00a0»',
      '\u202f»',
      '”',
      '’',
      '"',
      ')',
      ']',
      '›',
      '.',
      ',',
      ' ;',
      '!',
      '?',
      '…',
      '».',
      '”)',
      '',
    )
    const open = fc.constantFrom('', '«', '«\u202f', '“', '(', '[', '"', 'Voir ')
    fc.assert(
      fc.property(open, address, close, fc.constantFrom('', ' et merci', '\nMerci'), (before, it, after, rest) => {
        expect(links(`${before}${it}${after}${rest}`)).toEqual([it])
      }),
    )
  })

  it('end where the next sentence begins without a space', () => {
    expect(links('Écrivez à ana@roy.ca.Merci')).toEqual(['ana@roy.ca'])
    expect(links('Voir https://lofts.ca.Il est là')).toEqual(['https://lofts.ca'])
    expect(links('Voir lofts.ca.Merci')).toEqual(['lofts.ca'])
  })

  it('open what is written, with https where nothing is said', () => {
    expect(opened('postescanada.ca et http://a.example/b, ana@roy.ca')).toEqual([
      'https://postescanada.ca',
      'http://a.example/b',
      'mailto:ana@roy.ca',
    ])
    expect(opened('javascript:alert(1) file:///etc/passwd https://a:b@c.ca')).toEqual([])
  })

  it('lose nothing of a text', () => {
    const part = fc.constantFrom(
      ...WORDS,
      '.',
      ' ',
      '»',
      'https://x.ca',
      '(',
      ')',
      '514 555-0100',
      ' x12',
      'a@b.ca',
      '\u00a0',
    )
    fc.assert(
      fc.property(fc.array(part, { maxLength: 12 }), (parts) => {
        const text = parts.join('')
        expect(
          piecesOf(text)
            .map(({ text: said }) => said)
            .join(''),
        ).toBe(text)
      }),
    )
  })
})

describe('telephone numbers', () => {
  const sep = fc.constantFrom(' ', '\u00a0', '\u202f', '-', '\u2011', '.', '–')
  const group = (first: string, length: number) =>
    fc
      .tuple(fc.constantFrom(...first), fc.stringMatching(new RegExp(`^\\d{${length - 1}}$`)))
      .map((parts) => parts.join(''))
  const extension = fc.constantFrom('', ' poste 12', ', poste\u00a012', ' ext. 12', ' x12', ' #12')

  // Bug: "514 555-0100" with no-break spaces or hyphens was plain text.
  it('are links with every separator, in brackets and with an extension', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('', '1', '+1'),
        fc.boolean(),
        fc.tuple(sep, sep, sep),
        group('23456789', 3),
        group('23456789', 3),
        group('0123456789', 4),
        extension,
        fc.constantFrom(['', ''], ['Appelez le ', '.'], ['(', ')'], ['tél. : ', ' svp'], ['«\u202f', '\u202f»']),
        (country, inBrackets, [one, two, three], area, exchange, line, ext, [before, after]) => {
          const written = `${country}${country && one}${inBrackets ? `(${area})` : area}${two}${exchange}${three}${line}${ext}`
          const text = `${before}${written}${after}`
          expect(links(text), text).toEqual([written])
          expect(opened(text)).toEqual([`tel:${country}${area}${exchange}${line}${ext && ';ext=12'}`])
        },
      ),
    )
  })

  it('are links one after the other', () => {
    expect(links('514 555-0100 438 555-0199')).toEqual(['514 555-0100', '438 555-0199'])
    expect(links('514\u00a0555\u20110100 ou +15145550100')).toEqual(['514\u00a0555\u20110100', '+15145550100'])
  })

  it('are not the numbers of parcels', () => {
    for (const number of [
      '5145550100',
      '514555010012',
      '7012 3456 7890 1234',
      '514 555 0100 1234',
      '4005 514 555 0100',
      '1Z 999 555 1234',
      '1Z999AA10123456784',
      'LM 514 555 012 CA',
      '329 514 555 0100 78',
      'TBA514-555-0100',
      '514-555-01001',
      'A514 555-0100',
      '2026-11-22',
      '12 514 555-0100',
    ])
      expect(links(`Le colis ${number} est là`), number).toEqual([])
  })
})
