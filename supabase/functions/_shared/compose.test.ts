import * as fc from 'fast-check'
import MailComposer from 'nodemailer/lib/mail-composer'
import PostalMime from 'postal-mime'
import { expect, it } from 'vitest'
import { smsParts } from '../../../src/shared/notices/gsm7.ts'
import { composeEmail, composeSms } from './compose.ts'
import { NotComposable } from './headers.ts'
import type { Letter } from './letter.ts'
import { mailOptions } from './providers/raw.ts'
import { SECRETS, testDeps, testLetter } from './testDeps.ts'

const deps = testDeps(SECRETS, () => new Response())
const rawOf = async (letter: Letter) =>
  new MailComposer(mailOptions(await composeEmail(letter, 'avis@lofts.example', deps))).compile().build()
const headersOf = (raw: Buffer) => {
  const head = raw.toString('latin1').split('\r\n\r\n', 1)[0]!
  return head
    .replaceAll(/\r\n[ \t]+/g, ' ')
    .split('\r\n')
    .map((line) => line.split(':', 1)[0]!.toLowerCase())
}
const building = (name: string) => ({ ...testLetter().building, name })

it('is a letter of text first, HTML after it, and the picture that the HTML names', async () => {
  const raw = await rawOf(testLetter())
  const text = raw.toString('latin1')
  expect(text).toMatch(/^Content-Type: multipart\/alternative/m)
  expect(text.indexOf('Content-Type: text/plain')).toBeGreaterThan(0)
  expect(text.indexOf('Content-Type: text/plain')).toBeLessThan(text.indexOf('Content-Type: text/html'))
  const mail = await PostalMime.parse(raw)
  expect(mail.text).toContain('483920')
  expect(mail.attachments[0]).toMatchObject({
    contentId: '<pickup-code>',
    mimeType: 'image/png',
    disposition: 'inline',
  })
  expect(mail.from).toMatchObject({ name: 'Lofts des Arts', address: 'avis@lofts.example' })
  expect(mail.replyTo?.[0]?.address).toBe('accueil@lofts.example')
})

// Bug: an answering machine's note is answered, and so on for ever; a mail program finds no way out.
it('says that no person wrote it, and how to end it', async () => {
  const { headers, messageId } = await composeEmail(testLetter(), 'avis@lofts.example', deps)
  expect(headers).toMatchObject({
    'Auto-Submitted': 'auto-generated',
    'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
  })
  expect(headers['List-Unsubscribe']).toMatch(/^<https:\/\/project\.example\/functions\/v1\/unsubscribe\?letter=/)
  expect(messageId).toBe('<0198c0de-0000-7000-8000-000000000001@lofts.example>')
})

it('a reminder hangs below the first letter', async () => {
  const first = '0198c0de-0000-7000-8000-000000000000'
  const { headers } = await composeEmail(
    testLetter({ kind: 'reminder_2', inReplyTo: first }),
    'avis@lofts.example',
    deps,
  )
  expect(headers).toMatchObject({ 'In-Reply-To': `<${first}@lofts.example>`, References: `<${first}@lofts.example>` })
})

// Bug: "answer this email" in a letter whose answers nobody reads.
it('asks for an answer only where it goes to somebody', async () => {
  const told = async (replyTo: string | null, language: 'fr' | 'en', texts: Letter['texts'] = null) =>
    (
      await composeEmail(
        testLetter({ kind: 'problem', language, texts, building: { ...building('Lofts'), replyTo } }),
        'avis@lofts.example',
        deps,
      )
    ).text
  for (const [language, words] of [
    ['fr', /répondre à ce courriel/],
    ['en', /answer this email/],
  ] as const) {
    expect(await told('accueil@lofts.example', language)).toMatch(words)
    expect(await told(null, language)).not.toMatch(words)
    expect(await told('not an address', language)).not.toMatch(words)
    expect(await told('accueil@lofts.example', language, { body: 'Venez.' })).not.toMatch(words)
  }
  expect((await composeEmail(testLetter(), 'avis@lofts.example', deps)).text).not.toMatch(/répondre/)
})

// Bug: the second try is another letter, which a provider with keys refuses.
it('is the same on each try', async () => {
  const one = await composeEmail(testLetter(), 'avis@lofts.example', deps)
  expect(await composeEmail(testLetter({ attempt: 2, token: 'other' }), 'avis@lofts.example', deps)).toEqual(one)
})

it.each([
  'Bcc',
  'Ünï',
  'דוד',
  '😀'.repeat(50),
  '"Doe, J" <x@y.example>',
  'a'.repeat(200),
  'x\r\nBcc: all@evil.example',
])('a building called %j makes no header of its own', async (name) => {
  const raw = await rawOf(testLetter({ building: building(name) }))
  expect(headersOf(raw)).not.toContain('bcc')
  const mail = await PostalMime.parse(raw)
  expect(mail.to?.map(({ address }) => address)).toEqual(['ana.roy@example.org'])
  expect(mail.from?.address).toBe('avis@lofts.example')
})

const anyText = fc.string({ unit: 'binary', maxLength: 120 })
const lineBreaks = fc.constantFrom(
  '\r\nBcc: x@y.example',
  '\nSubject: z',
  '\r',
  '\u2028',
  '\0',
  '\u202e',
  '{pickup_code}',
)
const nasty = fc.array(fc.oneof(anyText, lineBreaks), { maxLength: 4 }).map((parts) => parts.join(''))

// Bug: a name with a line break adds a receiver; one with markup adds a picture from outside.
it('whatever the names, headers stay ours and the letter stays whole', async () => {
  const ours = headersOf(await rawOf(testLetter())).toSorted()
  await fc.assert(
    fc.asyncProperty(nasty, nasty, nasty, async (name, person, number) => {
      const parcels = [{ ...testLetter().parcels[0]!, shortNumber: number.slice(0, 12) }]
      const raw = await rawOf(
        testLetter({ building: { ...building(name), senderName: person }, name: person, parcels }),
      )
      expect(headersOf(raw).toSorted()).toEqual(ours)
      const mail = await PostalMime.parse(raw)
      expect(mail.to?.map(({ address }) => address)).toEqual(['ana.roy@example.org'])
      expect(mail.html).not.toMatch(/<img src="(?!cid:)|<script/i)
      expect(mail.text).toContain('483920')
    }),
    { numRuns: 25 },
  )
}, 20_000)

it('a text message to whatever building has one part and one line', () => {
  fc.assert(
    fc.property(nasty, fc.constantFrom('fr' as const, 'en' as const), (name, language) => {
      const letter = testLetter({ channel: 'sms', address: '+15145550199', language, building: building(name) })
      const { text } = composeSms(letter, 'https://x.example')
      expect(smsParts(text)).toBe(1)
      expect(text).not.toMatch(/[\r\n]/)
      expect(text).toContain('483920')
    }),
    { numRuns: 300 },
  )
})

it.each(['a@b.example, c@d.example', 'a@b.example\r\nBcc: x@y.example', '"x" <a@b.example>', 'nobody', ''])(
  'does not write to %j',
  async (address) => {
    await expect(composeEmail(testLetter({ address }), 'avis@lofts.example', deps)).rejects.toThrow(NotComposable)
  },
)

it('does not write to a number that is none', () => {
  expect(() => composeSms(testLetter({ address: '514 555-0199' }), '')).toThrow(NotComposable)
})
