import { createHmac } from 'node:crypto'
import { z } from 'zod'
import { isSameHash } from './hash.ts'
import { makeSecret, readSecret, type Secret, type SecretPorts } from './secret.ts'

const entry = z.object({
  salt: z.string(),
  hash: z.string(),
  /** Given by an administrator, to choose an own one with. */
  temporary: z.boolean(),
  /** Wrong PINs since the last right one. */
  misses: z.int().min(0),
  /** They let this desk vouch for them to the project; the nonce is what their key is made of. */
  vouched: z.object({ desk: z.uuid(), nonce: z.string(), until: z.string().optional() }).optional(),
})
export type PinEntry = z.infer<typeof entry>

const badge = z.object({
  staffId: z.uuid(),
  /** How the reader of this desk writes it. */
  form: z.string(),
  since: z.string(),
})
export type BadgeEntry = z.infer<typeof badge>

const book = z.object({
  /** Grows with each change: an older copy that was put back shows. */
  generation: z.int().min(0),
  people: z.record(z.uuid(), entry),
  /** By a keyed digest of the badge's number. */
  badges: z.record(z.string(), badge).default({}),
  /** A badge is proof enough, without the PIN. */
  badgeAlone: z.boolean().default(false),
  /** Wrong pickup codes of the last minutes. */
  codeMisses: z.int().min(0).default(0),
})
type Book = z.infer<typeof book>
const written = book.extend({ seal: z.string() })

const META_KEY = 'duty'

export interface BookPorts extends SecretPorts {
  file: { read(): string | null; write(text: string): void }
  /** The small values of the replica that is open; null while none is. */
  meta(): { get(key: string): string | null; set(key: string, value: string): void } | null
}

const EMPTY: Book = { generation: 0, people: {}, badges: {}, badgeAlone: false, codeMisses: 0 }

const inOrder = <T>(of: Record<string, T>) => Object.entries(of).toSorted(([a], [b]) => (a < b ? -1 : 1))
const sealOf = ({ generation, people, badges, badgeAlone, codeMisses }: Book, { bytes }: Secret): Buffer =>
  createHmac('sha256', bytes)
    .update(JSON.stringify([generation, inOrder(people), inOrder(badges), badgeAlone, codeMisses]))
    .digest()

/**
 * The PINs of this desk and the wrong tries: once in a file and once in the replica, both sealed by the desk's secret and counted. A
 * copy that is edited, older or gone is replaced by the other. They belong to this computer and are never sent: elsewhere no PIN
 * fits the hash. Lost: there are PINs here that nothing can read any more.
 */
export function openBook(ports: BookPorts) {
  let secret: Secret | null = null
  let state: Book | 'lost' = EMPTY

  function read(text: string | null): Book | null {
    if (text === null || text === '' || !secret) return null
    try {
      const { seal, ...found } = written.parse(JSON.parse(text))
      return isSameHash(Buffer.from(seal, 'hex'), sealOf(found, secret)) ? found : null
    } catch {
      return null
    }
  }
  function save(next: Book): void {
    secret ??= makeSecret(ports)
    state = next
    const text = JSON.stringify({ ...next, seal: sealOf(next, secret).toString('hex') })
    ports.file.write(text)
    ports.meta()?.set(META_KEY, text)
  }
  const held = (): Book => (state === 'lost' ? EMPTY : state)
  const change = (by: (now: Book) => Partial<Book>): void =>
    save({ ...held(), ...by(held()), generation: held().generation + 1 })

  /** Reads both copies: when the program starts, and when another replica takes the place of the one before. */
  function load(): void {
    const meta = ports.meta()
    const file = ports.file.read()
    const found = readSecret(ports)
    secret = typeof found === 'string' ? null : found
    // A replica from another computer, or whoever looks after this one took both files away: PINs begin anew.
    if (found === 'none' && (file === null || file === '') && state !== 'lost' && state.generation === 0) return
    const texts = meta ? [file, meta.get(META_KEY)] : [file]
    const there = texts.filter((text) => text !== null && text !== '')
    const good = texts.map(read).filter((copy) => copy !== null)
    const held = state === 'lost' || state.generation === 0 ? [] : [state]
    const newest = [...good, ...held].toSorted((a, b) => b.generation - a.generation)[0]
    if (!newest) {
      state = there.length > 0 || found === 'lost' ? 'lost' : EMPTY
      if (state === 'lost') ports.log.error('duty.lost', { secret: typeof found === 'string' ? found : 'there' })
      return
    }
    const isWhole = good.length === texts.length && good.every(({ generation }) => generation === newest.generation)
    if (isWhole) state = newest
    else {
      ports.log.warn('duty.copy_replaced', {})
      save({ ...newest, generation: newest.generation + 1 })
    }
  }

  return {
    load,
    isLost: (): boolean => state === 'lost',
    keeping: (): 'ring' | 'file' | 'lost' => (state === 'lost' ? 'lost' : (secret?.keeping ?? 'ring')),
    /** What PINs are hashed with; made before the first one. */
    secret: (): Uint8Array => (secret ??= makeSecret(ports)).bytes,
    of: (staffId: string): PinEntry | null => (state === 'lost' ? null : (state.people[staffId] ?? null)),
    everybody: (): readonly (readonly [string, PinEntry])[] => (state === 'lost' ? [] : Object.entries(state.people)),
    put(staffId: string, next: PinEntry): void {
      change(({ people }) => ({ people: { ...people, [staffId]: next } }))
    },
    /** What cannot be read any more is put away: nobody has a PIN, and the next one makes a new secret. */
    beginAnew(): void {
      secret = null
      state = EMPTY
      ports.keyFile.write('')
      ports.file.write('')
      ports.meta()?.set(META_KEY, '')
    },
    badges: (): Readonly<Record<string, BadgeEntry>> => held().badges,
    putBadges: (badges: Record<string, BadgeEntry>): void => change(() => ({ badges })),
    badgeAlone: (): boolean => held().badgeAlone,
    setBadgeAlone: (badgeAlone: boolean): void => change(() => ({ badgeAlone })),
    codeMisses: (): number => held().codeMisses,
    /** What is lost stays lost until somebody begins anew: nothing is written over it. */
    putCodeMisses(codeMisses: number): void {
      if (state !== 'lost') change(() => ({ codeMisses }))
    },
  }
}

export type PinBook = ReturnType<typeof openBook>
