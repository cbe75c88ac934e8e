import type { AddressInfo } from 'node:net'
import PostalMime, { type Email } from 'postal-mime'
import { SMTPServer, type SMTPServerDataStream, type SMTPServerOptions } from 'smtp-server'

export interface Received {
  from: string
  to: string[]
  raw: string
  mail: Email
  at: number
}

export interface Mailbox {
  port: number
  /** All letters so far, the oldest first. */
  letters: Received[]
  /** Resolves when so many letters are there. */
  until: (count: number) => Promise<void>
  /** Cuts every line without a goodbye. */
  cut: () => void
  stop: () => Promise<void>
}

/** A real mail server on this computer that keeps what it gets; `options` go to smtp-server, for TLS and for faults. */
export async function startMailbox(options: SMTPServerOptions & { port?: number } = {}): Promise<Mailbox> {
  const letters: Received[] = []
  const waiting = new Set<() => void>()
  const { port, ...more } = options
  const keep = async (
    stream: SMTPServerDataStream,
    from: string,
    to: string[],
    taken: (error?: Error) => void,
  ): Promise<void> => {
    try {
      const chunks: Buffer[] = []
      for await (const chunk of stream as AsyncIterable<Buffer>) chunks.push(chunk)
      const raw = Buffer.concat(chunks)
      letters.push({ from, to, raw: raw.toString('latin1'), mail: await PostalMime.parse(raw), at: Date.now() })
      for (const look of waiting) look()
      taken()
    } catch (error) {
      taken(error as Error)
    }
  }
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    logger: false,
    onData: (stream, session, done) => {
      const { mailFrom, rcptTo } = session.envelope
      void keep(
        stream,
        mailFrom === false ? '' : mailFrom.address,
        rcptTo.map(({ address }) => address),
        done,
      )
    },
    ...more,
  })
  // A sender that hangs up in the middle is its own affair.
  server.on('error', () => undefined)
  await new Promise<void>((ready, fail) => {
    server.server.once('error', fail)
    server.listen(port ?? 0, '127.0.0.1', () => ready())
  })
  return {
    port: (server.server.address() as AddressInfo).port,
    letters,
    until: (count) =>
      new Promise((done) => {
        const look = (): void => {
          if (letters.length < count) return
          waiting.delete(look)
          done()
        }
        waiting.add(look)
        look()
      }),
    cut: () => {
      for (const connection of server.connections) connection.close()
    },
    stop: () =>
      new Promise((done) => {
        server.close(() => done())
      }),
  }
}
