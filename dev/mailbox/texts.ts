import { createHmac, randomUUID } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface TextMessage {
  to: string
  text: string
  at: number
}

export interface Texts {
  url: string
  /** All text messages so far, the oldest first. */
  messages: TextMessage[]
  stop: () => Promise<void>
}

/** With what callbacks are signed; of this computer alone. */
export const TEXTS_TOKEN = 'texts of this computer alone'

/** Tells as Twilio does that a message was delivered: a signed form to the address that came with it. */
async function tellDelivered(callback: string, sid: string, to: string): Promise<void> {
  const form = { MessageSid: sid, MessageStatus: 'delivered', To: to }
  const signed =
    callback +
    Object.entries(form)
      .map(([name, value]) => name + value)
      .join('')
  const response = await fetch(callback, {
    method: 'POST',
    headers: { 'x-twilio-signature': createHmac('sha1', TEXTS_TOKEN).update(signed).digest('base64') },
    body: new URLSearchParams(form),
  })
  await response.body?.cancel()
}

/** Takes text messages as Twilio does and keeps them; nothing leaves this computer. */
export async function startTexts(): Promise<Texts> {
  const messages: TextMessage[] = []
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const form = new URLSearchParams(Buffer.concat(chunks).toString())
      const to = form.get('To') ?? ''
      const sid = `SM${randomUUID().replaceAll('-', '')}`
      messages.push({ to, text: form.get('Body') ?? '', at: Date.now() })
      response.writeHead(201, { 'content-type': 'application/json' })
      response.end(JSON.stringify({ sid, status: 'queued' }))
      const callback = form.get('StatusCallback')
      // Whoever was to hear of it has gone: the message is here all the same.
      if (callback !== null) void tellDelivered(callback, sid, to).catch(() => undefined)
    })
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    messages,
    stop: () =>
      new Promise((done) => {
        server.close(() => done())
        server.closeAllConnections()
      }),
  }
}
