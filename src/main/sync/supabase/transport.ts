import { z } from 'zod'
import type { Logger } from '../../store/ports.ts'
import type { SyncClock, Transport } from '../ports.ts'
import { TransportError } from '../../../supabase/fault.ts'
import type { SignRelay } from '../presence.ts'
import { isSeenHere } from '../../../shared/staff/proof.ts'
import type { WireTransaction } from '../../../shared/sync/wire.ts'
import { joinChannel } from './channel.ts'
import type { Project } from '../../../supabase/project.ts'

/** What the transport asks of whoever keeps the session. */
export interface TransportSession {
  /** Makes sure of a token that the server may accept; refreshes it where needed. Throws TransportErrors. */
  fresh(signal: AbortSignal): Promise<void>
  /** The server did not accept the token. */
  refused(): void
  /** The server says that the account is not (or no longer) staff here. */
  doubted(): void
  /** Asks whether it is, when that was doubted. Throws when it is not. */
  confirm(signal: AbortSignal): Promise<void>
  /** Called with each new token. Answers how to end that. */
  onToken(listener: () => void): () => void
}

export interface TransportParts {
  project: Project
  session: TransportSession
  clock: SyncClock
  chance(): number
  log: Logger
  presence: SignRelay
  /** Stores the files that these acts name, before they leave. */
  uploads(building: string, transactions: readonly WireTransaction[]): Promise<void>
  building(): string
  /** By what the project takes an act of somebody who is not signed in; null where nothing more is said. */
  keyFor(staffId: string): string | null
}

/** The engine's line to a Supabase project. */
export function createTransport(parts: TransportParts): Transport {
  const { project, session } = parts

  async function call(name: string, args: Record<string, unknown>, signal: AbortSignal): Promise<unknown> {
    await session.fresh(signal)
    try {
      return await project.rpc(name, args, signal)
    } catch (error) {
      if (!(error instanceof TransportError)) throw error
      if (error.code === 'not_staff') {
        // Not the fault of what was sent: the next sign-in finds out what has become of the account.
        session.doubted()
        throw new TransportError('sign_in', 'not_staff', { cause: error })
      }
      if (error.kind === 'sign_in') session.refused()
      throw error
    }
  }

  /** An act of somebody whose proof this desk has seen goes with the key that it vouches by. */
  function vouched(act: WireTransaction): WireTransaction & { pass?: string } {
    const seen = act.ops.every(
      ({ values }) => (values['proved_by'] ?? null) === null || isSeenHere(values['proved_by']),
    )
    const pass = seen ? parts.keyFor(act.actor) : null
    return pass === null ? act : { ...act, pass }
  }

  return {
    async signIn(signal) {
      await session.fresh(signal)
      await session.confirm(signal)
    },
    async push(desk, transactions, signal) {
      // Storage asks for a token as well, and says less plainly that it has expired.
      await session.fresh(signal)
      await parts.uploads(parts.building(), transactions)
      return await call('sync_push', { desk, transactions: transactions.map(vouched) }, signal)
    },
    async pull(building, since, { rows, bytes }, signal) {
      const answer = await call('sync_pull', { building, since, row_limit: rows, bytes }, signal)
      refuseEmpty(answer, since)
      return answer
    },
    async read(building, { from, until }, { rows, bytes }, signal) {
      const answer = await call('sync_read', { building, since: from, row_limit: rows, bytes, until }, signal)
      refuseEmpty(Array.isArray(answer) ? answer[0] : answer, from)
      return answer
    },
    outline: (building, since, rows, signal) => call('sync_outline', { building, since, every: rows }, signal),
    digest: (building, columns, signal) => call('sync_digest', { building, columns }, signal),
    listen(building, events) {
      const channel = joinChannel(parts, building, events)
      const stop = session.onToken(channel.renew)
      return () => {
        stop()
        channel.leave()
      }
    },
  }
}

const fromTheStart = z.object({
  rows: z.array(z.unknown()).optional(),
  tables: z.array(z.unknown()).optional(),
  cursor: z.string(),
  reset: z.boolean(),
})

/**
 * Whoever is staff reads at least the building's own row. Where the server numbered changes and shows none, policies are missing,
 * and a desk must not be emptied by that.
 */
function refuseEmpty(answer: unknown, since: string | null): void {
  const read = fromTheStart.safeParse(answer)
  if (!read.success || !(since === null || read.data.reset) || /:0+$/.test(read.data.cursor)) return
  const { rows, tables } = read.data
  if ((rows ?? tables ?? [null]).length === 0) throw new TransportError('again', 'rows_hidden', { reached: true })
}
