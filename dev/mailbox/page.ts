import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Mailbox, Received } from './mailbox.ts'

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

const letter = (received: Received): string => {
  const { mail, to, at } = received
  return `<details><summary><strong>${escape(mail.subject ?? '')}</strong><br>${escape(to.join(', '))} · <time>${new Date(at).toLocaleTimeString('fr-CA')}</time></summary>
<iframe sandbox title="HTML" srcdoc="${escape(htmlOf(received))}"></iframe><pre>${escape(mail.text ?? '')}</pre>
<details><summary>Headers</summary><pre>${escape(mail.headers.map(({ key, value }) => `${key}: ${value}`).join('\n'))}</pre></details></details>`
}

const page = (letters: readonly Received[]): string =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Letters</title><meta name="color-scheme" content="light dark"><style>
body{font:16px/1.5 system-ui,sans-serif;margin:0 auto;max-width:60rem;padding:1.5rem}
details{border-block-end:1px solid #8886;padding-block:.75rem}summary{cursor:pointer}
iframe{width:100%;height:28rem;border:1px solid #8886;margin-block-start:.75rem;background:#fff}pre{white-space:pre-wrap}
</style></head><body><h1>Letters (${letters.length})</h1>${
    letters.length === 0 ? '<p>No letter has arrived yet.</p>' : letters.toReversed().map(letter).join('')
  }</body></html>`

/** Shows a mailbox's letters to a browser on this computer. */
export async function showMailbox(mailbox: Mailbox, port = 0): Promise<{ url: string; stop: () => Promise<void> }> {
  const server: Server = createServer((_, response) => {
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
    response.end(page(mailbox.letters))
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
