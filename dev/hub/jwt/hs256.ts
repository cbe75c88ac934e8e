import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Claims } from '../types.ts'

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')

const mac = (text: string, secret: string): Buffer => createHmac('sha256', secret).update(text).digest()

/** A JSON web token over `claims`. */
export function signToken(claims: Claims, secret: string): string {
  const text = `${encode({ alg: 'HS256', typ: 'JWT' })}.${encode(claims)}`
  return `${text}.${mac(text, secret).toString('base64url')}`
}

export type Decoded =
  | { ok: true; claims: Claims; signature: string }
  | { ok: false; reason: 'parts' | 'malformed' | 'algorithm' | 'signature'; parts: number }

/** Reads a token and checks its signature; times are the caller's business, since each service words them its own way. */
export function decodeToken(token: string, secret: string): Decoded {
  const parts = token.split('.')
  const [head = '', body = '', signature = ''] = parts
  if (parts.length !== 3) return { ok: false, reason: 'parts', parts: parts.length }
  let header: unknown
  let claims: unknown
  try {
    header = JSON.parse(Buffer.from(head, 'base64url').toString('utf8'))
    claims = JSON.parse(Buffer.from(body, 'base64url').toString('utf8'))
  } catch {
    return { ok: false, reason: 'malformed', parts: 3 }
  }
  if (typeof header !== 'object' || header === null || typeof claims !== 'object' || claims === null) {
    return { ok: false, reason: 'malformed', parts: 3 }
  }
  if ((header as { alg?: unknown }).alg !== 'HS256') return { ok: false, reason: 'algorithm', parts: 3 }
  const given = Buffer.from(signature, 'base64url')
  const right = mac(`${head}.${body}`, secret)
  if (given.length !== right.length || !timingSafeEqual(given, right)) {
    return { ok: false, reason: 'signature', parts: 3 }
  }
  return { ok: true, claims: claims as Claims, signature }
}
