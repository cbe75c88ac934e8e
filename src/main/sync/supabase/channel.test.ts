import { expect, it } from 'vitest'
import { BUILDING_RATE, createSignRelay, RESIDENT_RATE } from '../presence.ts'
import { joinChannel, type ChannelParts } from './channel.ts'

const ANA = '01900000-0000-7000-8000-000000000041'

/** A line whose channels hear what the test says, at a time that the test sets. */
async function joined() {
  const heardOn = new Map<string, (message: { payload: unknown }) => void>()
  let now = 0
  const channelOf = (topic: string) => {
    const channel = {
      topic: `realtime:${topic}`,
      state: 'joined',
      on(_: string, { event }: { event: string }, listener: (message: { payload: unknown }) => void) {
        if (event === 'sign') heardOn.set(topic, listener)
        return channel
      },
      subscribe: (said?: (status: string) => void) => said?.('SUBSCRIBED'),
      teardown: () => undefined,
    }
    return channel
  }
  const socket = {
    setAuth: () => Promise.resolve(),
    channel: channelOf,
    getChannels: () => [],
    disconnect: () => Promise.resolve(),
  }
  const presence = createSignRelay()
  let heard = 0
  presence.on(() => void heard++)
  presence.follow([ANA])
  const arrived = Promise.withResolvers<void>()
  const line = joinChannel(
    {
      project: { realtime: () => Promise.resolve(socket) },
      clock: { monotonic: () => now, later: () => () => undefined },
      chance: () => 0,
      log: { info: () => undefined },
      presence,
    } as unknown as ChannelParts,
    'b',
    { hint: () => undefined, ready: arrived.resolve, down: () => undefined },
  )
  await arrived.promise
  return {
    line,
    /** How many of `n` signs that come at once are listened to. */
    flood(topic: string, n: number): number {
      heard = 0
      const payload = { from: 'tab', person: { id: ANA, side: 'resident' }, conversation: 'c', doing: 'typing' }
      for (let i = 0; i < n; i++) heardOn.get(topic)!({ payload })
      return heard
    },
    later: (ms: number) => void (now += ms),
  }
}

// Bug: twenty thousand signs of one resident took ten seconds of the desk's main thread.
it('hears so many signs of a channel as people can give, however many come', async () => {
  const { line, flood, later } = await joined()
  expect(flood(`resident:${ANA}`, 20_000)).toBe(RESIDENT_RATE.burst)
  // The colleagues on the building's channel are heard meanwhile.
  expect(flood('building:b', 20_000)).toBe(BUILDING_RATE.burst)
  later(1000)
  expect(flood(`resident:${ANA}`, 20_000)).toBe(RESIDENT_RATE.perSecond)
  later(60_000)
  expect(flood(`resident:${ANA}`, 3)).toBe(3)
  line.leave()
})
