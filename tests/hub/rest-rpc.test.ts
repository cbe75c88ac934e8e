import { describe, expect, it } from 'vitest'
import { asOwner, client, onEveryPostgres, person } from './support/hub.ts'
import { LIBRARY } from './support/schema.ts'

onEveryPostgres((hub) => {
  const db = (): ReturnType<typeof client> => client(hub())

  describe('calls', () => {
    it('one value, with defaults of arguments, by POST and by GET', async () => {
      expect((await db().rpc('add', { a: 1, b: 2 })).data).toBe(3)
      expect((await db().rpc('add', { a: 1 })).data).toBe(11)
      expect((await db().rpc('add', { a: 1, b: 5 }, { get: true })).data).toBe(6)
    })
    it('void answers 204', async () => {
      const { data, error, status } = await db().rpc('nothing')
      expect([status, data, error]).toEqual([204, null, null])
    })
    it('json passes as it is, a bigint keeps its digits', async () => {
      expect((await db().rpc('echo', { deep: [1, { a: null }] })).data).toEqual({ deep: [1, { a: null }] })
      const answer = await fetch(`${hub().url}/rest/v1/rpc/big`, { method: 'POST', headers: { apikey: hub().anonKey } })
      expect(await answer.text()).toBe('9007199254740993')
    })
    it('a long answer comes compressed to whoever takes that, a short one does not', async () => {
      const echo = (deep: string, accept: string) =>
        fetch(`${hub().url}/rest/v1/rpc/echo`, {
          method: 'POST',
          headers: { apikey: hub().anonKey, 'content-type': 'application/json', 'accept-encoding': accept },
          body: JSON.stringify({ deep }),
        })
      const long = 'é'.repeat(2000)
      for (const [text, accept, how] of [
        [long, 'gzip', 'gzip'],
        [long, 'identity', null],
        ['short', 'gzip', null],
      ] as const) {
        const answer = await echo(text, accept)
        expect([answer.headers.get('content-encoding'), await answer.json()]).toEqual([how, { deep: text }])
      }
    })
    it('a set of rows takes filters, select with embedding, order, limit and count', async () => {
      const { data, count } = await db()
        .rpc('books_by', { author: 'Ursula' }, { count: 'exact' })
        .select('title, shelves(label)')
        .gt('pages', 1)
        .order('title')
        .limit(5)
      expect([data, count]).toEqual([[{ title: 'The Dispossessed', shelves: { label: 'A1' } }], 1])
      const get = await db().rpc('books_by', { author: 'Ursula' }, { get: true }).select('id').eq('id', 1)
      expect(get.data).toEqual([{ id: 1 }])
    })
    it('one row is an object, a table function an array of objects, a set of values an array of values', async () => {
      expect((await db().rpc('one_book', { wanted: 2 }).select('id,title')).data).toEqual({
        id: 2,
        title: "La Route d'Altamont",
      })
      expect((await db().rpc('pairs').gt('n', 1)).data).toEqual([
        { n: 2, word: 'two' },
        { n: 3, word: 'three' },
      ])
      expect((await db().rpc('numbers')).data).toEqual([1, 2, 3])
    })
    it('single() of a set', async () => {
      expect((await db().rpc('pairs').eq('n', 1).single()).data).toEqual({ n: 1, word: 'one' })
      expect((await db().rpc('pairs').single()).error?.code).toBe('PGRST116')
    })
    it('head counts without a body', async () => {
      const { count, data } = await db().rpc('pairs', {}, { head: true, count: 'exact' })
      expect([count, data]).toEqual([3, null])
    })
    it('a function sets the status and headers of its answer', async () => {
      const answer = await fetch(`${hub().url}/rest/v1/rpc/custom`, {
        method: 'POST',
        headers: { apikey: hub().anonKey },
      })
      expect([answer.status, answer.headers.get('x-kettle'), await answer.json()]).toEqual([418, 'hot', { tea: true }])
    })
  })

  describe('who calls', () => {
    it('the role, the claims and the request reach the function', async () => {
      const one = await person(hub(), { global: { headers: { 'x-agent': 'desk 1' } } })
      expect((await one.client.rpc('whoami')).data).toEqual({
        uid: one.id,
        role: 'authenticated',
        user: 'authenticated',
        session: 'authenticator',
        email: one.email,
        method: 'POST',
        path: '/rpc/whoami',
        agent: 'desk 1',
      })
      expect((await db().rpc('whoami')).data).toMatchObject({ uid: null, role: 'anon', user: 'anon' })
    })
    it('nothing of a caller is left for the next one on the same connection', async () => {
      const one = await person(hub())
      await Promise.all(Array.from({ length: 30 }, () => one.client.rpc('whoami')))
      const after = await Promise.all(Array.from({ length: 30 }, () => db().rpc('whoami')))
      expect(new Set(after.map((answer) => answer.data.uid))).toEqual(new Set([null]))
    })
    it('the accessToken option carries any token of the project', async () => {
      const one = await person(hub())
      const token = (await one.client.auth.getSession()).data.session?.access_token ?? ''
      const other = client(hub(), hub().publishableKey, { accessToken: async () => token })
      expect((await other.rpc('whoami')).data.uid).toBe(one.id)
    })
    it('the keys of the newer form stand for their roles', async () => {
      expect((await client(hub(), hub().publishableKey).rpc('whoami')).data.role).toBe('anon')
      expect((await client(hub(), hub().secretKey).rpc('whoami')).data.role).toBe('service_role')
    })
  })

  describe('errors', () => {
    const failure = async (code: string): Promise<[number, string | undefined]> => {
      const { error, status } = await db().rpc('fails', { code })
      return [status, error?.code]
    }
    it('raise is 400 P0001 with message, details and hint', async () => {
      const { error, status } = await db().rpc('fails', { code: 'P0001' })
      expect([status, error]).toMatchObject([
        400,
        { code: 'P0001', message: 'refused', details: 'why', hint: 'what now' },
      ])
    })
    it.each([
      ['23505', 409],
      ['23503', 409],
      ['23514', 400],
      ['22P02', 400],
      ['40001', 500],
      ['40P01', 500],
      ['42501', 401],
      ['57014', 500],
      ['53300', 503],
      ['54001', 500],
      ['55P03', 500],
      ['25006', 405],
      ['42883', 404],
      ['42P01', 404],
      ['PT409', 409],
      ['PT503', 503],
      ['08006', 503],
      ['28000', 403],
      ['XX000', 500],
      ['P0002', 500],
      ['57P01', 503],
    ])('%s is HTTP %i', async (code, status) => {
      expect(await failure(code)).toEqual([status, code])
    })
    it('PGRST as the code gives the function the whole answer', async () => {
      const answer = await fetch(`${hub().url}/rest/v1/rpc/answers`, {
        method: 'POST',
        headers: { apikey: hub().anonKey },
      })
      expect([answer.status, answer.headers.get('x-need'), await answer.json()]).toEqual([
        426,
        '2',
        { code: 'desk_too_old', message: 'Upgrade', details: 'd', hint: 'h' },
      ])
    })
    it('an unknown function, or unknown arguments: 404 PGRST202', async () => {
      const name = await db().rpc('ad', { a: 1 })
      expect([name.status, name.error?.code, name.error?.message]).toEqual([
        404,
        'PGRST202',
        'Could not find the function public.ad(a) in the schema cache',
      ])
      const args = await db().rpc('add', { x: 1 })
      expect([args.status, args.error?.code, args.error?.hint]).toEqual([
        404,
        'PGRST202',
        'Perhaps you meant to call the function public.add(a, b)',
      ])
    })
    it('overloads with equal names: 300 PGRST203', async () => {
      const { error, status } = await db().rpc('over', { a: 1 })
      expect([status, error?.code]).toEqual([300, 'PGRST203'])
    })
    it('GET of a function that writes: 405 25006', async () => {
      const { error, status } = await db().rpc('writes', {}, { get: true })
      expect([status, error?.code]).toEqual([405, '25006'])
    })
    it('another verb: 405 PGRST101', async () => {
      const answer = await fetch(`${hub().url}/rest/v1/rpc/add`, {
        method: 'DELETE',
        headers: { apikey: hub().anonKey },
      })
      expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([405, 'PGRST101'])
    })
    it('an unknown table: 404 PGRST205', async () => {
      const { error, status } = await db().from('book').select()
      expect([status, error?.code, error?.message, error?.hint]).toEqual([
        404,
        'PGRST205',
        "Could not find the table 'public.book' in the schema cache",
        "Perhaps you meant the table 'public.books'",
      ])
    })
    it('an unknown column: 400 42703 of Postgres', async () => {
      const { error, status } = await db().from('books').select('nope')
      expect([status, error?.code, error?.message]).toEqual([400, '42703', 'column books.nope does not exist'])
    })
    it.each([
      'id=1',
      'id=nope.1',
      'select=id,',
      'or=(id.eq.1',
      'order=id.up',
      'limit=x',
      'id=in.1',
      'id=is.maybe',
      'select=id(',
      'id=',
    ])('%s does not parse: 400 PGRST100', async (query) => {
      const answer = await fetch(`${hub().url}/rest/v1/books?${query}`, { headers: { apikey: hub().anonKey } })
      expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([400, 'PGRST100'])
    })
    it('aggregates are off, as in a hosted project: 400 PGRST123', async () => {
      expect((await db().from('books').select('pages.sum()')).error?.code).toBe('PGRST123')
      expect((await db().from('books').select('count()')).error?.code).toBe('PGRST123')
    })
    it('another schema: 406 PGRST106; another media type: 406 PGRST107', async () => {
      const schema = await db().schema('auth').from('users').select()
      expect([schema.status, schema.error?.code]).toEqual([406, 'PGRST106'])
      const csv = await db().from('books').select().csv()
      expect([csv.status, (csv.error as { code?: string } | null)?.code]).toEqual([406, 'PGRST107'])
    })
    it('handling=strict refuses what it does not know: 400 PGRST122', async () => {
      const answer = await fetch(`${hub().url}/rest/v1/books`, {
        headers: { apikey: hub().anonKey, Prefer: 'handling=strict, magic=yes' },
      })
      expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([400, 'PGRST122'])
    })
    it('a bad token: 401 PGRST301; one that ended: 401 PGRST303; one from the future too', async () => {
      const call = async (token: string): Promise<unknown[]> => {
        const { error, status } = await client(hub(), hub().anonKey, { accessToken: async () => token }).rpc('whoami')
        return [status, error?.code, error?.message]
      }
      expect(await call('nonsense')).toEqual([401, 'PGRST301', 'Expected 3 parts in JWT; got 1'])
      expect(await call(`${hub().anonKey.slice(0, -4)}AAAA`)).toEqual([
        401,
        'PGRST301',
        'No suitable key or wrong key type',
      ])
      const one = await person(hub())
      const token = (await one.client.auth.getSession()).data.session?.access_token ?? ''
      hub().knobs.advanceClock(3600_000 + 31_000)
      expect(await call(token)).toEqual([401, 'PGRST303', 'JWT expired'])
      hub().knobs.resetClock()
      hub().knobs.advanceClock(-60_000)
      expect(await call(token)).toEqual([401, 'PGRST303', 'JWT issued at future'])
      hub().knobs.resetClock()
      expect((await call(token))[0]).toBe(200)
    })
    it('no key, or the key of another project: 401 from the gateway', async () => {
      const none = await fetch(`${hub().url}/rest/v1/books`)
      expect([none.status, await none.json()]).toMatchObject([401, { message: 'No API key found in request' }])
      const wrong = await client(hub(), 'eyJh.eyJh.xx').from('books').select()
      expect([wrong.status, wrong.error?.message]).toEqual([401, 'Invalid API key'])
    })
    it('a statement beyond the time limit of its role: 57014, 500', async () => {
      // In this database only: roles belong to the cluster that other files use at the same time.
      const set = (what: string): string =>
        `do $$ begin execute format('alter role anon in database %I ${what}', current_database()); end $$`
      await asOwner(hub(), set("set statement_timeout = ''120ms''"))
      const { error, status } = await db().rpc('slow')
      await asOwner(hub(), set('reset statement_timeout'))
      expect([status, error?.code, error?.message]).toEqual([
        500,
        '57014',
        'canceling statement due to statement timeout',
      ])
    })
  })

  it('the schema is read again after NOTIFY pgrst, which every DDL sends', async () => {
    await hub().admin.query('create table public.later (id int); grant select on public.later to anon')
    const end = Date.now() + 5000
    let status = 0
    while (status !== 200 && Date.now() < end) status = (await db().from('later').select()).status
    expect(status).toBe(200)
    await hub().admin.query('drop table public.later')
  })
}, LIBRARY)
