import { describe, expect, it } from 'vitest'
import { client, onEveryPostgres } from './support/hub.ts'
import { LIBRARY } from './support/schema.ts'

onEveryPostgres((hub) => {
  const db = (): ReturnType<typeof client> => client(hub())
  const ids = async (
    build: (
      query: ReturnType<ReturnType<ReturnType<typeof client>['from']>['select']>,
    ) => PromiseLike<{ data: unknown; error: unknown }>,
  ): Promise<unknown> => {
    const { data, error } = await build(db().from('books').select('id'))
    expect(error).toBeNull()
    return (data as { id: number }[]).map((row) => row.id).toSorted((a, b) => a - b)
  }

  describe('filters (documented: operators of PostgREST)', () => {
    it('eq, neq, gt, gte, lt, lte compare', async () => {
      expect(await ids((q) => q.eq('pages', 261))).toEqual([2])
      expect(await ids((q) => q.neq('pages', 261))).toEqual([1, 3])
      expect(await ids((q) => q.gt('pages', 387))).toEqual([3])
      expect(await ids((q) => q.gte('pages', 387))).toEqual([1, 3])
      expect(await ids((q) => q.lt('pages', 387))).toEqual([2])
      expect(await ids((q) => q.lte('pages', 387))).toEqual([1, 2])
    })
    it('like and ilike take % and *, case matters only in like', async () => {
      expect(await ids((q) => q.like('title', '%minal'))).toEqual([3])
      expect(await ids((q) => q.like('title', '*MINAL'))).toEqual([])
      expect(await ids((q) => q.ilike('title', '*MINAL'))).toEqual([3])
      expect(await ids((q) => q.likeAnyOf('title', ['Ger%', 'La%']))).toEqual([2, 3])
      expect(await ids((q) => q.ilikeAllOf('title', ['%d%', '%the%']))).toEqual([1])
    })
    it('in takes quoted values with commas, brackets and quotes', async () => {
      expect(await ids((q) => q.in('id', [1, 3]))).toEqual([1, 3])
      expect(await ids((q) => q.filter('title', 'in', '("100% \\"quoted\\", (odd)",Germinal)'))).toEqual([3, 4])
      expect(await ids((q) => q.in('title', ["La Route d'Altamont", 'a, (b)']))).toEqual([2])
      expect(await ids((q) => q.in('id', []))).toEqual([])
      expect(await ids((q) => q.notIn('id', [1, 3]))).toEqual([2, 4])
    })
    it('is tests null and truth; isdistinct sees null', async () => {
      expect(await ids((q) => q.is('pages', null))).toEqual([4])
      expect(await ids((q) => q.not('pages', 'is', null))).toEqual([1, 2, 3])
      expect(await ids((q) => q.isDistinct('pages', 261))).toEqual([1, 3, 4])
    })
    it('cs, cd, ov work on arrays, ranges and json', async () => {
      expect(await ids((q) => q.contains('tags', ['roman', 'classic']))).toEqual([3])
      expect(await ids((q) => q.containedBy('tags', ['roman', 'sf', 'classic']))).toEqual([1, 2, 3, 4])
      expect(await ids((q) => q.overlaps('tags', ['sf', 'roman']))).toEqual([1, 2, 3])
      expect(await ids((q) => q.contains('meta', { isbn: 'a' }))).toEqual([1])
      expect(await ids((q) => q.overlaps('during', '[5,25)'))).toEqual([1, 2])
      expect(await ids((q) => q.rangeGt('during', '[11,12)'))).toEqual([2])
    })
    it('regular expressions and full text search', async () => {
      expect(await ids((q) => q.regexMatch('title', '^G.*l$'))).toEqual([3])
      expect(await ids((q) => q.regexIMatch('title', '^g.*L$'))).toEqual([3])
      expect(await ids((q) => q.textSearch('title', 'dispossessed'))).toEqual([1])
      expect(await ids((q) => q.textSearch('title', 'route altamont', { type: 'plain', config: 'french' }))).toEqual([
        2,
      ])
    })
    it('match, not, or, nested and', async () => {
      expect(await ids((q) => q.match({ author_id: 1, shelf_id: 1 }))).toEqual([1])
      expect(await ids((q) => q.not('id', 'in', '(1,2)'))).toEqual([3, 4])
      expect(
        await ids((q) => q.or('id.eq.1,title.eq."100% \\"quoted\\", (odd)",and(pages.gt.500,shelf_id.eq.2)')),
      ).toEqual([1, 3, 4])
      expect(await ids((q) => q.or('tags.cs.{sf,classic},id.in.(2,4),not.and(id.gt.0,id.lt.9)'))).toEqual([1, 2, 4])
    })
    it('a place in JSON can be filtered, selected and ordered by', async () => {
      expect(await ids((q) => q.eq('meta->>isbn', 'b'))).toEqual([2])
      expect(await ids((q) => q.eq('meta->size->w', 11))).toEqual([1])
      const { data } = await db()
        .from('authors')
        .select('name, profile->cities->>0, first:profile->>born')
        .order('profile->>born', { ascending: false, nullsFirst: false })
      expect(data).toEqual([
        { name: 'Ursula', cities: 'Berkeley', first: '1929' },
        { name: 'Émile', cities: null, first: '1840' },
        { name: 'Gabrielle', cities: null, first: null },
      ])
    })
    it('an enum that does not exist is an error of Postgres: 22P02, 400', async () => {
      const { error, status } = await db().from('books').select().eq('mood', 'angry')
      expect([status, error?.code]).toEqual([400, '22P02'])
    })
  })

  describe('select, order, pages', () => {
    it('columns, aliases and casts', async () => {
      const { data } = await db()
        .from('books')
        .select('key:id::text, title, pages::numeric(8,2)'.replace('(8,2)', ''))
        .eq('id', 1)
      expect(data).toEqual([{ key: '1', title: 'The Dispossessed', pages: 387 }])
    })
    it('names with signs of the grammar are quoted', async () => {
      await db().from('Odd "name", a.b').insert({ id: 1, 'my col:x': 'v', 'a.b': 7 })
      const { data, error } = await db().from('Odd "name", a.b').select('id,"my col:x","a.b"').eq('"a.b"', 7)
      expect(error).toBeNull()
      expect(data).toEqual([{ id: 1, 'my col:x': 'v', 'a.b': 7 }])
    })
    it('order by several columns, with nulls where asked', async () => {
      const { data } = await db()
        .from('books')
        .select('id')
        .order('shelf_id', { nullsFirst: true })
        .order('pages', { ascending: false })
      expect(data?.map((row) => row.id)).toEqual([4, 1, 2, 3])
    })
    it('max_rows cuts at 1000 without an error', async () => {
      const { data, error } = await db().from('many').select()
      expect([error, data?.length]).toEqual([null, 1000])
      const page = await db().from('many').select().limit(1200)
      expect(page.data?.length).toBe(1000)
    })
    it('count=exact tells the total; a partial page is 206, a whole one 200', async () => {
      const part = await db().from('many').select('id', { count: 'exact' }).range(0, 9)
      expect([part.status, part.count, part.data?.length]).toEqual([206, 1500, 10])
      const whole = await db().from('books').select('id', { count: 'exact' })
      expect([whole.status, whole.count]).toEqual([200, 4])
      const head = await db().from('books').select('*', { count: 'exact', head: true }).gt('pages', 300)
      expect([head.status, head.count, head.data]).toEqual([200, 2, null])
    })
    it('count=planned and estimated', async () => {
      const planned = await db().from('many').select('id', { count: 'planned' }).limit(1)
      expect(planned.count).toBe(1500)
      const small = await db().from('books').select('id', { count: 'estimated' }).limit(1)
      expect(small.count).toBe(4)
    })
    it('an offset beyond the end with a count is 416 PGRST103', async () => {
      const { error, status } = await db().from('books').select('id', { count: 'exact' }).range(50, 60)
      expect([status, error?.code, error?.message, error?.details]).toEqual([
        416,
        'PGRST103',
        'Requested range not satisfiable',
        'An offset of 50 was requested, but there are only 4 rows.',
      ])
    })
    it('the Range header pages as limit and offset do', async () => {
      const answer = await fetch(`${hub().url}/rest/v1/books?select=id&order=id`, {
        headers: { apikey: hub().anonKey, 'Range-Unit': 'items', Range: '1-2', Prefer: 'count=exact' },
      })
      expect([answer.status, answer.headers.get('content-range'), await answer.json()]).toEqual([
        206,
        '1-2/4',
        [{ id: 2 }, { id: 3 }],
      ])
    })
    it('numbers keep their digits on the way', async () => {
      const answer = await fetch(`${hub().url}/rest/v1/books?select=meta&id=eq.4`, {
        headers: { apikey: hub().anonKey },
      })
      expect(await answer.text()).toContain('9007199254740993')
    })
    it('a read accepts one object only if there is exactly one row (406 PGRST116)', async () => {
      const one = await db().from('books').select('id').eq('id', 1).single()
      expect(one.data).toEqual({ id: 1 })
      const none = await db().from('books').select('id').eq('id', 99).single()
      expect([none.status, none.error?.code, none.error?.details]).toEqual([
        406,
        'PGRST116',
        'The result contains 0 rows',
      ])
      const maybe = await db().from('books').select('id').eq('id', 99).maybeSingle()
      expect([maybe.data, maybe.error]).toEqual([null, null])
      const two = await db().from('books').select('id').lt('id', 3).maybeSingle()
      expect(two.error?.code).toBe('PGRST116')
    })
    it('nulls=stripped leaves absent values out', async () => {
      const { data } = await db().from('books').select('id,pages').eq('id', 4).stripNulls()
      expect(data).toEqual([{ id: 4 }])
    })
  })

  describe('embedding by foreign key', () => {
    it('to-one is an object, to-many an array, one-to-one an object', async () => {
      const { data, error } = await db()
        .from('books')
        .select('id, author:authors!books_author_id_fkey(name), shelves(label), covers(colour)')
        .in('id', [1, 4])
        .order('id')
      expect(error).toBeNull()
      expect(data).toEqual([
        { id: 1, author: { name: 'Ursula' }, shelves: { label: 'A1' }, covers: { colour: 'blue' } },
        { id: 4, author: null, shelves: null, covers: null },
      ])
      const shelves = await db()
        .from('shelves')
        .select('label, books(id)')
        .order('id')
        .order('id', { referencedTable: 'books' })
      expect(shelves.data).toEqual([
        { label: 'A1', books: [{ id: 1 }, { id: 2 }] },
        { label: 'B2', books: [{ id: 3 }] },
      ])
    })
    it('hints by column, by constraint, and the column as the target', async () => {
      const byColumn = await db().from('books').select('authors!editor_id(name)').eq('id', 1).single()
      expect(byColumn.data).toEqual({ authors: { name: 'Gabrielle' } })
      const byTarget = await db().from('books').select('editor_id(name)').eq('id', 1).single()
      expect(byTarget.data).toEqual({ editor_id: { name: 'Gabrielle' } })
    })
    it('many-to-many through the table between', async () => {
      const { data } = await db()
        .from('books')
        .select('id, topics(name)')
        .eq('id', 3)
        .order('id', { referencedTable: 'topics' })
        .single()
      expect(data).toEqual({ id: 3, topics: [{ name: 'utopia' }, { name: 'mines' }] })
    })
    it('several relations and no hint: 300 PGRST201 with the choices', async () => {
      const { error, status } = await db().from('books').select('authors(name)')
      expect([status, error?.code]).toEqual([300, 'PGRST201'])
      expect(error?.hint).toContain("'authors!books_author_id_fkey'")
    })
    it('no relation: 400 PGRST200', async () => {
      const { error, status } = await db().from('books').select('many(id)')
      expect([status, error?.code, error?.message]).toEqual([
        400,
        'PGRST200',
        "Could not find a relationship between 'books' and 'many' in the schema cache",
      ])
    })
    it('!inner keeps only rows that have the other side, and counts them so', async () => {
      const { data, count } = await db()
        .from('shelves')
        .select('label, books!inner(id)', { count: 'exact' })
        .gt('books.pages', 500)
      expect([data, count]).toEqual([[{ label: 'B2', books: [{ id: 3 }] }], 1])
      const toOne = await db().from('books').select('id, shelves!inner(label)').eq('shelves.label', 'B2')
      expect(toOne.data).toEqual([{ id: 3, shelves: { label: 'B2' } }])
    })
    it('filters, order and limit of an embedded resource are its own', async () => {
      const { data } = await db()
        .from('shelves')
        .select('label, books(id)')
        .order('id')
        .order('id', { referencedTable: 'books', ascending: false })
        .limit(1, { referencedTable: 'books' })
        .or('id.eq.1,id.eq.2', { referencedTable: 'books' })
      expect(data).toEqual([
        { label: 'A1', books: [{ id: 2 }] },
        { label: 'B2', books: [] },
      ])
    })
    it('an embedded resource can be absent: is.null and not.is.null', async () => {
      expect(
        (await db().from('books').select('id, covers(colour)').is('covers', null).order('id')).data?.map(
          (row) => row.id,
        ),
      ).toEqual([2, 3, 4])
      expect((await db().from('books').select('id, covers()').not('covers', 'is', null)).data).toEqual([{ id: 1 }])
    })
    it('order by a column of a to-one relation, and spread', async () => {
      const { data } = await db()
        .from('books')
        .select('id, ...shelves(label)')
        .order('shelves(label)', { ascending: false, nullsFirst: false })
        .order('id')
      expect(data).toEqual([
        { id: 3, label: 'B2' },
        { id: 1, label: 'A1' },
        { id: 2, label: 'A1' },
        { id: 4, label: null },
      ])
    })
    it('nests', async () => {
      const { data } = await db()
        .from('authors')
        .select('name, books!author_id(title, shelves(label))')
        .eq('id', 3)
        .single()
      expect(data).toEqual({ name: 'Émile', books: [{ title: 'Germinal', shelves: { label: 'B2' } }] })
    })
    it('a filter on what is not embedded: 400 PGRST108', async () => {
      const { error, status } = await db().from('books').select('id').eq('shelves.label', 'A1')
      expect([status, error?.code]).toEqual([400, 'PGRST108'])
    })
  })
}, LIBRARY)
