import type { Logger } from '../../store/ports.ts'
import { keepJoined, type Attempt } from '../../../supabase/rejoin.ts'
import type { ChannelEvents, SyncClock } from '../ports.ts'
import { BUILDING_RATE, createSignGate, RESIDENT_RATE, signOfResident, type SignRelay } from '../presence.ts'
import type { Project } from '../../../supabase/project.ts'

/** The topic of a resident's own channel, as the library writes it. */
const RESIDENT = 'realtime:resident:'
const BACKOFF = { firstMs: 500, longestMs: 15_000 }

export interface ChannelParts {
  project: Project
  clock: SyncClock
  chance(): number
  log: Logger
  presence: SignRelay
}

/**
 * Keeps this desk on its building's private channel. Each try has a socket of its own, which is thrown away as a whole
 * when anything is wrong with it.
 */
export function joinChannel(
  { project, clock, chance, log, presence }: ChannelParts,
  building: string,
  events: ChannelEvents,
) {
  type Socket = Awaited<ReturnType<Project['realtime']>>
  let socket: Socket | null = null

  async function open({ isCurrent, arrived, fell }: Attempt): Promise<void> {
    const made = await project.realtime()
    // The token goes with the join: it must be there before.
    await made.setAuth()
    if (!isCurrent()) return
    socket = made
    const passes = createSignGate(clock.monotonic, BUILDING_RATE)
    made
      .channel(`building:${building}`, { config: { private: true } })
      .on('broadcast', { event: 'changed' }, () => isCurrent() && events.hint())
      .on('broadcast', { event: 'sign' }, ({ payload }) => passes() && presence.line.heard(payload))
      .subscribe((status, error) => {
        const said: string = status
        if (said === 'SUBSCRIBED') arrived()
        else fell(error?.message ?? said)
      })
  }
  /** Channels of residents come and go with what is on the screen. One that cannot be joined is not worth a word. */
  function tune(): void {
    if (!socket || !kept.isUp()) return
    const wanted = new Set(presence.line.residents())
    for (const channel of socket.getChannels())
      if (channel.topic.startsWith(RESIDENT) && !wanted.delete(channel.topic.slice(RESIDENT.length))) channel.teardown()
    for (const id of wanted) {
      const passes = createSignGate(clock.monotonic, RESIDENT_RATE)
      socket
        .channel(`resident:${id}`, { config: { private: true } })
        .on('broadcast', { event: 'sign' }, ({ payload }) => {
          const sign = passes() && signOfResident(id, payload)
          if (sign) presence.line.heard(sign)
        })
        .subscribe()
    }
  }
  function send(payload: object): void {
    // On a channel that is not joined the library would make a web request of it.
    for (const channel of socket?.getChannels() ?? [])
      if (channel.state === 'joined') channel.send({ type: 'broadcast', event: 'sign', payload }).catch(() => undefined)
  }
  function close(): void {
    presence.line.carry(null)
    const old = socket
    socket = null
    if (!old) return
    for (const channel of old.getChannels()) channel.teardown()
    old.disconnect().catch(() => undefined)
  }

  const kept = keepJoined({
    later: clock.later,
    chance,
    backoff: BACKOFF,
    open,
    close,
    up() {
      presence.line.carry({ send, tune })
      tune()
      log.info('sync.line_up', {})
      events.ready()
    },
    down({ why, wait, wasUp }) {
      log.info('sync.line_down', { why, wait })
      if (wasUp) events.down()
    },
  })
  return {
    /** A new token: the server closes the channel when the one it knows runs out. */
    renew: (): void => void socket?.setAuth().catch(() => undefined),
    leave: (): void => void kept.leave(),
  }
}
