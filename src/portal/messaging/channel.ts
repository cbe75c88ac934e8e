import type { RealtimeChannel, SupabaseClient } from '@supabase/supabase-js'
import type { Later } from '../../supabase/later.ts'
import { keepJoined } from '../../supabase/rejoin.ts'

/** How often the server is asked while no hints come, or none can be trusted to. */
const POLL_MS = 30_000
const POLL_LIVE_MS = 120_000
const BACKOFF = { firstMs: 1_000, longestMs: 15_000 }

export interface ChannelParts {
  supabase: SupabaseClient
  residentId: string
  chance(): number
  later: Later
  /** Something may have changed. */
  hint(): void
  sign(given: unknown): void
  /** Hints come, or come no more. */
  joined(on: boolean): void
}

/** The resident's own channel: hints and signs. A poll covers what is lost while it is being joined again. */
export function createChannel({ supabase, residentId, chance, later, hint, sign, ...parts }: ChannelParts) {
  let channel: RealtimeChannel | null = null
  let joined = false
  let stopPoll: () => void = () => undefined

  const poll = (): void => {
    stopPoll()
    stopPoll = later(joined ? POLL_LIVE_MS : POLL_MS, () => {
      hint()
      poll()
    })
  }
  const kept = keepJoined({
    later,
    chance,
    backoff: BACKOFF,
    open(attempt) {
      channel = supabase
        .channel(`resident:${residentId}`, { config: { private: true, broadcast: { self: false } } })
        .on('broadcast', { event: 'changed' }, () => hint())
        .on('broadcast', { event: 'sign' }, ({ payload }) => sign(payload))
        .subscribe((status) => {
          const said: string = status
          if (said === 'SUBSCRIBED') attempt.arrived()
          else attempt.fell(said)
        })
    },
    async close() {
      const old = channel
      channel = null
      if (old) await supabase.removeChannel(old).catch(() => undefined)
    },
    up() {
      joined = true
      parts.joined(true)
      // What was written before the channel was ready has given no hint.
      hint()
      poll()
    },
    down({ wasUp }) {
      if (!wasUp) return
      joined = false
      parts.joined(false)
      // Is it the channel alone, or is there no line at all?
      hint()
      poll()
    },
  })
  poll()
  return {
    send: (payload: object) => {
      if (joined) channel?.send({ type: 'broadcast', event: 'sign', payload }).catch(() => undefined)
    },
    async stop(): Promise<void> {
      stopPoll()
      await kept.leave()
    },
  }
}
