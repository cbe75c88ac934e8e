import { z } from 'zod'
import { LOCK_REASONS } from '../../shared/contract/account.ts'
import { ROLES } from '../../shared/staff/permissions.ts'
import type { Logger } from '../store/ports.ts'
import { tokens, type Tokens } from './session/tokens.ts'

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
})
export type ConnectionRecord = z.infer<typeof record>

const kept = z.object({
  connection: record.nullable(),
  /** An upload that was called off: the same rows go on from where they were. */
  halted: z.object({ url: z.string(), building: z.uuid(), snapshot }).nullable(),
})
type Kept = z.infer<typeof kept>

export interface RecordPorts {
  connectionFile: TextFile
  sessionFile: TextFile
  vault: Vault
  log: Logger
}

/** What a connected desk remembers over a restart. */
export function createMemory({ connectionFile, sessionFile, vault, log }: RecordPorts) {
  let state: Kept = load()
  /** False when this computer did not take the last secret. */
  let remembered = true

  function load(): Kept {
    const text = connectionFile.read()
    if (text === null || text === '') return { connection: null, halted: null }
    try {
      return kept.parse(JSON.parse(text))
    } catch (error) {
      log.error('connection.unreadable', { detail: String(error) })
      return { connection: null, halted: null }
    }
  }
  function save(next: Kept): void {
    connectionFile.write(JSON.stringify(next, null, 2))
    state = next
  }

  return {
    get: (): ConnectionRecord | null => state.connection,
    set: (connection: ConnectionRecord | null): void => save({ ...state, connection }),
    halted: () => state.halted,
    setHalted: (halted: Kept['halted']): void => save({ ...state, halted }),
    remembered: (): boolean => remembered,
    tokens: (): Tokens | null => {
      const sealed = sessionFile.read()
      if (!sealed) return null
      try {
        return tokens.parse(JSON.parse(vault.open(sealed) ?? 'null'))
      } catch {
        log.warn('session.unreadable', {})
        return null
      }
    },
    setTokens(next: Tokens | null): void {
      const sealed = next && vault.seal(JSON.stringify(next))
      remembered = next === null || sealed !== null
      sessionFile.write(sealed ?? '')
    },
  }
}

export type Memory = ReturnType<typeof createMemory>
