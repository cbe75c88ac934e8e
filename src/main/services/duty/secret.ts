import { z } from 'zod'
import type { Logger } from '../../store/ports.ts'

/** A small text file that is whole or as it was. */
interface TextFile {
  read(): string | null
  write(text: string): void
}

export interface SecretPorts {
  keyFile: TextFile
  /** Keeps a secret on this computer; null where it cannot, or where this was not sealed here. */
  vault: { seal(text: string): string | null; open(sealed: string): string | null }
  random(bytes: number): Uint8Array
  log: Logger
}

const kept = z.union([z.object({ sealed: z.string() }), z.object({ plain: z.string() })])

export interface Secret {
  bytes: Uint8Array
  keeping: 'ring' | 'file'
}

/**
 * The secret that the PINs of this desk are hashed with: sealed by the system's key ring, or plain in a file of its own where there
 * is none. Null: it was made once and cannot be read any more.
 */
export function readSecret({ keyFile, vault, log }: SecretPorts): Secret | 'none' | 'lost' {
  const text = keyFile.read()
  if (text === null || text === '') return 'none'
  try {
    const found = kept.parse(JSON.parse(text))
    const hex = 'plain' in found ? found.plain : vault.open(found.sealed)
    if (hex !== null && /^[0-9a-f]{64}$/.test(hex))
      return { bytes: Buffer.from(hex, 'hex'), keeping: 'plain' in found ? 'file' : 'ring' }
  } catch (error) {
    log.error('duty.secret_unreadable', { detail: String(error) })
  }
  return 'lost'
}

/** Makes the secret, before the first PIN. */
export function makeSecret({ keyFile, vault, random }: SecretPorts): Secret {
  const bytes = random(32)
  const hex = Buffer.from(bytes).toString('hex')
  const sealed = vault.seal(hex)
  keyFile.write(JSON.stringify(sealed === null ? { plain: hex } : { sealed }))
  return { bytes, keeping: sealed === null ? 'file' : 'ring' }
}
