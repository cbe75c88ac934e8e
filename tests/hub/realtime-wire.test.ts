import { request } from 'node:http'
import { describe, expect, it } from 'vitest'
import { onEveryPostgres, until } from './support/hub.ts'
import { join, wire } from './support/wire.ts'

const config = (broadcast: Record<string, unknown> = {}): Record<string, unknown> => ({
  config: {
    broadcast: { self: true, ack: false, ...broadcast },
    presence: { key: '' },
    postgres_changes: [],
    private: false,
  },
})

// kind 3: join ref, ref, topic, event, metadata, encoding, payload.
const push = (topic: string, event: string, body: Buffer, json: boolean): Buffer =>
  Buffer.concat([
    Buffer.from([3, 1, 1, Buffer.byteLength(topic), Buffer.byteLength(event), 0, json ? 1 : 0]),
    Buffer.from(`12${topic}${event}`),
    body,
  ])

onEveryPostgres((hub) => {
  const handshake = async (path: string): Promise<number | undefined> =>
    await new Promise((done) => {
      const call = request(`${hub().url}${path}`, {
        headers: {
          connection: 'upgrade',
          upgrade: 'websocket',
          'sec-websocket-version': '13',
          'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
        },
      })
      call.on('response', (answer) => done(answer.statusCode))
      call.on('upgrade', (_, socket) => {
        socket.destroy()
        done(101)
      })
      call.on('error', () => done(undefined))
      call.end()
    })

  it('a socket without a key, or with a wrong one, is refused with 401; an unknown version with 403', async () => {
    expect(await handshake('/realtime/v1/websocket?vsn=1.0.0')).toBe(401)
    expect(await handshake('/realtime/v1/websocket?apikey=nope')).toBe(401)
    expect(await handshake(`/realtime/v1/websocket?apikey=${hub().anonKey}&vsn=9.0.0`)).toBe(403)
    expect(await handshake(`/realtime/v1/websocket?apikey=${hub().publishableKey}&vsn=2.0.0`)).toBe(101)
  })

  describe.each(['1.0.0', '2.0.0'] as const)('protocol %s', (version) => {
    it('heartbeat on the topic phoenix is answered ok', async () => {
      const line = await wire(hub(), version)
      line.send({ ref: '7', topic: 'phoenix', event: 'heartbeat' })
      expect((await line.next('phx_reply')).payload).toEqual({ status: 'ok', response: {} })
      line.close()
    })
    it('join, broadcast to oneself, leave: ok, the message, ok and phx_close', async () => {
      const line = await wire(hub(), version)
      expect(await join(line, 'realtime:room', config())).toEqual({ status: 'ok', response: { postgres_changes: [] } })
      line.send({
        joinRef: '1',
        ref: '2',
        topic: 'realtime:room',
        event: 'broadcast',
        payload: { type: 'broadcast', event: 'hi', payload: { a: 1 } },
      })
      expect((await line.next('broadcast')).payload).toEqual({ type: 'broadcast', event: 'hi', payload: { a: 1 } })
      expect(line.heard.some((message) => message.event === 'phx_reply' && message.ref === '2')).toBe(false)
      line.send({ joinRef: '1', ref: '3', topic: 'realtime:room', event: 'phx_leave' })
      await line.next('phx_reply', (message) => message.ref === '3')
      expect((await line.next('phx_close')).ref).toBe('1')
      line.close()
    })
    it('ack answers a broadcast; self off keeps it from its sender', async () => {
      const line = await wire(hub(), version)
      await join(line, 'realtime:acked', config({ ack: true, self: false }))
      line.send({
        joinRef: '1',
        ref: '2',
        topic: 'realtime:acked',
        event: 'broadcast',
        payload: { type: 'broadcast', event: 'x', payload: {} },
      })
      expect((await line.next('phx_reply', (message) => message.ref === '2')).payload['status']).toBe('ok')
      expect(line.heard.some((message) => message.event === 'broadcast')).toBe(false)
      line.close()
    })
    it('a message to a topic that is not joined: unmatched topic', async () => {
      const line = await wire(hub(), version)
      line.send({ ref: '5', topic: 'realtime:never', event: 'broadcast' })
      expect((await line.next('phx_reply')).payload).toEqual({
        status: 'error',
        response: { reason: 'unmatched topic' },
      })
      line.close()
    })
    it('replication_ready asks for the system message that the database is heard', async () => {
      const line = await wire(hub(), version)
      await join(line, 'realtime:ready', config({ replication_ready: true }))
      expect((await line.next('system')).payload).toEqual({
        extension: 'system',
        status: 'ok',
        message: 'Replication connection established',
        channel: 'ready',
      })
      line.close()
    })
    it('a second join of the topic closes the first', async () => {
      const line = await wire(hub(), version)
      await join(line, 'realtime:twice', config(), '1')
      await join(line, 'realtime:twice', config(), '2')
      expect((await line.next('phx_close')).ref).toBe('1')
      line.close()
    })
    it('what is no message closes the socket', async () => {
      const line = await wire(hub(), version)
      line.raw('not json')
      expect(await until(() => line.closed())).toBe(1011)
    })
  })

  it('a binary push of version 2 reaches version 2 as bytes, version 1 as JSON', async () => {
    const [sender, newer, older] = await Promise.all([wire(hub()), wire(hub()), wire(hub(), '1.0.0')])
    await Promise.all([sender, newer, older].map((line) => join(line, 'realtime:mixed', config({ self: false }))))
    sender.raw(push('realtime:mixed', 'été', Buffer.from('{"n":9007199254740993}'), true))
    const bytes = await until(() => newer.bytes[0])
    expect([...bytes.subarray(0, 5)]).toEqual([4, 14, 5, 0, 1])
    expect(bytes.subarray(5).toString('utf8')).toBe('realtime:mixedété{"n":9007199254740993}')
    expect((await older.next('broadcast')).payload).toMatchObject({ type: 'broadcast', event: 'été' })
    sender.raw(push('realtime:mixed', 'raw', Buffer.from([1, 2, 255]), false))
    expect([...(await until(() => newer.bytes[1])).subarray(-3)]).toEqual([1, 2, 255])
    for (const line of [sender, newer, older]) line.close()
  })

  describe('refused joins', () => {
    const refusal = async (topic: string, payload: Record<string, unknown>): Promise<unknown> => {
      const line = await wire(hub())
      const answer = await join(line, topic, payload)
      line.close()
      return (answer['response'] as { reason?: string }).reason
    }
    it('each says its code and why', async () => {
      expect(await refusal('realtime:', config())).toBe('TopicNameRequired: You must provide a topic name')
      expect(await refusal('realtime:a', { ...config(), access_token: 'junk' })).toBe(
        'MalformedJWT: The token provided is not a valid JWT',
      )
      expect(await refusal('realtime:a', { ...config(), access_token: `${hub().anonKey.slice(0, -4)}AAAA` })).toBe(
        'JwtSignatureError: Failed to validate JWT signature',
      )
      expect(await refusal('realtime:a', { config: { private: true } })).toBe(
        'Unauthorized: You do not have permissions to read from this Channel topic: a',
      )
      expect(await refusal('realtime:a', config({ replay: { since: 0 } }))).toBe(
        'UnableToReplayMessages: Replay is not allowed for public channels',
      )
    })
    it('privateOnly refuses public channels', async () => {
      hub().knobs.settings.realtime.privateOnly = true
      const reason = await refusal('realtime:a', config())
      hub().knobs.settings.realtime.privateOnly = false
      expect(reason).toBe('PrivateOnly: This project only allows private channels')
    })
    it('the answer waits, so that a client cannot hammer', async () => {
      hub().knobs.settings.realtime.joinErrorDelayMs = 150
      const started = performance.now()
      await refusal('realtime:a', { config: { private: true } })
      hub().knobs.settings.realtime.joinErrorDelayMs = 0
      expect(performance.now() - started).toBeGreaterThan(145)
    })
  })

  describe('quotas', () => {
    it('channels of a connection: ChannelRateLimitReached', async () => {
      const { realtime } = hub().knobs.settings
      realtime.maxChannelsPerConnection = 1
      const line = await wire(hub())
      await join(line, 'realtime:one', config())
      const answer = await join(line, 'realtime:two', config(), '2')
      realtime.maxChannelsPerConnection = 100
      expect(answer).toEqual({ status: 'error', response: { reason: 'ChannelRateLimitReached: Too many channels' } })
      line.close()
    })
    it('messages of a second: the channel is told and closed', async () => {
      const { realtime } = hub().knobs.settings
      realtime.maxEventsPerSecond = 3
      const line = await wire(hub())
      await join(line, 'realtime:fast', config())
      for (let at = 0; at < 12; at += 1)
        line.send({
          joinRef: '1',
          topic: 'realtime:fast',
          event: 'broadcast',
          payload: { type: 'broadcast', event: 'x', payload: {} },
        })
      expect((await line.next('system')).payload['message']).toBe('Too many messages per second')
      await line.next('phx_close')
      realtime.maxEventsPerSecond = 500
      line.close()
    })
    it('presence calls of a client: five in thirty seconds by default, then the channel closes', async () => {
      const { realtime } = hub().knobs.settings
      realtime.maxClientPresenceCalls = 5
      const line = await wire(hub())
      await join(line, 'realtime:restless', config())
      for (let at = 0; at < 6; at += 1)
        line.send({
          joinRef: '1',
          ref: `${at + 2}`,
          topic: 'realtime:restless',
          event: 'presence',
          payload: { type: 'presence', event: 'track', payload: { at } },
        })
      expect((await line.next('system')).payload['message']).toBe('Client presence rate limit exceeded')
      realtime.maxClientPresenceCalls = 1000
      line.close()
    })
    it('a payload that is too large is dropped, and said where acknowledged', async () => {
      const { realtime } = hub().knobs.settings
      realtime.maxPayloadBytes = 100
      const line = await wire(hub())
      await join(line, 'realtime:heavy', config({ ack: true }))
      line.send({
        joinRef: '1',
        ref: '2',
        topic: 'realtime:heavy',
        event: 'broadcast',
        payload: { type: 'broadcast', event: 'x', payload: { text: 'y'.repeat(200) } },
      })
      expect((await line.next('phx_reply', (message) => message.ref === '2')).payload['status']).toBe('error')
      realtime.maxPayloadBytes = 3_000_000
      line.close()
    })
    it('a silent socket is closed', async () => {
      const { realtime } = hub().knobs.settings
      realtime.idleTimeoutMs = 60
      const line = await wire(hub())
      expect(await until(() => line.closed())).toBe(1000)
      realtime.idleTimeoutMs = 60_000
    })
  })
})
