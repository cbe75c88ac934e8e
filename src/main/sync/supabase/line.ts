import type { Logger } from '../../store/ports.ts'
import { backoffMs } from '../backoff.ts'
import type { ChannelEvents, SyncClock } from '../ports.ts'
import type { Project } from './project.ts'

const BACKOFF = { firstMs: 500, longestMs: 15_000 }

export interface LineParts {
  project: Project
  clock: SyncClock
  random(): number
  log: Logger
}

/**
 * Keeps this desk on its building's private channel. Each try has a socket of its own, which is thrown away as a whole
 * when anything is wrong with it: the library's own rejoining keeps old tokens and old timers.
 */
export function joinLine({ project, clock, random, log }: LineParts, building: string, events: ChannelEvents) {
  type Socket = Awaited<ReturnType<Project['realtime']>>
  let socket: Socket | null = null
  /** Counts the tries: what an earlier one still says does not count. */
  let tries = 0
  let joined = false
  let failures = 0
  let cancel: (() => void) | null = null

  function join(): void {
    const own = ++tries
    open(own).catch((error: unknown) => own === tries && fall(String(error)))
  }
  async function open(own: number): Promise<void> {
    const made = await project.realtime()
    // The token goes with the join: it must be there before.
    await made.setAuth()
    if (own !== tries) return
    socket = made
    made
      .channel(`building:${building}`, { config: { private: true } })
      .on('broadcast', { event: 'changed' }, () => own === tries && events.hint())
      .subscribe((status, error) => {
        if (own !== tries) return
        const said: string = status
        if (said === 'SUBSCRIBED') arrived()
        else fall(error?.message ?? said)
      })
  }
  function arrived(): void {
    failures = 0
    joined = true
    log.info('sync.line_up', {})
    events.ready()
  }
  function fall(why: string): void {
    leave()
    failures++
    const wait = backoffMs(failures, random, BACKOFF)
    log.info('sync.line_down', { why, wait })
    if (joined) {
      joined = false
      events.down()
    }
    cancel = clock.schedule(wait, join)
  }
  function leave(): void {
    tries++
    cancel?.()
    cancel = null
    const old = socket
    socket = null
    if (!old) return
    for (const channel of old.getChannels()) channel.teardown()
    old.disconnect().catch(() => undefined)
  }

  join()
  return {
    /** A new token: the server closes the channel when the one it knows runs out. */
    renew: (): void => void socket?.setAuth().catch(() => undefined),
    leave,
  }
}
