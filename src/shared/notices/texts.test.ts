import { expect, it } from 'vitest'
import { CARRIERS } from '../carriers/index.ts'
import { NOTICE_KINDS } from '../packages/noticeWords.ts'
import { textProblems } from './check.ts'
import { emailTexts, plainLetter } from './email.ts'
import type { NoticeFacts } from './facts.ts'
import { smsParts } from './gsm7.ts'
import { slipText, smsText } from './short.ts'
import { DEFAULT_TEXTS } from './words.ts'

const facts = (more: Partial<NoticeFacts> = {}): NoticeFacts => ({
  language: 'fr',
  kind: 'arrived',
  building: 'Lofts des Arts',
  name: 'Ana',
  parcels: [{ shortNumber: 'A47', carrier: 'ups', perishable: false }],
  pickupCode: '483920',
  ...more,
})
const parcels = (count: number) =>
  Array.from({ length: count }, (_, at) => ({ shortNumber: `A${at + 1}`, carrier: 'ups', perishable: at === 0 }))
const plain = (text: string) => text.replaceAll(/[\u00a0\u202f]/g, ' ')
const letter = (so: NoticeFacts, template = DEFAULT_TEXTS[so.language][so.kind]) =>
  emailTexts(so, template, { stop: 'https://example.org/stop?a=1&b=2', picture: 'cid:code' })

// Bug: a letter without the code as text, which a mail program that blocks pictures leaves useless.
it('says in either language what came, its number and the code', () => {
  const french = letter(facts())
  expect(plain(french.subject)).toBe('Lofts des Arts : un colis UPS à l’accueil (A47)')
  expect(plain(french.text)).toBe(
    [
      'Bonjour Ana,',
      'Vous avez un colis UPS à l’accueil de Lofts des Arts.',
      'Numéro : A47\nCode de retrait : 483920',
      'Donnez ce code à l’accueil, ou confiez-le à la personne qui passera pour vous.',
      '-- \nVous recevez ce courriel parce que l’accueil de Lofts des Arts garde des colis pour vous.\nNe plus recevoir ces avis par courriel : https://example.org/stop?a=1&b=2',
    ].join('\n\n'),
  )
  expect(french.html).toContain('lang="fr"')
  expect(french.html).toContain('>483920<')
  expect(letter(facts({ language: 'en', name: '' })).text).toContain(
    'Hello,\n\nYou have a UPS parcel at the front desk',
  )
})

// Bug: "A Amazon parcel", "Un colis Autre / Other vous attend"; words at the desk that differ from those of the letter.
it('every carrier reads as a sentence in either language, at the desk as in the letter', () => {
  const firstLine = (language: 'fr' | 'en', carrier: string) => {
    const so = facts({ language, parcels: [{ shortNumber: 'A47', carrier, perishable: false }] })
    const { subject, body } = plainLetter(so, DEFAULT_TEXTS[language].arrived)
    expect(letter(so).text.startsWith(`${body}\n\n-- \n`)).toBe(true)
    expect(subject).not.toContain(' / ')
    return body.split('\n\n')[1]!
  }
  expect(firstLine('en', 'amazon')).toBe('You have an Amazon parcel at the front desk of Lofts des Arts.')
  expect(firstLine('fr', 'canada_post')).toBe('Vous avez un colis de Postes Canada à l’accueil de Lofts des Arts.')
  expect(firstLine('fr', 'drone_9')).toBe('Vous avez un colis à l’accueil de Lofts des Arts.')
  for (const { id } of CARRIERS) {
    expect(firstLine('en', id), id).toMatch(/^You have (a [^AEIO].*|an [AEIOi].*|a parcel.*) at the/)
    expect(firstLine('fr', id), id).toMatch(/^Vous avez un colis( (de )?\S.*)? à l’accueil/)
    expect(firstLine('en', id) + firstLine('fr', id)).not.toContain(' / ')
  }
})

it('names five of many parcels and says when one of them spoils', () => {
  const { subject, text } = letter(facts({ parcels: parcels(8) }))
  expect(plain(subject)).toContain('8 colis à l’accueil (A1, A2, A3, A4, A5 et 3 autres)')
  expect(plain(text)).toContain('L’un des colis est périssable : passez le prendre')
  expect(letter(facts({ parcels: parcels(6) })).subject).toContain('(A1, A2, A3, A4, A5 et A6)')
})

