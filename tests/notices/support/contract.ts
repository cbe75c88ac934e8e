import { createHmac } from 'node:crypto'
import { expect, it } from 'vitest'
import type { Mailbox } from '../../../dev/mailbox/mailbox.ts'
import type { World } from './world.ts'

export interface Place {
  world: World
  mailbox: Mailbox
  secrets: Record<string, string>
  call: (name: string, init?: RequestInit, search?: string) => Promise<Response>
}

const WEBHOOK_KEY = 'MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'
/** Secrets that the cases need beside those of the mailbox. */
export const CONTRACT_SECRETS = { RESEND_WEBHOOK_SECRET: `whsec_${WEBHOOK_KEY}` }

function signedBySvix(id: string, body: string): RequestInit {
  const timestamp = String(Math.floor(Date.now() / 1000))
  const signature = createHmac('sha256', Buffer.from(WEBHOOK_KEY, 'base64')).update(`${id}.${timestamp}.${body}`)
  return {
    method: 'POST',
    body,
    headers: {
      'svix-id': id,
      'svix-timestamp': timestamp,
      'svix-signature': `v1,${signature.digest('base64')}`,
    },
  }
}

/** What the functions do wherever they run: on Node in the hub, on Deno as in a project. */
export function contract(place: () => Place): void {
  const ring = (): Promise<Response> =>
    place().call('send-notices', { method: 'POST', headers: { apikey: place().world.hub.secretKey } })

  it('a ring sends what is due: by a real mail server, with the picture of the code', async () => {
    const { world, mailbox } = place()
    const told = await world.add()
    expect((await ring()).status).toBe(202)
    await mailbox.until(1)
    await world.settled()
    const letter = await world.letterOf(told)
    expect(letter).toMatchObject({ state: 'accepted', attempts: 1, provider: 'smtp' })
    expect(await world.deliveryOf(told)).toMatchObject({ state: 'accepted' })
    const { mail, to } = mailbox.letters[0]!
    expect(to).toEqual([told.address])
    expect(mail.subject?.replaceAll('\u202f', ' ')).toBe(
      `Lofts des Arts : un colis UPS à l’accueil (${told.shortNumber})`,
    )
    expect(mail.messageId).toBe(`<${letter!.id}@lofts.example>`)
    expect(mail.attachments).toMatchObject([{ contentId: '<pickup-code>', mimeType: 'image/png' }])
  })

  it('several rings at once send each letter once', async () => {
    const { world, mailbox } = place()
    await Promise.all(Array.from({ length: 12 }, () => world.add()))
    await Promise.all([ring(), ring(), ring()])
    await world.settled()
    expect(mailbox.letters).toHaveLength(12)
    expect(new Set(mailbox.letters.map(({ mail }) => mail.messageId)).size).toBe(12)
  })

  // Bug: a letter whose grace ends between two bells waits for the next one.
  it('waits for a letter that is due in a moment', async () => {
    const { world, mailbox } = place()
    await world.add(1500)
    await ring()
    await mailbox.until(1)
    expect(mailbox.letters).toHaveLength(1)
  })

  it('rings of strangers are refused', async () => {
    expect((await place().call('send-notices', { method: 'POST' })).status).toBe(401)
    const { anonKey } = place().world.hub
    const headers = { apikey: anonKey, authorization: `Bearer ${anonKey}` }
    expect((await place().call('send-notices', { method: 'POST', headers })).status).toBe(401)
  })

  it('an event is stored once, and only if it is signed', async () => {
    const { world, mailbox } = place()
    const told = await world.add()
    await ring()
    await mailbox.until(1)
    await world.settled()
    const letter = (await world.letterOf(told))!.id
    const body = JSON.stringify({
      type: 'email.delivered',
      created_at: '2026-11-30T11:59:58.000Z',
      data: { email_id: 'e1', to: [told.address], tags: { letter } },
    })
    expect((await place().call('resend-events', signedBySvix('msg_1', body))).status).toBe(200)
    expect((await place().call('resend-events', signedBySvix('msg_1', body))).status).toBe(200)
    const forged = { ...signedBySvix('msg_2', body), body: body.replace('delivered', 'bounced') }
    expect((await place().call('resend-events', forged)).status).toBe(401)
    expect(await world.events()).toMatchObject([
      { provider: 'resend', event_id: 'msg_1', event: { kind: 'delivered', letter, channel: 'email' } },
    ])
    expect(await world.deliveryOf(told)).toMatchObject({ state: 'delivered' })
  })

  // Bug: a program that checks the links of a letter ends the letters of whom it protects.
  it('the link of a letter ends e-mail by a press of its button or by the mail program, not by looking', async () => {
    const { world, mailbox, call } = place()
    const told = await world.add()
    await ring()
    await mailbox.until(1)
    await world.settled()
    const { id } = (await world.letterOf(told))!
    const header = mailbox.letters[0]!.mail.headers.find(({ key }) => key === 'list-unsubscribe')!.value
    const link = new URL(header.slice(1, -1))
    const looked = await call('unsubscribe', {}, link.search)
    expect([looked.status, looked.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8'])
    expect(await looked.text()).toContain('<form method="post">')
    expect(await world.events()).toEqual([])
    const body = new URLSearchParams({ 'List-Unsubscribe': 'One-Click' })
    const forged = link.search.replace(/proof=...../, 'proof=AAAAA')
    expect((await call('unsubscribe', { method: 'POST', body }, forged)).status).toBe(404)
    expect((await call('unsubscribe', { method: 'POST', body }, link.search)).status).toBe(200)
    expect((await call('unsubscribe', { method: 'POST', body }, link.search)).status).toBe(200)
    expect(await world.events()).toMatchObject([
      { provider: 'unsubscribe', event: { kind: 'opted_out', channel: 'email', letter: id } },
    ])
  })
}
