import { isPlainAddress } from '../../../src/shared/notices/address.ts'
import { emailTexts } from '../../../src/shared/notices/email.ts'
import { noticeKind, type NoticeFacts } from '../../../src/shared/notices/facts.ts'
import { smsText } from '../../../src/shared/notices/short.ts'
import { DEFAULT_TEXTS, usualBody } from '../../../src/shared/notices/words.ts'
import { displayName, headerValue, NotComposable, plainAddress } from './headers.ts'
import type { Letter } from './letter.ts'
import { stopLink } from './links.ts'
import type { Email, Sms } from './message.ts'
import { codePicture } from './picture.ts'
import type { Deps } from './ports.ts'

const CID = 'pickup-code'

function factsOf(letter: Letter): NoticeFacts {
  if (letter.parcels.length === 0) throw new NotComposable('a letter about no parcel')
  return {
    language: letter.language,
    kind: noticeKind(letter.kind),
    building: letter.building.name,
    name: letter.name ?? '',
    parcels: letter.parcels,
    pickupCode: letter.pickupCode ?? '',
  }
}

/** Where answers go; one that is no address is left out, because a letter without one is better than none. */
function replyToOf(letter: Letter, log: Deps['log']): string | null {
  const { replyTo } = letter.building
  if (replyTo === null || isPlainAddress(replyTo)) return replyTo
  log(`letter ${letter.letter}: the building's address for answers is not one plain address`)
  return null
}

/** The e-mail of a letter. The same letter makes the same e-mail on each try: providers compare. */
export async function composeEmail(letter: Letter, from: string, deps: Pick<Deps, 'env' | 'log'>): Promise<Email> {
  const facts = factsOf(letter)
  const address = plainAddress(from)
  const domain = address.slice(address.indexOf('@') + 1)
  const hasPicture = facts.kind !== 'problem' && /^\d{6}$/.test(facts.pickupCode)
  const stop = await stopLink(deps.env, letter.letter)
  const replyTo = replyToOf(letter, deps.log)
  const texts = emailTexts(
    facts,
    {
      subject: letter.texts?.subject ?? DEFAULT_TEXTS[facts.language][facts.kind].subject,
      body: letter.texts?.body ?? usualBody(facts.language, facts.kind, replyTo !== null),
    },
    { stop, picture: hasPicture ? `cid:${CID}` : null },
  )
  const idOf = (id: string): string => `<${id}@${domain}>`
  const headers: Record<string, string> = {
    'Auto-Submitted': 'auto-generated',
    'X-Auto-Response-Suppress': 'All',
    'Content-Language': facts.language === 'fr' ? 'fr-CA' : 'en-CA',
    ...(letter.inReplyTo === null ? {} : { 'In-Reply-To': idOf(letter.inReplyTo), References: idOf(letter.inReplyTo) }),
    ...(stop === null
      ? {}
      : { 'List-Unsubscribe': `<${stop}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' }),
  }
  for (const value of Object.values(headers)) headerValue(value)
  return {
    id: letter.letter,
    to: plainAddress(letter.address),
    from: { name: displayName(letter.building.senderName ?? letter.building.name), address },
    replyTo,
    subject: headerValue(texts.subject),
    text: texts.text,
    html: texts.html,
    messageId: headerValue(idOf(letter.letter)),
    headers,
    pictures: hasPicture ? [{ cid: CID, name: 'code.png', png: await codePicture(facts.pickupCode) }] : [],
  }
}

/** The text message of a letter. */
export function composeSms(letter: Letter, callback: string): Sms {
  if (!/^\+[1-9]\d{6,14}$/.test(letter.address)) throw new NotComposable('not an international number')
  const facts = factsOf(letter)
  const usual = DEFAULT_TEXTS[facts.language][facts.kind]
  return { id: letter.letter, to: letter.address, text: smsText(facts, letter.texts?.sms ?? usual.sms), callback }
}
