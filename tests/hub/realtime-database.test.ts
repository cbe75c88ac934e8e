import type { SupabaseClient } from '@supabase/supabase-js'
import { describe, expect, it } from 'vitest'
import { asOwner, client, onEveryPostgres, person, until } from './support/hub.ts'
import { rooms, ROOMS, subscribed } from './support/rooms.ts'

onEveryPostgres((hub) => {
  const { member, hear, drop } = rooms(hub)

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
}, ROOMS)
