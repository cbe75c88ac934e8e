import { describe, expect, it } from 'vitest'
import { asOwner, client, onEveryPostgres, person } from './support/hub.ts'
import { LIBRARY } from './support/schema.ts'

const MORE = `
create table public.family (
  id int primary key,
  name text not null,
  parent_id int constraint family_parent_fkey references public.family (id)
);
insert into public.family values (1, 'Ana', null), (2, 'Luc', 1), (3, 'Éva', 1);
grant select on public.family to anon;
create function public.slow_with_limit() returns int language plpgsql set statement_timeout = '100ms' as
  $$ begin perform pg_sleep(2); return 1; end $$;
create function public.its_limit() returns text language sql set statement_timeout = '55s' as $$ select current_setting('statement_timeout') $$;
create function public.the_limit() returns text language sql as $$ select current_setting('statement_timeout') $$;
create function public.plain(text) returns text language sql immutable as $$ select 'text ' || $1 $$;
create function public.bytes(bytea) returns int language sql immutable as $$ select length($1) $$;
create function public.two_unnamed(int, int) returns int language sql immutable as $$ select $1 + $2 $$;
create function public.either() returns text language sql immutable as $$ select 'none' $$;
create function public.either(json) returns text language sql immutable as $$ select 'json' $$;
create function public.one_optional(a int default 1) returns int language sql immutable as $$ select a $$;
`

