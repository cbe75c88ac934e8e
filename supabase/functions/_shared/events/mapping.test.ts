import { describe, expect, it } from 'vitest'
import { isOptOut } from './optOut.ts'
import { postmarkEvent } from './postmark.ts'
import { resendEvent } from './resend.ts'
import { sesEvent } from './ses.ts'
import { telnyxEvent } from './telnyx.ts'
import { twilioEvent } from './twilio.ts'

const LETTER = '0198c0de-0000-7000-8000-000000000001'
const NOW = Date.parse('2026-11-30T12:00:00Z')

describe('Resend', () => {
  const body = (type: string, data: object = {}) => ({
    type,
    created_at: '2026-11-30T11:59:58.000Z',
    data: { email_id: 'e1', to: ['ana@example.org'], tags: { letter: LETTER }, ...data },
  })
  it.each([
    ['email.sent', 'accepted'],
    ['email.delivered', 'delivered'],
    ['email.delivery_delayed', 'delayed'],
    ['email.complained', 'complained'],
    ['email.suppressed', 'suppressed'],
  ])('%s is %s', (type, kind) => {
    expect(resendEvent('msg_1', body(type), NOW)).toEqual({
      id: 'msg_1',
      event: {
        kind,
        channel: 'email',
        letter: LETTER,
        providerId: 'e1',
        address: 'ana@example.org',
        reason: null,
        at: '2026-11-30T11:59:58.000Z',
      },
    })
  })
  it('tells a wrong address from a full mailbox, and passes over what nobody asked for', () => {
    expect(resendEvent('1', body('email.bounced', { bounce: { type: 'Permanent' } }), NOW)?.event).toMatchObject({
      kind: 'bounced',
      reason: 'bad_address',
    })
    expect(resendEvent('1', body('email.bounced', { bounce: { type: 'Transient' } }), NOW)?.event).toMatchObject({
      kind: 'failed',
      reason: 'mailbox_unavailable',
    })
    expect(resendEvent('1', body('email.opened'), NOW)).toBeNull()
    expect(resendEvent('1', null, NOW)).toBeNull()
  })
  it('an id that is none of ours is left out', () => {
    expect(resendEvent('1', body('email.sent', { tags: { letter: "x'; drop" } }), NOW)?.event.letter).toBeNull()
  })
})

describe('Postmark', () => {
  const bounce = (Type: string) => ({
    RecordType: 'Bounce',
    ID: 42,
    Type,
    MessageID: 'm1',
    Email: 'ana@example.org',
    BouncedAt: '2026-11-30T11:59:58Z',
    Metadata: { letter: LETTER },
  })
  it('tells deliveries, complaints and bounces', () => {
    const delivery = {
      RecordType: 'Delivery',
      MessageID: 'm1',
      Recipient: 'ana@example.org',
      DeliveredAt: '2026-11-30T11:59:58Z',
    }
    expect(postmarkEvent({ ...delivery, Metadata: { letter: LETTER } }, NOW)).toMatchObject({
      id: 'Delivery:m1',
      event: { kind: 'delivered', letter: LETTER, at: '2026-11-30T11:59:58.000Z' },
    })
    expect(postmarkEvent(bounce('HardBounce'), NOW)).toMatchObject({
      id: 'Bounce:42',
      event: { kind: 'bounced', reason: 'bad_address' },
    })
    expect(postmarkEvent(bounce('SoftBounce'), NOW)?.event.kind).toBe('failed')
    expect(postmarkEvent({ ...bounce('x'), RecordType: 'SpamComplaint' }, NOW)?.event.kind).toBe('complained')
    expect(postmarkEvent(bounce('Unsubscribe'), NOW)?.event.kind).toBe('opted_out')
  })
  // Bug: one day on a carrier's list of blocked senders ends e-mail for everybody who lives there.
  it.each([
    ['Blocked', 'blocked'],
    ['DMARCPolicy', 'provider_account'],
    ['SpamNotification', 'filtered'],
    ['DnsError', 'mailbox_unavailable'],
    ['SomethingNew', 'mailbox_unavailable'],
  ])('%s says nothing final of the address', (type, reason) => {
    expect(postmarkEvent(bounce(type), NOW)?.event).toMatchObject({ kind: 'failed', reason })
  })
  // Bug: a note of absence counts as a bounce, and the letter is sent again every two hours.
  it('takes no note of absence for a bounce', () => {
    expect(postmarkEvent(bounce('AutoResponder'), NOW)).toBeNull()
  })
})