// Bug: a picture from outside tells its server who reads when; a link in a name leads anywhere.
it('an HTML letter loads nothing and takes no markup from a name', () => {
  const { html } = letter(facts({ name: '<img src="https://evil.example/x.png">', building: 'A & B "C"' }))
  expect(html).not.toContain('<img src="https')
  expect(html).toContain('A &amp; B &quot;C&quot;')
  expect([...html.matchAll(/src="([^"]*)"/g)].map((match) => match[1])).toEqual(['cid:code'])
})

// Bug: "evil‮txt.exe" turns the rest of the line around; a Hebrew name turns its neighbours.
it('keeps the direction of a name to itself', () => {
  expect(letter(facts({ name: 'A\u202enna\u200b' })).text).toContain('Bonjour Anna,')
  expect(letter(facts({ name: 'דוד' })).text).toContain('Bonjour \u2068דוד\u2069,')
})

// Bug: "reçu" or a typographic apostrophe makes two parts of what fits into one; a name on a lock screen.
it('a text message is one part with whatever building, carrier and number of parcels', () => {
  for (const language of ['fr', 'en'] as const)
    for (const kind of NOTICE_KINDS)
      for (const building of [
        'Lofts des Arts',
        'Résidence du Château-Ramezay à l’Île-des-Sœurs, phase II',
        'Ω'.repeat(90),
      ])
        for (const count of [1, 2, 60])
          for (const id of ['s10_other', 'canada_post', 'other']) {
            const so = facts({ language, kind, building, parcels: parcels(count).map((p) => ({ ...p, carrier: id })) })
            const text = smsText(so, DEFAULT_TEXTS[language][kind].sms)
            expect(smsParts(text), text).toBe(1)
            expect(text).not.toContain('Ana')
            expect(text).toMatch(language === 'fr' ? /ARRET pour cesser\.$/ : /STOP to opt out\.$/)
          }
  expect(smsText(facts(), DEFAULT_TEXTS.fr.arrived.sms)).toBe(
    "Lofts des Arts: un colis UPS à l'accueil (A47). Code 483920. ARRET pour cesser.",
  )
})

it('a slip shows neither code nor name', () => {
  const slip = slipText(facts(), '{name}{pickup_code}' + DEFAULT_TEXTS.fr.arrived.slip)
  expect(slip).not.toMatch(/483920|Ana/)
  expect(plain(slip)).toContain('Numéro : A47')
})

it('the words a building begins with have no problem', () => {
  for (const language of ['fr', 'en'] as const)
    for (const kind of NOTICE_KINDS)
      for (const [field, text] of Object.entries(DEFAULT_TEXTS[language][kind]))
        expect(textProblems(field as 'sms', text, facts({ language, kind })), text).toEqual([])
})

// Bug: "{pickup_cod}" is sent as it stands to sixty people.
it('refuses variables that nobody fills, that do not belong there, or that are missing', () => {
  expect(textProblems('body', 'Code {pickup_cod}', facts())).toEqual([{ code: 'unknown_variable', name: 'pickup_cod' }])
  expect(textProblems('sms', '{name} {building} {numbers} {pickup_code} ARRET', facts())).toEqual([
    { code: 'not_in_this_form', name: 'name' },
  ])
  expect(textProblems('slip', '{pickup_code} {numbers}', facts())).toEqual([
    { code: 'not_in_this_form', name: 'pickup_code' },
  ])
  expect(textProblems('sms', '{building} {numbers} ARRET', facts())).toEqual([
    { code: 'missing_variable', name: 'pickup_code' },
  ])
  expect(textProblems('subject', 'a\nb', facts())).toEqual([{ code: 'several_lines' }])
  expect(textProblems('body', ' \n', facts())).toEqual([{ code: 'empty' }])
})

it('says which letters make a text message dear, and when it is too long', () => {
  const good = '{building} {numbers} {pickup_code} ARRET '
  expect(textProblems('sms', `${good}reçu, prêt`, facts())[0]).toEqual({ code: 'costly_letters', letters: ['ç', 'ê'] })
  expect(textProblems('sms', good + 'a'.repeat(150), facts())).toEqual([{ code: 'too_long', parts: 2 }])
  expect(textProblems('sms', `${good}l’accueil « ici » – n° 4`, facts())).toEqual([])
})

// Bug: a text message that fits with one parcel left as two with many; one without a way out; a bracket was sent as it stood.
it('refuses a text message that is too long with many parcels or says no way out, and half a bracket', () => {
  const good = '{building} {numbers} {pickup_code} ARRET '
  expect(textProblems('sms', good + 'a'.repeat(105), facts())).toEqual([{ code: 'too_long', parts: 2 }])
  expect(textProblems('sms', good + 'a'.repeat(10), facts())).toEqual([])
  expect(textProblems('sms', '{building} {numbers} {pickup_code}', facts())).toEqual([
    { code: 'missing_stop', word: 'ARRET' },
  ])
  const english = facts({ language: 'en' })
  expect(textProblems('sms', '{building} {numbers} {pickup_code} STOP', english)).toEqual([])
  for (const text of ['Bonjour {name', 'Bonjour name}', '{{name}}'])
    expect(textProblems('body', text, facts()), text).toEqual([{ code: 'stray_bracket' }])
  expect(textProblems('subject', 'a'.repeat(151), facts())).toEqual([{ code: 'too_many_letters', most: 150 }])
})
