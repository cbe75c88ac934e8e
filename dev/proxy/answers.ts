import { STATUS_CODES } from 'node:http'
import type { Fault } from './faults.ts'

/** The bytes of an answer that ends its connection. */
export function answerOf({ status, headers = {}, body = '' }: Extract<Fault, { kind: 'answer' }>): Buffer {
  const all: Record<string, string> = {
    date: new Date().toUTCString(),
    'content-length': String(Buffer.byteLength(body)),
    connection: 'close',
    ...headers,
  }
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`)
  return Buffer.from(`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? 'Unknown'}\r\n${lines.join('')}\r\n${body}`)
}
