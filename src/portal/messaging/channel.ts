import type { RealtimeChannel, SupabaseClient } from '@supabase/supabase-js'

/** How often the server is asked while no hints come, or none can be trusted to. */
const POLL_MS = 30_000
const POLL_LIVE_MS = 120_000
const FIRST_WAIT_MS = 1_000
const LONGEST_WAIT_MS = 15_000

export interface ChannelParts {
  supabase: SupabaseClient
  residentId: string
  random(): number
  later(ms: number, run: () => void): () => void
  /** Something may have changed. */
  hint(): void
  sign(given: unknown): void
  /** Hints come, or come no more. */
  joined(on: boolean): void
}

/**
 * The resident's own channel: hints and signs. One that fails is thrown away and made anew after a while: the library's own
 * rejoining keeps old tokens and gives up in silence. A poll covers what is lost meanwhile.
 */
export function createChannel({ supabase, residentId, random, later, hint, sign, ...parts }: ChannelParts) {
  let channel: RealtimeChannel | null = null
  let joined = false
  let failures = 0
  let tries = 0
  let stopPoll: () => void = () => undefined
  let stopWait: () => void = () => undefined

  const poll = (): void => {
    stopPoll()
    stopPoll = later(joined ? POLL_LIVE_MS : POLL_MS, () => {
      hint()
      poll()
    })
  }
  function join(): void {
    const own = ++tries
    channel = supabase
      .channel(`resident:${residentId}`, { config: { private: true, broadcast: { self: false } } })
      .on('broadcast', { event: 'changed' }, () => hint())
      .on('broadcast', { event: 'sign' }, ({ payload }) => sign(payload))
      .subscribe((status) => {
        if (own !== tries) return
        const said: string = status
        if (said === 'SUBSCRIBED') arrived()
        else fall()
      })
  }
  function arrived(): void {
    joined = true
    failures = 0
    parts.joined(true)
    // What was written before the channel was ready has given no hint.
    hint()
    poll()
  }
  function fall(): void {
    const old = leave()
    if (joined) {
      joined = false
      parts.joined(false)
      // Is it the channel alone, or is there no line at all?
      hint()
      poll()
    }
    const wait = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** failures++) * (0.5 + random() / 2)
    stopWait()
    stopWait = later(wait, () => void old.finally(join))
  }
  async function leave(): Promise<void> {
    tries++
    const old = channel
    channel = null
    if (old) await supabase.removeChannel(old).catch(() => undefined)
  }
  join()
  poll()
  return {
    send: (payload: object) => {
      if (joined) channel?.send({ type: 'broadcast', event: 'sign', payload }).catch(() => undefined)
    },
    async stop(): Promise<void> {
      stopPoll()
      stopWait()
      await leave()
    },
  }
}
