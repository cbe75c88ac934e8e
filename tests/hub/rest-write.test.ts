import { beforeEach, describe, expect, it } from 'vitest'
import { asOwner, client, onEveryPostgres, person } from './support/hub.ts'
import { LIBRARY } from './support/schema.ts'

onEveryPostgres((hub) => {
  const db = (): ReturnType<typeof client> => client(hub())
  beforeEach(async () => {
    await hub().admin.query('delete from public.books where id > 4; delete from public.shelves where id > 2')
  })

  describe('insert', () => {
    it('answers 201 and nothing without select, the rows with it', async () => {
      const quiet = await db().from('shelves').insert({ label: 'C3' })
      expect([quiet.status, quiet.data, quiet.error]).toEqual([201, null, null])
      const loud = await db().from('shelves').insert({ label: 'D4' }).select('label').single()
      expect([loud.status, loud.data]).toEqual([201, { label: 'D4' }])
    })
    it('many rows at once are one statement: all or none', async () => {
      const bad = await db()
        .from('books')
        .insert([{ title: 'x' }, { title: null }])
      expect([bad.status, bad.error?.code]).toEqual([400, '23502'])
      const { count } = await db().from('books').select('*', { count: 'exact', head: true })
      expect(count).toBe(4)
    })
    it('rows with different keys: what is missing is null, or its default with defaultToNull: false', async () => {
      const nulls = await db()
        .from('books')
        .insert([{ title: 'a', price: 3 }, { title: 'b' }])
        .select('price')
        .order('title')
      expect(nulls.data).toEqual([{ price: 3 }, { price: null }])
      const fallbacks = await db()
        .from('books')
        .insert([{ title: 'c', price: 3 }, { title: 'd' }], { defaultToNull: false })
        .select('price')
        .order('title')
      expect(fallbacks.data).toEqual([{ price: 3 }, { price: 9.5 }])
    })
    it('embeds in what it returns', async () => {
      const { data } = await db()
        .from('books')
        .insert({ title: 'n', shelf_id: 2 })
        .select('title, shelves(label)')
        .single()
      expect(data).toEqual({ title: 'n', shelves: { label: 'B2' } })
    })
    it('count=exact counts the inserted rows', async () => {
      const { count } = await db()
        .from('books')
        .insert([{ title: 'a' }, { title: 'b' }], { count: 'exact' })
      expect(count).toBe(2)
    })
    it('an unknown column: 400 PGRST204', async () => {
      const { error, status } = await db().from('books').insert({ title: 'a', nope: 1 })
      expect([status, error?.code, error?.message]).toEqual([
        400,
        'PGRST204',
        "Could not find the 'nope' column of 'books' in the schema cache",
      ])
    })
    it('a body that is no JSON: 400 PGRST102; rows that differ in their keys too, without columns', async () => {
      const send = async (body: string): Promise<unknown[]> => {
        const answer = await fetch(`${hub().url}/rest/v1/books`, {
          method: 'POST',
          headers: { apikey: hub().anonKey, 'content-type': 'application/json' },
          body,
        })
        const error = (await answer.json()) as { code: string; message: string }
        return [answer.status, error.code, error.message]
      }
      expect(await send('{')).toEqual([400, 'PGRST102', 'Empty or invalid json'])
      expect(await send('[{"title":"a"},{"pages":1}]')).toEqual([400, 'PGRST102', 'All object keys must match'])
    })
    it('an empty list inserts nothing', async () => {
      const { data, status } = await db().from('books').insert([]).select()
      expect([status, data]).toEqual([201, []])
    })
    it('an empty object inserts the defaults', async () => {
      await asOwner(
        hub(),
        'create table if not exists public.defaults (id serial primary key, at int default 7); grant all on public.defaults, sequence public.defaults_id_seq to anon'.replace(
          ', sequence public.defaults_id_seq',
          '',
        ) + '; grant usage on sequence public.defaults_id_seq to anon',
      )
      const { data, error } = await db().from('defaults').insert({}).select('at')
      expect([error, data]).toEqual([null, [{ at: 7 }]])
    })
    it('a bigint beyond 2^53 arrives whole', async () => {
      await fetch(`${hub().url}/rest/v1/books`, {
        method: 'POST',
        headers: { apikey: hub().anonKey, 'content-type': 'application/json' },
        body: '{"id":9007199254740993,"title":"big"}',
      })
      const found = await hub().admin.query("select id::text from public.books where title = 'big'")
      expect(found.rows).toEqual([{ id: '9007199254740993' }])
    })
    it('a value that is too long is refused, not cut (22001)', async () => {
      const { error } = await db().from('books').insert({ title: 'long', code: '12345' })
      expect(error?.code).toBe('22001')
    })
  })

  describe('upsert', () => {
    it('merges on the primary key: 201 where something is new, 200 where all was there', async () => {
      const added = await db()
        .from('topics')
        .upsert([
          { id: 1, name: 'utopia' },
          { id: 9, name: 'new' },
        ])
        .select()
      expect([added.status, added.data?.length]).toEqual([201, 2])
      const merged = await db().from('topics').upsert({ id: 9, name: 'newer' }).select()
      expect([merged.status, merged.data]).toEqual([200, [{ id: 9, name: 'newer' }]])
      await db().from('topics').delete().eq('id', 9)
    })
    it('onConflict names other unique columns', async () => {
      const { data, error } = await db()
        .from('shelves')
        .upsert({ label: 'A1' }, { onConflict: 'label' })
        .select('id,label')
      expect([error, data]).toEqual([null, [{ id: 1, label: 'A1' }]])
    })
    it('ignoreDuplicates leaves what is there and returns only the new', async () => {
      const { data } = await db()
        .from('topics')
        .upsert([{ id: 1, name: 'other' }], { ignoreDuplicates: true })
        .select()
      expect(data).toEqual([])
      expect((await db().from('topics').select('name').eq('id', 1).single()).data).toEqual({ name: 'utopia' })
    })
    it('columns that are not unique: 42P10', async () => {
      expect((await db().from('books').upsert({ title: 'x' }, { onConflict: 'title' })).error?.code).toBe('42P10')
    })
  })

  describe('update and delete', () => {
    it('update answers 204, or 200 with the rows', async () => {
      const quiet = await db().from('books').update({ pages: 388 }).eq('id', 1)
      expect([quiet.status, quiet.data]).toEqual([204, null])
      const loud = await db().from('books').update({ pages: 387 }).eq('id', 1).select('id,pages,shelves(label)')
      expect([loud.status, loud.data]).toEqual([200, [{ id: 1, pages: 387, shelves: { label: 'A1' } }]])
    })
    it('no row fits: no error, no rows (a refusal by policy looks the same)', async () => {
      const { data, error, status } = await db().from('books').update({ pages: 1 }).eq('id', 99).select()
      expect([status, error, data]).toEqual([200, null, []])
    })
    it('without a filter: 400 21000, as the safe-update module of the API role says', async () => {
      const update = await db().from('books').update({ pages: 1 })
      expect([update.status, update.error?.code, update.error?.message]).toEqual([
        400,
        '21000',
        'UPDATE requires a WHERE clause',
      ])
      const removal = await db().from('books').delete()
      expect([removal.status, removal.error?.code, removal.error?.message]).toEqual([
        400,
        '21000',
        'DELETE requires a WHERE clause',
      ])
    })
    it('delete answers 204, or 200 with what was there', async () => {
      await db()
        .from('shelves')
        .insert([{ label: 'X' }, { label: 'Y' }])
      const loud = await db().from('shelves').delete().eq('label', 'X').select('label')
      expect([loud.status, loud.data]).toEqual([200, [{ label: 'X' }]])
      const quiet = await db().from('shelves').delete({ count: 'exact' }).eq('label', 'Y')
      expect([quiet.status, quiet.count]).toEqual([204, 1])
    })
    it('maxAffected undoes a change of more rows: 400 PGRST124', async () => {
      // The types offer this method only where the version of PostgREST is declared; the method itself is always there.
      const query = db().from('books').update({ mood: 'calm' }).lt('id', 4)
      const { error, status } = await (query as unknown as { maxAffected: (rows: number) => typeof query }).maxAffected(
        2,
      )
      expect([status, error?.code, error?.details]).toEqual([400, 'PGRST124', 'The query affects 3 rows'])
      const moods = await hub().admin.query('select count(*)::int as n from public.books where mood is null and id < 4')
      expect(moods.rows).toEqual([{ n: 1 }])
    })
    it('single() on a change of several rows undoes it (PGRST116)', async () => {
      const { error, status } = await db().from('books').update({ mood: 'loud' }).lt('id', 4).select('id').single()
      expect([status, error?.code]).toEqual([406, 'PGRST116'])
      const moods = await hub().admin.query("select count(*)::int as n from public.books where mood = 'loud'")
      expect(moods.rows).toEqual([{ n: 1 }])
    })
    it('the order of returned rows can be asked for', async () => {
      const { data } = await db()
        .from('books')
        .update({ code: 'z' })
        .lt('id', 4)
        .select('id')
        .order('id', { ascending: false })
      expect(data?.map((row) => row.id)).toEqual([3, 2, 1])
    })
  })

  describe('row level security and grants', () => {
    it('each sees and changes their own rows only', async () => {
      const [ann, ben] = [await person(hub()), await person(hub())]
      await ann.client.from('notes').insert({ body: 'mine' })
      expect((await ann.client.from('notes').select('body')).data).toEqual([{ body: 'mine' }])
      expect((await ben.client.from('notes').select('body')).data).toEqual([])
      expect((await ben.client.from('notes').update({ body: 'taken' }).eq('owner', ann.id).select()).data).toEqual([])
      const forged = await ben.client.from('notes').insert({ body: 'x', owner: ann.id })
      expect([forged.status, forged.error?.code]).toEqual([403, '42501'])
    })
    it('a table without a grant: 42501, 401 to the anonymous and 403 to a person', async () => {
      const anonymous = await db().from('unseen').select()
      expect([anonymous.status, anonymous.error?.code, anonymous.error?.message]).toEqual([
        401,
        '42501',
        'permission denied for table unseen',
      ])
      const known = await (await person(hub())).client.from('unseen').select()
      expect([known.status, known.error?.code]).toEqual([403, '42501'])
    })
    it('a new table of public is granted to nobody, service_role included', async () => {
      await asOwner(hub(), 'create table if not exists public.fresh (id int)')
      for (const key of [hub().anonKey, hub().serviceKey])
        expect((await client(hub(), key).from('fresh').select()).error?.code).toBe('42501')
    })
    it('the service key passes by policies', async () => {
      await asOwner(hub(), 'grant select on public.notes to service_role')
      expect((await client(hub(), hub().serviceKey).from('notes').select()).error).toBeNull()
    })
  })
}, LIBRARY)
