import type { RealtimeChannel, SupabaseClient } from '@supabase/supabase-js'
import type { Connection } from '../../shared/messaging/client.ts'

/** How often the server is asked while no hints come, or none can be trusted to. */
const POLL_MS = 30_000
const POLL_LIVE_MS = 120_000

export interface ChannelParts {
  supabase: SupabaseClient
  residentId: string
  later(ms: number, run: () => void): () => void
  /** Something may have changed. */
  hint(): void
  sign(given: unknown): void
  state(state: Connection['state']): void
}

/** The resident's own channel: hints and signs. The library rejoins by itself; a poll covers what is lost meanwhile. */
export function createChannel({ supabase, residentId, later, hint, sign, state }: ChannelParts) {
  let joined = false
  let stopTimer: () => void = () => undefined
  const poll = (): void => {
    stopTimer()
    stopTimer = later(joined ? POLL_LIVE_MS : POLL_MS, () => {
      hint()
      poll()
    })
  }
  const channel: RealtimeChannel = supabase
    .channel(`resident:${residentId}`, { config: { private: true, broadcast: { self: false } } })
    .on('broadcast', { event: 'changed' }, () => hint())
    .on('broadcast', { event: 'sign' }, ({ payload }) => sign(payload))
    .subscribe((status) => {
      const said: string = status
      joined = said === 'SUBSCRIBED'
      state(joined ? 'live' : 'polling')
      // What was written before the channel was ready has given no hint.
      if (joined) hint()
      poll()
    })
  return {
    joined: () => joined,
    send: (payload: object) => {
      if (joined) void channel.send({ type: 'broadcast', event: 'sign', payload })
    },
    async stop(): Promise<void> {
      stopTimer()
      await supabase.removeChannel(channel)
      stopTimer()
    },
  }
}
