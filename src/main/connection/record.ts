import { createHash } from 'node:crypto'
import { z } from 'zod'
import { LOCK_REASONS } from '../../shared/contract/account.ts'
import { ROLES } from '../../shared/staff/permissions.ts'
import type { Logger } from '../store/ports.ts'
import { tokens, type Tokens } from '../../supabase/session/tokens.ts'

/** A small text file that is whole or as it was. */
export interface TextFile {
  read(): string | null
  write(text: string): void
}

/** Keeps a secret on this computer, or says that it cannot. */
export interface Vault {
  /** Null: this computer has no place for secrets. */
  seal(text: string): string | null
  /** Null: not sealed here. */
  open(sealed: string): string | null
}

const snapshot = z.object({
  /** The backup whose rows are brought in. */
  file: z.string(),
  /** Acts up to here are in it. */
  cut: z.int(),
})

const silence = z.object({
  /** When the project was last heard; null where this desk has not listened yet. */
  heard: z.string().nullable(),
  /** How often it was asked since then, each time after the program had run for a while, and said nothing. */
  tries: z.int(),
  /** The dates of those tries. */
  days: z.array(z.string()),
})
export type Silence = z.infer<typeof silence>

/** How this desk is connected; nothing in it is secret. */
const record = z.object({
  url: z.string(),
  key: z.string(),
  email: z.string(),
  building: z.object({ id: z.uuid(), name: z.string() }),
  deskId: z.uuid(),
  /** Who is signed in, or was last. */
  person: z.object({ id: z.uuid(), name: z.string(), role: z.enum(ROLES) }),
  stage: z.enum(['uploading', 'replacing', 'connected']),
  snapshot: snapshot.nullable(),
  session: z.enum(['working', 'signed_out', 'locked_out']),
  locked: z.object({ reason: z.enum(LOCK_REASONS), at: z.string() }).nullable(),
  silence: silence.optional(),
  /** Who connected it lets this computer speak for its desk: the project is not told yet. */
  claims: z.boolean().optional(),
})
export type ConnectionRecord = z.infer<typeof record>

const kept = z.object({
  /** Grows with each change: an older copy that was put back shows. */
  generation: z.int().default(0),
  connection: record.nullable(),
  /** An upload that was called off: the same rows go on from where they were. */
  halted: z.object({ url: z.string(), building: z.uuid(), snapshot }).nullable(),
  /** Who disconnected this building's desk: until it is connected again they sign what is done at it, and nobody else. */
  left: z.object({ building: z.uuid(), person: record.shape.person }).nullable().default(null),
})
type Kept = z.infer<typeof kept>

const NEVER: Kept = { generation: 0, connection: null, halted: null, left: null }
/** Where the replica keeps its copy. */
const META_KEY = 'connection'

/** The replica's own small values. */
export interface Meta {
  get(key: string): string | null
  set(key: string, value: string): void
}

export interface RecordPorts {
  connectionFile: TextFile
  sessionFile: TextFile
  vault: Vault
  log: Logger
  /** Of the replica that is open; null while none is. */
  meta(): Meta | null
}

/** A copy as it was found; `kept` is null where it cannot be read, `good` where the key ring knows it as ours. */
interface Found {
  kept: Kept | null
  good: boolean
}

/**
 * What a connected desk remembers over a restart: once in a file, once in the replica, both sealed by the system's key ring. A
 * copy that was edited, is older than the other one or is missing beside it costs a sign-in, and so does each start on a computer
 * without a key ring: who may work here is then the server's word alone.
 */
