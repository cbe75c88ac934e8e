import type { RealtimeChannel, SupabaseClient } from '@supabase/supabase-js'
import { describe, expect, it } from 'vitest'
import { asOwner, client, onEveryPostgres, person, until } from './support/hub.ts'

const SQL = `
create table public.rooms (topic text, member uuid, may_send boolean default true, primary key (topic, member));
alter table public.rooms enable row level security;
create policy own on public.rooms for select to authenticated using (member = (select auth.uid()));
grant select on public.rooms to authenticated;
create policy listen on realtime.messages for select to authenticated using (
  exists (select from public.rooms r where r.topic = realtime.topic() and r.member = (select auth.uid()))
);
create policy speak on realtime.messages for insert to authenticated with check (
  exists (select from public.rooms r where r.topic = realtime.topic() and r.member = (select auth.uid()) and r.may_send)
);
create table public.things (id int primary key, name text);
create function public.tell() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  perform realtime.send(jsonb_build_object('upto', new.id), 'changed', 'desk:1', true);
  return null;
end $$;
create trigger tell after insert on public.things for each row execute function public.tell();
create function public.report() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  perform realtime.broadcast_changes('desk:1', tg_op, tg_op, tg_table_name, tg_table_schema, new, old);
  return null;
end $$;
create trigger report after update on public.things for each row execute function public.report();
grant all on public.things to service_role;
`

const subscribed = async (channel: RealtimeChannel): Promise<{ status: string; error: string | undefined }> =>
  await new Promise((done) => {
    channel.subscribe((status, error) => done({ status, error: error?.message }))
  })

onEveryPostgres((hub) => {
  const member = async (topic: string, maySend = true): Promise<Awaited<ReturnType<typeof person>>> => {
    const one = await person(hub(), { realtime: { timeout: 1500 } })
    await hub().admin.query('insert into public.rooms values ($1, $2, $3)', [topic, one.id, maySend])
    await one.client.realtime.setAuth()
    return one
  }
  const hear = (channel: RealtimeChannel, event: string): Record<string, unknown>[] => {
    const heard: Record<string, unknown>[] = []
    channel.on('broadcast', { event }, (message) => void heard.push(message))
    return heard
  }
  const drop = (one: { client: SupabaseClient } | SupabaseClient): Promise<unknown> =>
    ('client' in one ? one.client : one).removeAllChannels()

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

  describe('from the database', () => {
    const later = `select realtime.send('{"later":true}', 'changed', 'desk:1', true)`
    const listener = async (
      event: string,
    ): Promise<{ one: Awaited<ReturnType<typeof member>>; heard: Record<string, unknown>[] }> => {
      const one = await member('desk:1')
      const channel = one.client.channel('desk:1', { config: { private: true } })
      const heard = hear(channel, event)
      await subscribed(channel)
      return { one, heard }
    }
    it('realtime.send is heard after the commit, with the id of the message; not after a rollback', async () => {
      const { heard, one } = await listener('changed')
      const connection = await hub().admin.connect()
      await connection.query('begin; insert into public.things values (1000); rollback')
      await connection.query('begin; insert into public.things values (1)')
      // What was sent later and is heard proves that nothing came before it.
      await hub().admin.query(later)
      await until(() => heard.length > 0)
      expect(heard).toMatchObject([{ payload: { later: true } }])
      await connection.query('commit')
      connection.release()
      await until(() => heard.length > 1)
      expect(heard.slice(1)).toEqual([
        {
          type: 'broadcast',
          event: 'changed',
          payload: { upto: 1, id: expect.any(String) },
          meta: { id: expect.any(String) },
        },
      ])
      await drop(one)
    })
    it('messages come in the order of their commits, large ones among them', async () => {
      const { heard, one } = await listener('*')
      for (let at = 0; at < 12; at += 1) {
        await hub().admin.query(
          "select realtime.send(jsonb_build_object('at', $1::int, 'text', repeat('x', $2)), 'n', 'desk:1', true)",
          [at, at % 3 === 0 ? 20_000 : 5],
        )
      }
      await until(() => heard.length === 12)
      expect(heard.map((message) => (message['payload'] as { at: number }).at)).toEqual([
        0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11,
      ])
      await drop(one)
    })
    it('realtime.send never undoes the write: an error is a warning', async () => {
      const found = await hub().admin.query(
        "with done as (select realtime.send('{}', 'x', null, true)) select 1 as ok from done",
      )
      expect(found.rows).toEqual([{ ok: 1 }])
    })
    it('broadcast_changes sends the row before and after; a mistake in it does undo the write', async () => {
      const { heard, one } = await listener('UPDATE')
      await hub().admin.query(
        "insert into public.things values (7, 'a'); update public.things set name = 'b' where id = 7",
      )
      await until(() => heard.length > 0)
      expect(heard[0]?.['payload']).toMatchObject({
        schema: 'public',
        table: 'things',
        operation: 'UPDATE',
        record: { id: 7, name: 'b' },
        old_record: { id: 7, name: 'a' },
      })
      await expect(
        hub().admin.query(
          "select realtime.broadcast_changes('t', 'e', 'TRUNCATE', 'things', 'public', null::record, null::record)",
        ),
      ).rejects.toThrow('Failed to process the row')
      await drop(one)
    })
    it('a person without an insert policy sends nothing with realtime.send, and learns nothing', async () => {
      await asOwner(
        hub(),
        "create or replace function public.shout() returns void language sql as $$ select realtime.send('{}', 'changed', 'desk:1', true) $$",
      )
      const { heard, one } = await listener('changed')
      const stranger = await person(hub())
      expect((await stranger.client.rpc('shout')).error).toBeNull()
      await hub().admin.query(later)
      await until(() => heard.length > 0)
      expect(heard).toMatchObject([{ payload: { later: true } }])
      await drop(one)
    })
  })

  describe('over HTTP', () => {
    it('httpSend to a public channel is heard', async () => {
      const ear = client(hub()).channel('wall')
      const heard = hear(ear, 'post')
      await subscribed(ear)
      expect(await client(hub()).channel('wall').httpSend('post', { a: 1 })).toEqual({ success: true })
      await until(() => heard.length > 0)
      expect(heard[0]).toEqual({ type: 'broadcast', event: 'post', payload: { a: 1 } })
    })
    it('to a private one only with the right to send, or with the service key; the answer is 202 all the same', async () => {
      const one = await member('desk:7')
      const ear = one.client.channel('desk:7', { config: { private: true } })
      const heard = hear(ear, 'post')
      await subscribed(ear)
      const stranger = await person(hub())
      await stranger.client.realtime.setAuth()
      const send = (by: SupabaseClient, from: string): Promise<unknown> =>
        by.channel('desk:7', { config: { private: true } }).httpSend('post', { from })
      expect(await send(stranger.client, 'stranger')).toEqual({ success: true })
      expect(await send(client(hub(), hub().serviceKey), 'service')).toEqual({ success: true })
      await until(() => heard.length > 0)
      expect(heard.map((message) => message['payload'])).toEqual([{ from: 'service' }])
      await drop(one)
    })
    it('a body that is no list of messages: 422', async () => {
      const answer = await fetch(`${hub().url}/realtime/v1/api/broadcast`, {
        method: 'POST',
        headers: { apikey: hub().anonKey },
        body: '{}',
      })
      expect(answer.status).toBe(422)
    })
  })
}, SQL)
