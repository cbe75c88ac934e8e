import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A server that takes letters as Resend documents it: the same key brings the same answer and no second letter. */
export async function startResend() {
  const letters = new Map<string, { id: string; body: string }>()
  let calls = 0
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      calls += 1
      const key = String(request.headers['idempotency-key'])
      const body = Buffer.concat(chunks).toString()
      const known = letters.get(key)
      const answer = (status: number, value: unknown): void => {
        response.writeHead(status, { 'content-type': 'application/json' })
        response.end(JSON.stringify(value))
      }
      if (known !== undefined && known.body !== body)
        return answer(409, { name: 'invalid_idempotent_request', statusCode: 409 })
      const letter = known ?? { id: `re_${letters.size}`, body }
      letters.set(key, letter)
      answer(200, { id: letter.id })
    })
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    letters,
    calls: () => calls,
    stop: () =>
      new Promise<void>((done) => {
        server.close(() => done())
        server.closeAllConnections()
      }),
  }
}
