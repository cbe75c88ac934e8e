import { z } from 'zod'
import type { Later } from '../../supabase/later.ts'
import type { Logger } from '../store/ports.ts'
import type { AuditOutbox } from '../store/audit/outbox.ts'

/** After an act others often follow: they go together. */
const SOON_MS = 5000
const ROUND_MS = 10 * 60_000

const answer = z.discriminatedUnion('status', [
  z.object({
    status: z.literal('taken'),
    place: z.int(),
    chain: z.string().regex(/^[0-9a-f]{64}$/),
    server_time: z.string(),
  }),
  /** The project has another entry in this place: this file was put back to an earlier state. */
  z.object({ status: z.literal('other'), segment: z.string(), n: z.int(), hash: z.string() }),
  /** What was sent does not follow what the project has. */
  z.object({ status: z.literal('broken'), segment: z.string(), n: z.int() }),
  /** Nobody let this computer speak for its desk, or somebody let another one. */
  z.object({ status: z.literal('unclaimed'), other: z.boolean() }),
])

export interface AuditSenderPorts {
  /** The chain of the replica that is open. */
  outbox(): AuditOutbox | null
  push(entries: readonly unknown[]): Promise<unknown>
  /** Lets this computer speak for its desk where whoever is signed in may, and, in the place of another one, wants it. */
  claim(other: boolean): Promise<boolean>
  /** Called when the project begins to refuse entries from this computer, or takes them again. */
  moved(): void
  later: Later
  log: Logger
}

/** Sends the entries of this desk's log to the project, and keeps the heads that it answers. Nothing waits for it. */
export function createAuditSender({ outbox, push, claim, moved, later, log }: AuditSenderPorts) {
  let running = false
  let stopped = false
  let isSoon = false
  let again = false
  let stopAlarm: (() => void) | null = null
  let unclaimed = false

  function tell(isUnclaimed: boolean): void {
    if (unclaimed === isUnclaimed) return
    unclaimed = isUnclaimed
    moved()
  }

  async function round(): Promise<void> {
    for (;;) {
      const from = outbox()
      const batch = from?.next() ?? null
      if (!from || !batch || stopped) return
      const said = answer.parse(await push(batch.entries))
      if (outbox() !== from) return
      if (said.status === 'unclaimed') {
        if (await claim(said.other)) continue
        log.warn('audit.unclaimed', { other: said.other })
        tell(true)
        return
      }
      tell(false)
      if (said.status === 'taken') {
        from.taken(batch.last, said)
        continue
      }
      log.warn(`audit.${said.status}`, { n: said.n })
      // From here on another segment: the project keeps what it has, and the entries between stand at this desk alone.
      if (said.status === 'other') from.refused()
      else {
        from.again()
        return
      }
    }
  }
  function run(): void {
    stopAlarm = null
    isSoon = false
    if (stopped) return
    if (running) {
      again = true
      return
    }
    running = true
    round()
      .catch((error: unknown) => log.info('audit.not_sent', { detail: String(error) }))
      .finally(() => {
        running = false
        if (stopped || stopAlarm) return
        stopAlarm = later(again ? SOON_MS : ROUND_MS, run)
        again = false
      })
  }
  return {
    /** Something was written, or the line is there again. */
    soon(): void {
      if (stopped || isSoon) return
      isSoon = true
      stopAlarm?.()
      stopAlarm = later(SOON_MS, run)
    },
    /** The project takes nothing from this computer until somebody lets it speak for the desk. */
    isUnclaimed: (): boolean => unclaimed,
    stop(): void {
      stopped = true
      stopAlarm?.()
    },
  }
}

export type AuditSender = ReturnType<typeof createAuditSender>
