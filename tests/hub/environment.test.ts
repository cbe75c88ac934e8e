import { existsSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, inject, it } from 'vitest'
import { WebSocket } from 'ws'
import { startHub } from '../../dev/hub/hub.ts'
import { migrate } from '../../dev/hub/postgres/migrate.ts'
import { asOwner, client, hubOn, onEveryPostgres, person, until } from './support/hub.ts'

const OURS = fileURLToPath(new URL('../../migrations/supabase', import.meta.url))

onEveryPostgres((hub) => {
  describe('the database of a project', () => {
    it('has the roles with their rights', async () => {
      const found = await hub().admin.query(
        `select rolname, rolsuper, rolbypassrls, rolcanlogin from pg_roles
         where rolname in ('anon', 'authenticated', 'service_role', 'authenticator', 'postgres') order by 1`,
      )
      expect(found.rows.map((row) => [row.rolname, row.rolsuper, row.rolbypassrls])).toEqual([
        ['anon', false, false],
        ['authenticated', false, false],
        ['authenticator', false, false],
        ['postgres', false, true],
        ['service_role', false, true],
      ])
    })
    it('runs migrations as postgres, which is no superuser', async () => {
      await expect(asOwner(hub(), "copy (select 1) to program 'true'")).rejects.toThrow(/superuser|permission denied/)
    })
    it('postgres may write policies on realtime.messages, references to auth.users and triggers on it', async () => {
      await asOwner(
        hub(),
        `create policy nobody on realtime.messages for select to authenticated using (false);
         create table public.profiles (id uuid primary key references auth.users on delete cascade);
         create function public.on_user() returns trigger language plpgsql security definer set search_path = '' as
           'begin insert into public.profiles values (new.id); return new; end';
         create trigger on_user after insert on auth.users for each row execute function public.on_user()`,
      )
      const one = await person(hub())
      expect((await hub().admin.query('select from public.profiles where id = $1', [one.id])).rowCount).toBe(1)
    })
    it('auth.uid(), auth.role(), auth.jwt() and auth.email() are empty without a request', async () => {
      const found = await hub().admin.query('select auth.uid(), auth.role(), auth.jwt(), auth.email()')
      expect(found.rows).toEqual([{ uid: null, role: null, jwt: null, email: null }])
    })
    it('the API roles cannot read auth', async () => {
      await expect(hub().admin.query('begin; set local role authenticated; select * from auth.users')).rejects.toThrow(
        'permission denied',
      )
      await hub().admin.query('rollback')
    })
  })

  describe('the platform in front of a project', () => {
    const states = [
      ['540 Project Paused: the project cannot process requests until it is restored', 'paused', 540, ''],
      ['402: the project is restricted, with a description of why', 'restricted', 402, 'exceed_egress_quota'],
    ] as const
    it.each(states)('%s', async (_, state, status, why) => {
      const one = await person(hub())
      const seen: string[] = []
      one.client.channel('sits').subscribe((said) => void seen.push(said))
      await until(() => seen.includes('SUBSCRIBED'))
      hub().knobs.setProject(state)
      try {
        await until(() => hub().knobs.sockets() === 0)
        // Whatever is asked, and before any key is looked at.
        for (const path of ['rest/v1/things', 'auth/v1/token?grant_type=password', 'storage/v1/object/a', 'nowhere']) {
          const answer = await fetch(`${hub().url}/${path}`, { method: 'POST', body: '{}' })
          expect([path, answer.status]).toEqual([path, status])
          expect(await answer.text()).toContain(why)
        }
        const socket = new WebSocket(`${hub().url.replace('http', 'ws')}/realtime/v1/websocket?apikey=${hub().anonKey}`)
        const refused = Promise.withResolvers<number | undefined>()
        socket.on('unexpected-response', (_request, response) => refused.resolve(response.statusCode))
        socket.on('error', () => undefined)
        expect(await refused.promise).toBe(status)
        socket.terminate()
      } finally {
        hub().knobs.setProject('running')
        await one.client.removeAllChannels()
      }
      expect((await fetch(`${hub().url}/auth/v1/health`)).status).not.toBe(status)
      await person(hub())
    })
  })

  describe('migrations', () => {
    it('are applied once, in the order of their names; a bad one leaves nothing and says where', async () => {
      const folder = mkdtempSync(join(tmpdir(), 'hub-migrations-'))
      writeFileSync(join(folder, '0002_b.sql'), 'insert into public.steps values (2);')
      writeFileSync(join(folder, '0001_a.sql'), 'create table public.steps (n int);')
      expect(await migrate(hub().admin, folder)).toEqual(['0001_a.sql', '0002_b.sql'])
      expect(await migrate(hub().admin, folder)).toEqual([])
      writeFileSync(
        join(folder, '0003_c.sql'),
        'insert into public.steps values (3);\ninsert into public.nowhere values (1);',
      )
      await expect(migrate(hub().admin, folder)).rejects.toThrow(
        '0003_c.sql: relation "public.nowhere" does not exist (line 2)',
      )
      expect((await hub().admin.query('select n from public.steps')).rows).toEqual([{ n: 2 }])
    })
  })

  describe('knobs', () => {
    it('pause holds the answer of a write that is done; resume gives it', async () => {
      await asOwner(
        hub(),
        'create table if not exists public.held (id int primary key); grant all on public.held to anon',
      )
      hub().knobs.pause()
      let answered = false
      const write = client(hub())
        .from('held')
        .insert({ id: 1 })
        .then((answer) => {
          answered = true
          return answer
        })
      const written = async (): Promise<boolean> => (await hub().admin.query('select from public.held')).rowCount === 1
      while (!(await written())) await new Promise((go) => void setTimeout(go, 5))
      expect(answered).toBe(false)
      hub().knobs.resume()
      expect((await write).status).toBe(201)
    })
    it('dropSockets cuts a client off; it comes back by itself and joins again', async () => {
      const one = client(hub(), hub().anonKey, { realtime: { reconnectAfterMs: () => 20 } })
      const channel = one.channel('again')
      const seen: string[] = []
      channel.subscribe((status) => void seen.push(status))
      await until(() => seen.includes('SUBSCRIBED'))
      expect(hub().knobs.sockets()).toBeGreaterThan(0)
      hub().knobs.dropSockets()
      await until(() => seen.includes('CHANNEL_ERROR'))
      await until(() => seen.lastIndexOf('SUBSCRIBED') > seen.indexOf('CHANNEL_ERROR'), 'the second SUBSCRIBED', 10_000)
      await one.removeAllChannels()
    })
    it('none of them can be reached over the network', async () => {
      for (const path of ['/knobs', '/hub/v1/knobs', '/auth/v1/knobs', '/rest/v1/rpc/knobs', '/realtime/v1/knobs']) {
        const answer = await fetch(`${hub().url}${path}`, { method: 'POST', headers: { apikey: hub().serviceKey } })
        expect(answer.status).toBe(404)
      }
    })
  })

  it('the gateway answers a preflight for any header', async () => {
    const answer = await fetch(`${hub().url}/rest/v1/books`, {
      method: 'OPTIONS',
      headers: { 'access-control-request-method': 'POST', 'access-control-request-headers': 'apikey,authorization' },
    })
    expect([
      answer.status,
      answer.headers.get('access-control-allow-origin'),
      answer.headers.get('access-control-allow-headers'),
    ]).toEqual([200, '*', 'apikey,authorization'])
  })

  it('a second start on the same database keeps people, tokens and data', async () => {
    const one = await person(hub())
    const other = await startHub({ databaseUrl: hub().databaseUrl })
    const signedIn = await client(other).auth.signInWithPassword(one)
    expect(signedIn.data.user?.id).toBe(one.id)
    await other.stop()
  })

  it.skipIf(!existsSync(OURS))('the migrations of this program apply to an empty project', async () => {
    const cluster = inject('clusters').find(
      (found) => found.url !== undefined && new URL(found.url).port === new URL(hub().databaseUrl).port,
    )
    const fresh = await hubOn(cluster?.url ?? '', { migrationsDir: OURS })
    expect(fresh.migrated.length).toBeGreaterThan(0)
    await fresh.stop()
  })
})
