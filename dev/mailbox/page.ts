import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Mailbox, Received } from './mailbox.ts'
import type { TextMessage, Texts } from './texts.ts'

const escape = (text: string): string =>
  text.replaceAll(/[&<>"]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign]!)

/** The letter's HTML with the pictures that it carries put into it. */
function htmlOf({ mail }: Received): string {
  let html = mail.html ?? ''
  for (const { contentId, mimeType, content } of mail.attachments) {
    if (contentId === undefined || !(content instanceof ArrayBuffer)) continue
    const data = `data:${mimeType};base64,${Buffer.from(content).toString('base64')}`
    html = html.replaceAll(`cid:${contentId.replaceAll(/[<>]/g, '')}`, data)
  }
  return html
}

const time = (at: number): string => `<time>${new Date(at).toLocaleTimeString('en-CA', { hourCycle: 'h23' })}</time>`

const letter = (received: Received): string => {
  const { mail, to, at } = received
  return `<details><summary><strong>${escape(mail.subject ?? '')}</strong><br>${escape(to.join(', '))} · ${time(at)}</summary>
<iframe sandbox title="HTML" srcdoc="${escape(htmlOf(received))}"></iframe><pre>${escape(mail.text ?? '')}</pre>
<details><summary>Headers</summary><pre>${escape(mail.headers.map(({ key, value }) => `${key}: ${value}`).join('\n'))}</pre></details></details>`
}

const message = ({ to, text, at }: TextMessage): string =>
  `<p><strong>${escape(text)}</strong><br>${escape(to)} · ${time(at)}</p>`

/** Letters and text messages as a page, the newest first; it needs nothing from outside. */
export function lettersPage(letters: readonly Received[], messages: readonly TextMessage[]): string {
  const all = [
    ...letters.map((received) => ({ at: received.at, html: letter(received) })),
    ...messages.map((one) => ({ at: one.at, html: message(one) })),
  ].toSorted((a, b) => b.at - a.at)
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Letters and text messages</title><meta name="color-scheme" content="light dark"><style>
body{font:16px/1.5 system-ui,sans-serif;margin:0 auto;max-width:60rem;padding:1.5rem}
details,body>p{border-block-end:1px solid #8886;padding-block:.75rem}body>p{margin:0}summary{cursor:pointer}
iframe{width:100%;height:36rem;border:1px solid #8886;margin-block-start:.75rem;background:#fff}pre{white-space:pre-wrap}
</style></head><body><h1>Letters and text messages (${all.length})</h1>${
    all.length === 0 ? '<p>Nothing has arrived yet.</p>' : all.map(({ html }) => html).join('')
  }</body></html>`
}

/** Shows what has arrived to a browser on this computer. */
export async function showMailbox(
  mailbox: Mailbox,
  texts: Pick<Texts, 'messages'>,
  port = 0,
): Promise<{ url: string; stop: () => Promise<void> }> {
  const server: Server = createServer((_, response) => {
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
    response.end(lettersPage(mailbox.letters, texts.messages))
  })
  await new Promise<void>((ready, fail) => {
    server.once('error', fail)
    server.listen(port, '127.0.0.1', ready)
  })
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: () =>
      new Promise((done) => {
        server.close(() => done())
        server.closeAllConnections()
      }),
  }
}