describe('Amazon SES', () => {
  const event = (eventType: string, more: object = {}) => ({
    eventType,
    mail: {
      messageId: 'm1',
      destination: ['ana@example.org'],
      tags: { letter: [LETTER] },
      timestamp: '2026-11-30T11:59:00Z',
    },
    ...more,
  })
  it('tells what became of a letter', () => {
    expect(sesEvent('1', event('Delivery', { delivery: { timestamp: '2026-11-30T11:59:58Z' } }), NOW)?.event).toEqual({
      kind: 'delivered',
      channel: 'email',
      letter: LETTER,
      providerId: 'm1',
      address: 'ana@example.org',
      reason: null,
      at: '2026-11-30T11:59:58.000Z',
    })
    const bounced = (bounceType: string, bounceSubType: string) =>
      sesEvent('1', event('Bounce', { bounce: { bounceType, bounceSubType } }), NOW)?.event.kind
    expect(bounced('Permanent', 'General')).toBe('bounced')
    expect(bounced('Permanent', 'OnAccountSuppressionList')).toBe('suppressed')
    expect(bounced('Transient', 'MailboxFull')).toBe('failed')
    expect(sesEvent('1', event('DeliveryDelay'), NOW)?.event.kind).toBe('delayed')
    expect(sesEvent('1', event('Open'), NOW)).toBeNull()
  })
})

describe('Twilio', () => {
  const form = (fields: Record<string, string>) => new URLSearchParams({ MessageSid: 'SM1', ...fields })
  it('tells states once each, and numbers that are no mobile telephones', () => {
    expect(twilioEvent(form({ MessageStatus: 'delivered', To: '+1514' }), LETTER, NOW)).toMatchObject({
      id: 'SM1:delivered',
      event: { kind: 'delivered', letter: LETTER, providerId: 'SM1', address: '+1514' },
    })
    expect(twilioEvent(form({ MessageStatus: 'undelivered', ErrorCode: '30006' }), LETTER, NOW)?.event).toMatchObject({
      kind: 'failed',
      reason: 'not_mobile',
    })
    expect(twilioEvent(form({ MessageStatus: 'queued' }), LETTER, NOW)).toBeNull()
  })
  it('hears ARRET', () => {
    expect(twilioEvent(form({ Body: ' Arrêt. ', From: '+15145550199' }), null, NOW)?.event).toMatchObject({
      kind: 'opted_out',
      address: '+15145550199',
      letter: null,
    })
    expect(twilioEvent(form({ Body: 'merci', From: '+15145550199' }), null, NOW)).toBeNull()
  })
})

describe('Telnyx', () => {
  const body = (event_type: string, payload: object) => ({
    data: { id: 'ev1', event_type, occurred_at: '2026-11-30T11:59:58Z', payload: { id: 'm1', ...payload } },
  })
  it('tells states and opt-outs', () => {
    expect(
      telnyxEvent(body('message.finalized', { to: [{ status: 'delivered', phone_number: '+1514' }] }), LETTER, NOW),
    ).toMatchObject({ id: 'ev1', event: { kind: 'delivered', letter: LETTER, providerId: 'm1', address: '+1514' } })
    expect(
      telnyxEvent(
        body('message.finalized', { to: [{ status: 'delivery_failed' }], errors: [{ code: '40001' }] }),
        LETTER,
        NOW,
      )?.event,
    ).toMatchObject({ kind: 'failed', reason: 'not_mobile' })
    const stopped = (title: string) =>
      telnyxEvent(
        body('message.finalized', { to: [{ status: 'sending_failed' }], errors: [{ code: '40300', title }] }),
        LETTER,
        NOW,
      )?.event
    expect(stopped('Blocked due to STOP message')).toMatchObject({ kind: 'suppressed', reason: 'opted_out' })
    expect(stopped('Destination number unreachable')).toMatchObject({ kind: 'failed', reason: 'refused' })
    expect(
      telnyxEvent(body('message.received', { text: 'STOP', from: { phone_number: '+1514' } }), null, NOW)?.event,
    ).toMatchObject({ kind: 'opted_out', address: '+1514' })
  })
})

it.each(['STOP', 'stop', 'ARRET', 'Arrêt', 'arrêt!', 'Opt-Out', 'TD', ' unsubscribe '])('%j means no more', (text) => {
  expect(isOptOut(text)).toBe(true)
})
it.each(['stop by at 5', 'non', '', '👍', 'ARRETER DE LIVRER ICI'])('%j does not', (text) => {
  expect(isOptOut(text)).toBe(false)
})
