import { createServer } from 'node:http'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import type { Context, HubRequest, HubResponse } from '../types.ts'
import { json } from './answer.ts'
import { openGateway } from './gateway.ts'

export type Handler = (request: HubRequest) => Promise<HubResponse>

const LARGEST_BODY = 100 * 1024 * 1024

const CORS: Record<string, string> = {
  'access-control-allow-origin': '*',
  'access-control-expose-headers':
    'Content-Encoding, Content-Location, Content-Range, Content-Type, Date, Location, Server, Transfer-Encoding, Range-Unit, Preference-Applied, X-Supabase-Api-Version',
}

async function readBody(message: IncomingMessage): Promise<Buffer | undefined> {
  const parts: Buffer[] = []
  let size = 0
  for await (const part of message as AsyncIterable<Buffer>) {
    size += part.length
    if (size > LARGEST_BODY) return undefined
    parts.push(part)
  }
  return Buffer.concat(parts)
}

function preflight(message: IncomingMessage): HubResponse {
  return {
    status: 200,
    headers: {
      'access-control-allow-methods': 'GET,HEAD,PUT,PATCH,POST,DELETE,OPTIONS',
      'access-control-allow-headers': message.headers['access-control-request-headers'] ?? '*',
      'access-control-max-age': '3600',
    },
  }
}

async function answer(
  context: Context,
  handlers: Map<string, Handler>,
  message: IncomingMessage,
): Promise<HubResponse> {
  const instead = context.platform.instead()
  if (instead) return instead
  if (message.method === 'OPTIONS') return preflight(message)
  const url = new URL(message.url ?? '/', 'http://hub')
  const [, service = '', version = ''] = url.pathname.split('/')
  const handler = version === 'v1' ? handlers.get(service) : undefined
  if (handler === undefined) return json(404, { message: 'no Route matched with those values' })
  const headers: Record<string, string> = {}
  for (const [name, value] of Object.entries(message.headers)) {
    if (value !== undefined) headers[name] = Array.isArray(value) ? value.join(', ') : value
  }
  const body = await readBody(message)
  if (body === undefined) return json(413, { message: 'Request size limit exceeded' })
  const path = url.pathname.slice(service.length + 4) || '/'
  const entry = openGateway(context, service, path, url.searchParams, headers)
  if ('status' in entry) return entry
  const request: HubRequest = {
    method: message.method ?? 'GET',
    path,
    query: url.searchParams,
    headers,
    body,
    ip: message.socket.remoteAddress ?? '',
    token: entry.token,
  }
  return await handler(request)
}

/** Smaller answers are not worth it. */
const COMPRESS_FROM = 1024
const compress = promisify(gzip)

/** A project's answers in JSON come compressed to whoever takes that: the proxy in front of it does so. */
async function compressed(result: HubResponse, accepts: string | undefined): Promise<HubResponse> {
  const { body, headers } = result
  const json = headers?.['content-type']?.includes('json') ?? false
  if (!json || body === undefined || body.length < COMPRESS_FROM || !/\bgzip\b/.test(accepts ?? '')) return result
  return {
    ...result,
    body: await compress(body),
    headers: { ...headers, 'content-encoding': 'gzip', vary: 'Accept-Encoding' },
  }
}

function write(response: ServerResponse, method: string | undefined, result: HubResponse): void {
  const body = result.body ?? ''
  const headers: Record<string, string | number> = { ...CORS, ...result.headers }
  if (result.status !== 204) headers['content-length'] = Buffer.byteLength(body)
  response.writeHead(result.status, headers)
  response.end(method === 'HEAD' || result.status === 204 ? undefined : body)
}

/** The hub's HTTP side: gateway, then the service that the path names. */
export function createHttp(context: Context, handlers: Map<string, Handler>): Server {
  const server = createServer((message, response) => {
    const respond = async (): Promise<void> => {
      let result: HubResponse
      try {
        result = await compressed(await answer(context, handlers, message), message.headers['accept-encoding'])
      } catch (error) {
        context.log(`${message.method} ${message.url}: ${(error as Error).stack}`)
        result = json(500, {
          code: 'PGRSTX00',
          message: 'Internal error of the hub',
          details: String(error),
          hint: null,
        })
      }
      await context.gate.passed()
      if (!response.destroyed) write(response, message.method, result)
    }
    void respond()
  })
  // A client that keeps its connections must not meet one that closes at that moment.
  server.keepAliveTimeout = 75_000
  return server
}