onEveryPostgres((hub) => {
  const db = (): ReturnType<typeof client> => client(hub())
  const raw = (path: string, init: RequestInit = {}) =>
    fetch(`${hub().url}/rest/v1/${path}`, { ...init, headers: { apikey: hub().anonKey, ...init.headers } })

  describe('PostgREST: time limits', () => {
    it('the statement_timeout of a function is applied to the transaction of the call, before it starts', async () => {
      const { error, status } = await db().rpc('slow_with_limit')
      expect([status, error?.code]).toEqual([500, '57014'])
      // It stands above the role's own limit, which the function by itself could not lengthen.
      expect((await db().rpc('its_limit')).data).toBe('55s')
    })
    it('anon has 3 seconds and authenticated 8', async () => {
      expect((await db().rpc('the_limit')).data).toBe('3s')
      const one = await person(hub())
      expect((await one.client.rpc('the_limit')).data).toBe('8s')
    })
  })

  describe('PostgREST: resource embedding', () => {
    it('two to-many relationships of one table stand side by side under their own names', async () => {
      const { data } = await db()
        .from('authors')
        .select('name, written:books!books_author_id_fkey(title), edited:books!books_editor_id_fkey(title)')
        .order('id')
        .limit(2)
      expect(data).toEqual([
        { name: 'Ursula', written: [{ title: 'The Dispossessed' }], edited: [{ title: 'Germinal' }] },
        { name: 'Gabrielle', written: [{ title: "La Route d'Altamont" }], edited: [{ title: 'The Dispossessed' }] },
      ])
      const { data: counted, count } = await db()
        .from('authors')
        .select('*, written:books!author_id(id), edited:books!editor_id(id), books!author_id!inner(pages)', {
          count: 'exact',
        })
        .eq('id', 1)
      expect([counted, count]).toMatchObject([[{ written: [{ id: 1 }], edited: [{ id: 3 }] }], 1])
    })
    it('a foreign key or its column is a name for the other table from both sides', async () => {
      for (const name of ['books_author_id_fkey', 'author_id'])
        expect((await db().from('authors').select(`${name}(title)`).eq('id', 1)).data).toEqual([
          { [name]: [{ title: 'The Dispossessed' }] },
        ])
      for (const name of ['books_author_id_fkey', 'author_id'])
        expect((await db().from('books').select(`${name}(name)`).eq('id', 1)).data).toEqual([
          { [name]: { name: 'Ursula' } },
        ])
    })
    it('of a table that refers to itself, its name means the children and the column the parent', async () => {
      expect((await db().from('family').select('name, children:family(name)').eq('id', 1)).data).toEqual([
        { name: 'Ana', children: [{ name: 'Luc' }, { name: 'Éva' }] },
      ])
      expect((await db().from('family').select('name, parent:parent_id(name)').eq('id', 2)).data).toEqual([
        { name: 'Luc', parent: { name: 'Ana' } },
      ])
      expect(
        (await db().from('family').select('children:family!parent_id(name), parent_id(name)').eq('id', 3)).data,
      ).toEqual([{ children: [], parent_id: { name: 'Ana' } }])
    })
    it('two embedded resources of one name are an error of the database, two columns of one name are not', async () => {
      const { error, status } = await db().from('authors').select('books!author_id(title), books!editor_id(title)')
      expect([status, error?.code]).toEqual([400, '42712'])
      expect(error?.message).toMatch(/^table name "authors_books_1" specified more than once$/)
      const answer = await raw('authors?select=a:name,a:id&id=eq.1')
      expect((await answer.text()).replaceAll(' ', '')).toBe('[{"a":"Ursula","a":1}]')
    })
  })

  describe('PostgREST: functions', () => {
    it('one value counts as one row', async () => {
      expect((await db().rpc('add', { a: 1 }, { count: 'exact' })).count).toBe(1)
      const answer = await raw('rpc/add?a=1', { headers: { prefer: 'count=exact' } })
      expect([answer.status, answer.headers.get('content-range')]).toEqual([200, '0-0/1'])
    })
    it('a single unnamed argument takes the whole body by its type', async () => {
      const post = async (name: string, type: string, body: string) => {
        const answer = await raw(`rpc/${name}`, { method: 'POST', headers: { 'content-type': type }, body })
        return [answer.status, await answer.json()] as unknown[]
      }
      expect(await post('plain', 'text/plain', 'salut')).toEqual([200, 'text salut'])
      expect(await post('bytes', 'application/octet-stream', 'abc')).toEqual([200, 3])
      expect(await post('echo', 'application/json', '[1]')).toEqual([200, [1]])
      expect(await post('echo', 'text/plain', 'x')).toMatchObject([404, { code: 'PGRST202' }])
      // Without a body the function without arguments comes before the one that would take everything.
      expect(await post('either', 'application/json', '{}')).toEqual([200, 'none'])
      expect(await post('either', 'application/json', '{"a":1}')).toEqual([200, 'json'])
      expect(await post('one_optional', 'application/json', '{}')).toEqual([200, 1])
    })
    it('several unnamed arguments cannot be called', async () => {
      expect((await db().rpc('two_unnamed', { '': 1 })).error?.code).toBe('PGRST202')
      expect((await raw('rpc/two_unnamed')).status).toBe(404)
    })
  })

  describe('Storage', () => {
    const bucket = async () => {
      const name = `files-${crypto.randomUUID()}`
      await hub().admin.query(`insert into storage.buckets (id, name, file_size_limit) values ($1, $1, 100)`, [name])
      await hub().admin.query(
        `create policy "${name}" on storage.objects to authenticated using (bucket_id = '${name}') with check (bucket_id = '${name}')`,
      )
      return (await person(hub())).client.storage.from(name)
    }
    it('a Blob comes as a form, and is kept with its own type and bytes', async () => {
      const files = await bucket()
      const blob = new Blob(['salut'], { type: 'image/png' })
      expect((await files.upload('a/b.png', blob)).error).toBeNull()
      const { data } = await files.download('a/b.png')
      expect([await data?.text(), data?.type]).toEqual(['salut', 'image/png'])
    })
    it('update() overwrites, upload() without upsert does not', async () => {
      const files = await bucket()
      await files.upload('a.txt', new Blob(['one'], { type: 'text/plain' }))
      const twice = await files.upload('a.txt', new Blob(['two'], { type: 'text/plain' }))
      expect(twice.error?.message).toBe('The resource already exists')
      expect((await files.update('a.txt', new Blob(['three'], { type: 'text/plain' }))).error).toBeNull()
      expect(await (await files.download('a.txt')).data?.text()).toBe('three')
    })
    it('a refusal carries its code beside statusCode, error and message', async () => {
      const files = await bucket()
      const told = async (path: string, init: RequestInit) => {
        const answer = await fetch(`${hub().url}/storage/v1/object/${path}`, {
          ...init,
          headers: { apikey: hub().anonKey, ...init.headers },
        })
        return [answer.status, await answer.json()] as unknown[]
      }
      expect(await told('nowhere/x', { method: 'POST', body: 'x' })).toEqual([
        400,
        { statusCode: '404', code: 'NoSuchBucket', error: 'Bucket not found', message: 'Bucket not found' },
      ])
      const bucketName = (files as unknown as { bucketId: string }).bucketId
      expect(await told(`${bucketName}/gone`, { method: 'GET' })).toMatchObject([400, { code: 'NoSuchKey' }])
      expect(await told(`${bucketName}/x`, { method: 'POST', body: 'x'.repeat(101) })).toMatchObject([
        400,
        { statusCode: '413', code: 'EntityTooLarge' },
      ])
      expect(await told(`${bucketName}/x`, { method: 'POST', body: 'x' })).toMatchObject([
        400,
        { statusCode: '403', code: 'AccessDenied' },
      ])
    })
  })

  describe('the owner of a project', () => {
    it('is no member of the administrators of Realtime and Storage, and owns none of their tables', async () => {
      const { rows } = await hub().admin.query(
        `select pg_has_role('postgres', 'supabase_realtime_admin', 'member') as realtime,
          pg_has_role('postgres', 'supabase_storage_admin', 'member') as storage,
          (select pg_get_userbyid(relowner) from pg_class where oid = 'storage.objects'::regclass) as owner`,
      )
      expect(rows).toEqual([{ realtime: false, storage: false, owner: 'supabase_storage_admin' }])
      await expect(asOwner(hub(), 'alter table storage.objects add column mine int')).rejects.toMatchObject({
        code: '42501',
      })
      await expect(asOwner(hub(), 'drop table realtime.messages')).rejects.toMatchObject({ code: '42501' })
    })
  })
}, `${LIBRARY}${MORE}`)
