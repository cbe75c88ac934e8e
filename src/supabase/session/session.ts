import { TransportError } from '../fault.ts'
import type { SignedIn, Tokens } from './tokens.ts'

/** What is told of the session. */
export interface SessionLog {
  info(event: string, fields: Record<string, string>): void
  warn(event: string, fields: Record<string, string>): void
}

export interface SessionParts {
  /** Trades a refresh token for new tokens. */
  renew(refresh: string, signal: AbortSignal): Promise<SignedIn>
  /** Keeps tokens over a restart, encrypted; null forgets them. */
  save(tokens: Tokens | null): void
  now(): Date
  log: SessionLog
}

/** A token is renewed this long before it ends, or at half of a short life. */
const MARGIN_MS = 90_000
const RENEW_LIMIT_MS = 15_000

/**
 * Keeps one session alive. Only the server's own word ends it: a dead line, a portal or a full gateway leave it as it is, for days
 * if need be. Tokens are stored before they are used, so that a crash in between costs nothing.
 */
export function createSession({ renew, save, now, log }: SessionParts, stored: Tokens | null) {
  let tokens = stored
  let spoiled: string | null = null
  let renewing: Promise<void> | null = null
  let ended = false
  const listeners = new Set<() => void>()

  function take(next: Tokens | null): void {
    tokens = next
    ended = false
    spoiled = null
    save(next)
    if (next) for (const listener of listeners) listener()
  }
  function good(held: Tokens): boolean {
    const left = Date.parse(held.until) - now().getTime()
    // More than it ever had: the clock was set back.
    return held.access !== spoiled && left > Math.min(MARGIN_MS, held.lifeMs / 2) && left <= held.lifeMs + MARGIN_MS
  }
  async function trade(held: Tokens): Promise<void> {
    try {
      const next = await renew(held.refresh, AbortSignal.timeout(RENEW_LIMIT_MS))
      // Somebody else signed in meanwhile.
      if (tokens !== held) return
      take(next.tokens)
      log.info('session.renewed', {})
    } catch (error) {
      if (tokens === held && error instanceof TransportError && error.kind === 'sign_in') {
        ended = true
        log.warn('session.ended', { code: error.message })
      }
      throw error
    }
  }

  return {
    /** What data calls carry: the newest token there is, without waiting for anything. */
    token: (): string | null => tokens?.access ?? null,
    /** True after the server's own word that the session is over. */
    ended: (): boolean => ended || tokens === null,
    take,
    forget: (): void => take(null),
    refused(): void {
      spoiled = tokens?.access ?? null
    },
    async fresh(): Promise<void> {
      if (!tokens || ended) throw new TransportError('sign_in', 'session_ended')
      if (good(tokens)) return
      // One trade at a time, and never called off half-way: a refresh token counts once.
      renewing ??= trade(tokens).finally(() => (renewing = null))
      await renewing
    },
    onToken(listener: () => void): () => void {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}

export type Session = ReturnType<typeof createSession>
