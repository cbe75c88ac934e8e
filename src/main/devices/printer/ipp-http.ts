import { existsSync } from 'node:fs'
import type { RequestOptions } from 'node:http'
import { PrintError } from './transport.ts'

/** Sends one IPP message to the print system and returns its answer. Ends within the time limit, or throws. */
export type IppPost = (path: string, body: Uint8Array) => Promise<Uint8Array>

const SOCKETS = ['/run/cups/cups.sock', '/var/run/cups/cups.sock', '/private/var/run/cupsd']
const MOST_BYTES = 8 * 1024 * 1024

/** Where the print system listens, by the same rules as the system's own commands: CUPS_SERVER, socket, local port. */
export function cupsAddress(
  server: string | undefined,
  socketExists: (path: string) => boolean,
): Pick<RequestOptions, 'socketPath' | 'host' | 'port'> {
  const named = server?.trim().replace(/\/version=.*$/u, '') ?? ''
  if (named.startsWith('/')) return { socketPath: named }
  if (named !== '') {
    const match = /^(?:\[(?<v6>[^\]]+)\]|(?<host>[^:]+))(?::(?<port>\d+))?$/u.exec(named)
    return { host: match?.groups?.v6 ?? match?.groups?.host ?? named, port: Number(match?.groups?.port ?? 631) }
  }
  const socketPath = SOCKETS.find(socketExists)
  return socketPath === undefined ? { host: 'localhost', port: 631 } : { socketPath }
}

/** IPP over node:http. `server` is the value of CUPS_SERVER. */
export function createIppPost(options: { server: string | undefined; timeoutMs: number }): IppPost {
  return (path, body) => {
    // Asked each time: the print service may be started after this program.
    const address = cupsAddress(options.server, existsSync)
    return post({ ...address, path }, body, options.timeoutMs)
  }
}

async function post(target: RequestOptions, body: Uint8Array, timeoutMs: number): Promise<Uint8Array> {
  // With the first job, not with the program: the module is large.
  const { request } = await import('node:http')
  return new Promise((resolve, reject) => {
    const fail = (error: Error): void => {
      reject(new PrintError(['print-system-away'], { retry: false, cause: error }))
    }
    const sent = request(
      {
        ...target,
        method: 'POST',
        agent: false,
        signal: AbortSignal.timeout(timeoutMs),
        headers: {
          // The socket and the local port both take the name, not the address, as the host.
          ...(target.socketPath === undefined ? {} : { Host: 'localhost' }),
          'Content-Type': 'application/ipp',
          'Content-Length': body.byteLength,
        },
      },
      (response) => {
        const chunks: Buffer[] = []
        let size = 0
        response.on('data', (chunk: Buffer) => {
          size += chunk.length
          if (size > MOST_BYTES) response.destroy(new Error('the answer is too long'))
          else chunks.push(chunk)
        })
        response.on('error', fail)
        response.on('end', () => {
          if (response.statusCode === 200) resolve(new Uint8Array(Buffer.concat(chunks)))
          else if ([401, 403].includes(response.statusCode ?? 0))
            reject(new PrintError(['no-permission'], { retry: false }))
          else fail(new Error(`HTTP status ${response.statusCode ?? 0}`))
        })
      },
    )
    sent.on('error', fail)
    sent.end(body)
  })
}