export function createMemory({ connectionFile, sessionFile, vault, log, meta }: RecordPorts) {
  let state: Kept | null = null
  /** The file as it was at the start, until it was compared with the replica. */
  let file: Found | null = null
  let compared = false
  /** False when this computer did not take the last secret. */
  let remembered = true

  const write = (next: Kept): string => JSON.stringify({ ...next, seal: vault.seal(fingerprint(next)) }, null, 2)

  function find(text: string | null): Found | null {
    if (text === null || text === '') return null
    try {
      const { seal, ...rest } = sealed.parse(JSON.parse(text))
      return { kept: rest, good: seal !== null && opened(seal) === fingerprint(rest) }
    } catch (error) {
      log.error('connection.unreadable', { detail: String(error) })
      return { kept: null, good: false }
    }
  }
  function opened(seal: string): string | null {
    try {
      return vault.open(seal)
    } catch {
      return null
    }
  }

  /** The state by the file alone: the replica is not open yet. */
  function load(): Kept {
    file = find(connectionFile.read())
    if (!file) return NEVER
    return file.good ? file.kept! : closed(file.kept ?? NEVER)
  }
  const current = (): Kept => (state ??= load())

  function save(changes: Partial<Kept>): void {
    const before = current()
    state = { ...before, ...changes, generation: before.generation + 1 }
    // The file first: where only it was written, it is the newer one of the two.
    connectionFile.write(write(state))
    copyToReplica()
  }
  function copyToReplica(): void {
    try {
      meta()?.set(META_KEY, write(current()))
    } catch (error) {
      // A disk that is full or read-only: the file is the newer one, and the next opening copies it.
      log.error('connection.not_copied', { detail: String(error) })
    }
  }

  /** The replica was opened: its copy and the file must say the same. */
  function compare(): void {
    const own = current()
    const copy = find(meta()?.get(META_KEY) ?? null)
    if (compared) {
      // An exchanged or restored replica brings what was true before.
      if (own !== NEVER && (!copy?.good || copy.kept!.generation !== own.generation)) copyToReplica()
      return
    }
    compared = true
    if (!copy) {
      if (file) copyToReplica()
      return
    }
    const newest = Math.max(file?.kept?.generation ?? 0, copy.kept?.generation ?? 0)
    if (file?.good && copy.good && file.kept!.generation === newest) {
      if (copy.kept!.generation !== newest) copyToReplica()
      return
    }
    log.warn('connection.not_authentic', { file: file?.good ?? 'missing', replica: copy.good })
    // A sealed copy is believed before one that is not, and the replica's before the file.
    const believed = [copy, file].toSorted((a, b) => Number(b?.good ?? false) - Number(a?.good ?? false))
    const kept = believed.find((found) => found?.kept)?.kept ?? own
    state = { ...kept, generation: newest }
    save(closed(state))
  }

  return {
    get: (): ConnectionRecord | null => current().connection,
    set: (connection: ConnectionRecord | null): void => save({ connection }),
    /** Forgets the connection, and keeps who ended it. */
    leave: (building: string, person: ConnectionRecord['person']): void =>
      save({ connection: null, left: { building, person } }),
    left: () => current().left,
    halted: () => current().halted,
    setHalted: (halted: Kept['halted']): void => save({ halted }),
    /** The replica was opened. */
    opened: compare,
    remembered: (): boolean => remembered,
    tokens: (): Tokens | null => {
      const sealedTokens = sessionFile.read()
      if (!sealedTokens) return null
      try {
        return tokens.parse(JSON.parse(vault.open(sealedTokens) ?? 'null'))
      } catch {
        log.warn('session.unreadable', {})
        return null
      }
    },
    setTokens(next: Tokens | null): void {
      const text = next && vault.seal(JSON.stringify(next))
      remembered = next === null || text !== null
      sessionFile.write(text ?? '')
    },
  }
}

const sealed = kept.extend({ seal: z.string().nullable().default(null) })

/** What is sealed: a short text that stands for the whole. */
const fingerprint = (state: Kept): string =>
  `connection ${createHash('sha256')
    .update(JSON.stringify(kept.parse(state)))
    .digest('hex')}`

/** The same connection with its console closed until somebody signs in; one that was not complete is given up. */
function closed(state: Kept): Kept {
  const { connection } = state
  if (connection?.stage !== 'connected') return { ...state, connection: null }
  return connection.session === 'working' ? { ...state, connection: { ...connection, session: 'signed_out' } } : state
}

export type Memory = ReturnType<typeof createMemory>
