import type { Logger } from '../../store/ports.ts'
import { backoffMs } from '../backoff.ts'
import type { ChannelEvents, SyncClock } from '../ports.ts'
import { BUILDING_RATE, createSignGate, RESIDENT_RATE, signOfResident, type Signs } from '../signs.ts'
import type { Project } from './project.ts'

/** The topic of a resident's own channel, as the library writes it. */
const RESIDENT = 'realtime:resident:'
const BACKOFF = { firstMs: 500, longestMs: 15_000 }

export interface LineParts {
  project: Project
  clock: SyncClock
  random(): number
  log: Logger
  signs: Signs
}

/**
 * Keeps this desk on its building's private channel. Each try has a socket of its own, which is thrown away as a whole
 * when anything is wrong with it: the library's own rejoining keeps old tokens and old timers.
 */
export function joinLine({ project, clock, random, log, signs }: LineParts, building: string, events: ChannelEvents) {
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
    const passes = createSignGate(clock.monotonic, BUILDING_RATE)
    made
      .channel(`building:${building}`, { config: { private: true } })
      .on('broadcast', { event: 'changed' }, () => own === tries && events.hint())
      .on('broadcast', { event: 'sign' }, ({ payload }) => passes() && signs.line.heard(payload))
      .subscribe((status, error) => {
        if (own !== tries) return
        const said: string = status
        if (said === 'SUBSCRIBED') arrived()
        else fall(error?.message ?? said)
      })
  }
  /** Channels of residents come and go with what is on the screen. One that cannot be joined is not worth a word. */
  function tune(): void {
    if (!socket || !joined) return
    const wanted = new Set(signs.line.residents())
    for (const channel of socket.getChannels())
      if (channel.topic.startsWith(RESIDENT) && !wanted.delete(channel.topic.slice(RESIDENT.length))) channel.teardown()
    for (const id of wanted) {
      const passes = createSignGate(clock.monotonic, RESIDENT_RATE)
      socket
        .channel(`resident:${id}`, { config: { private: true } })
        .on('broadcast', { event: 'sign' }, ({ payload }) => {
          const sign = passes() && signOfResident(id, payload)
          if (sign) signs.line.heard(sign)
        })
        .subscribe()
    }
  }
  function send(payload: object): void {
    // On a channel that is not joined the library would make a web request of it.
    for (const channel of socket?.getChannels() ?? [])
      if (channel.state === 'joined') channel.send({ type: 'broadcast', event: 'sign', payload }).catch(() => undefined)
  }
  function arrived(): void {
    failures = 0
    joined = true
    signs.line.carry({ send, tune })
    tune()
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
    signs.line.carry(null)
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
