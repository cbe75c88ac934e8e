import { describe, expect, it } from 'vitest'
import { client, onEveryPostgres, person, until } from './support/hub.ts'
import { rooms, ROOMS, subscribed } from './support/rooms.ts'

onEveryPostgres((hub) => {
  const { member, hear, drop } = rooms(hub)

  describe('public channels', () => {
    it('a broadcast reaches the others, with its payload', async () => {
      const [a, b] = [client(hub()), client(hub())]
      const heard = hear(b.channel('lobby'), 'hi')
      expect((await subscribed(b.channel('lobby'))).status).toBe('SUBSCRIBED')
      const speaker = a.channel('lobby', { config: { broadcast: { ack: true } } })
      await subscribed(speaker)
      expect(await speaker.send({ type: 'broadcast', event: 'hi', payload: { text: 'été 🌞', n: [1, null] } })).toBe(
        'ok',
      )
      await until(() => heard.length > 0)
      expect(heard).toEqual([{ type: 'broadcast', event: 'hi', payload: { text: 'été 🌞', n: [1, null] } }])
      await Promise.all([drop(a), drop(b)])
    })
    it('presence: state on join, diffs on track, change, untrack and on a lost socket', async () => {
      const [a, b] = [client(hub()), client(hub())]
      const watcher = b.channel('here')
      const events: string[] = []
      watcher
        .on('presence', { event: 'join' }, ({ key }) => void events.push(`join ${key}`))
        .on('presence', { event: 'leave' }, ({ key }) => void events.push(`leave ${key}`))
      await subscribed(watcher)
      const one = a.channel('here', { config: { presence: { key: 'desk-1' } } })
      one.on('presence', { event: 'sync' }, () => {})
      await subscribed(one)
      expect(await one.track({ typing: false })).toBe('ok')
      await until(() => events.includes('join desk-1'))
      await one.track({ typing: true })
      await until(() => (watcher.presenceState()['desk-1'] as unknown as { typing: boolean }[])?.[0]?.typing === true)
      expect(watcher.presenceState()['desk-1']).toHaveLength(1)
      await one.untrack()
      await until(() => events.includes('leave desk-1'))
      await one.track({ again: true })
      await until(() => watcher.presenceState()['desk-1'])
      await drop(a)
      await until(() => watcher.presenceState()['desk-1'] === undefined)
      await drop(b)
    })
    it('a public and a private channel of one name do not hear each other', async () => {
      const one = await member('same')
      const inside = one.client.channel('same', { config: { private: true } })
      const heard = hear(inside, 'x')
      await subscribed(inside)
      const outside = client(hub()).channel('same', { config: { broadcast: { ack: true } } })
      await subscribed(outside)
      await outside.send({ type: 'broadcast', event: 'x', payload: {} })
      await hub().admin.query(`select realtime.send('{"inside":1}', 'x', 'same', true)`)
      await until(() => heard.length > 0)
      expect(heard[0]).toMatchObject({ payload: { inside: 1 } })
      await drop(one)
    })
  })

  describe('private channels are what the policies on realtime.messages say', () => {
    it('a stranger and the anonymous are refused: CHANNEL_ERROR, Unauthorized', async () => {
      const stranger = await person(hub())
      await stranger.client.realtime.setAuth()
      for (const one of [stranger.client, client(hub())]) {
        const { error, status } = await subscribed(one.channel('desk:1', { config: { private: true } }))
        expect([status, error]).toEqual([
          'CHANNEL_ERROR',
          'Unauthorized: You do not have permissions to read from this Channel topic: desk:1',
        ])
        await one.removeAllChannels()
      }
    })
    it('a member hears and speaks', async () => {
      const [a, b] = [await member('desk:9'), await member('desk:9')]
      const ear = b.client.channel('desk:9', { config: { private: true } })
      const heard = hear(ear, 'typing')
      await subscribed(ear)
      const mouth = a.client.channel('desk:9', { config: { private: true, broadcast: { ack: true } } })
      await subscribed(mouth)
      expect(await mouth.send({ type: 'broadcast', event: 'typing', payload: { who: a.id } })).toBe('ok')
      await until(() => heard.length > 0)
      await Promise.all([drop(a), drop(b)])
    })
    it('a member who may only listen is not heard: no answer, the client times out', async () => {
      const [quiet, other] = [await member('desk:2', false), await member('desk:2')]
      const ear = other.client.channel('desk:2', { config: { private: true } })
      const heard = hear(ear, 'x')
      await subscribed(ear)
      const mouth = quiet.client.channel('desk:2', { config: { private: true, broadcast: { ack: true } } })
      expect((await subscribed(mouth)).status).toBe('SUBSCRIBED')
      expect(await mouth.send({ type: 'broadcast', event: 'x', payload: {} }, { timeout: 200 })).toBe('timed out')
      expect(await mouth.track({ here: true })).toBe('error')
      expect(heard).toEqual([])
      await Promise.all([drop(quiet), drop(other)])
    })
    it('a right that is taken away ends the channel with the next token', async () => {
      const one = await member('desk:3')
      const channel = one.client.channel('desk:3', { config: { private: true } })
      const system: string[] = []
      channel.on('system', {}, (message: { message: string }) => void system.push(message.message))
      await subscribed(channel)
      await hub().admin.query('delete from public.rooms where member = $1', [one.id])
      hub().knobs.advanceClock(1000)
      await one.client.auth.refreshSession()
      await until(() => system.length > 0)
      hub().knobs.resetClock()
      expect(system).toEqual(['You do not have permissions to read from this Channel topic: desk:3'])
      await until(() => channel.state === 'closed')
      await drop(one)
    })
    it("a refreshed token keeps the channel beyond the first one's end", async () => {
      const one = await member('desk:4')
      const channel = one.client.channel('desk:4', { config: { private: true, broadcast: { ack: true } } })
      const heard = hear(channel, 'x')
      await subscribed(channel)
      hub().knobs.advanceClock(1800_000)
      const { data } = await one.client.auth.refreshSession()
      await until(() => one.client.realtime.accessTokenValue === data.session?.access_token)
      // Answered after the token, since the messages of a channel are taken in turn.
      expect(await channel.send({ type: 'broadcast', event: 'x', payload: {} })).toBe('ok')
      hub().knobs.advanceClock(1900_000)
      await hub().admin.query("select realtime.send('{}', 'x', 'desk:4', true)")
      await until(() => heard.length > 0)
      hub().knobs.resetClock()
      expect(channel.state).toBe('joined')
      await drop(one)
    })
    it('a token that ends closes the channel with a system message', async () => {
      const one = await member('desk:5')
      const channel = one.client.channel('desk:5', { config: { private: true } })
      const system: Record<string, unknown>[] = []
      channel.on('system', {}, (message: Record<string, unknown>) => void system.push(message))
      await subscribed(channel)
      hub().knobs.advanceClock(3601_000)
      await until(() => channel.state === 'closed')
      hub().knobs.resetClock()
      expect(system).toEqual([
        {
          extension: 'system',
          status: 'error',
          message: expect.stringMatching(/^Token has expired \d+ seconds ago$/),
          channel: 'desk:5',
        },
      ])
      await drop(one)
    })
    it('an ended token cannot join: InvalidJWTToken', async () => {
      const one = await member('desk:6')
      hub().knobs.expireTokens()
      const { error, status } = await subscribed(one.client.channel('desk:6', { config: { private: true } }))
      expect([status, error]).toEqual([
        'CHANNEL_ERROR',
        expect.stringMatching(/^InvalidJWTToken: Token has expired \d+ seconds ago$/),
      ])
      await drop(one)
    })
  })
}, ROOMS)
