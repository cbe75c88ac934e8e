import { timingSafeEqual } from 'node:crypto'

/** OWASP's least for argon2id: 19 MiB, two passes. */
const COST = { memorySize: 19_456, iterations: 2, parallelism: 1, hashLength: 32 } as const

/** A PIN with its salt and the desk's own secret: without that secret the hash answers no guess. */
export async function hashPin(pin: string, salt: Uint8Array, secret: Uint8Array): Promise<Uint8Array> {
  const { argon2id } = await import('hash-wasm')
  return await argon2id({ password: `PIN ${pin}`, salt, secret, outputType: 'binary', ...COST })
}

/** The same bytes, in a time that says nothing about them. */
export const isSameHash = (one: Uint8Array, other: Uint8Array): boolean =>
  one.length === other.length && timingSafeEqual(one, other)
