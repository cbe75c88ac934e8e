import { assert, asyncProperty, constantFrom, oneof, string, stringMatching, tuple } from 'fast-check'
import { expect, it } from 'vitest'
import { onEveryPostgres } from './support/hub.ts'
import { LIBRARY } from './support/schema.ts'

const HOSTILE = [
  "'; drop table public.books; --",
  '"; drop table public.books; --',
  '$1',
  '$$',
  "\\'",
  '")',
  '"),(select 1',
  ' or 1=1',
  '*/',
  '--',
  "' || pg_sleep(9) || '",
  '"a" = 1); delete from public.books; --',
  '\u0000',
  '\u0000"; --',
  '%00',
  '::text',
  '->>x',
  "->>'x'",
  'a.b.c',
  ')',
  '((',
  '{',
  '}',
  '{"',
  '\\',
  '"\\',
  '\u202e',
  'é',
  '😀',
  "1'::text",
  'id,(select secret from private.vault)',
  '\n',
  '\t',
  ';',
]
const piece = oneof(constantFrom(...HOSTILE), string({ maxLength: 12 }), stringMatching(/^[a-z."'(),:>*!-]{0,12}$/))
const text = tuple(piece, piece, constantFrom('', 'id', 'title')).map((parts) => parts.join(''))

onEveryPostgres((hub) => {
  const state = async (): Promise<unknown> => {
    const found = await hub().admin.query(`
      select (select json_agg(b order by id) from public.books b)::text as books,
        (select count(*) from pg_class)::int as relations, (select secret from private.vault) as secret`)
    return found.rows
  }
  const ask = async (path: string, init: RequestInit = {}): Promise<{ status: number; body: string }> => {
    const answer = await fetch(`${hub().url}/rest/v1/${path}`, {
      ...init,
      headers: { apikey: hub().anonKey, 'content-type': 'application/json', ...init.headers },
    })
    return { status: answer.status, body: await answer.text() }
  }
  const query = (pairs: Record<string, string>): string => new URLSearchParams(pairs).toString()

  // No request may read the vault, change what it was not asked to change, break a statement's syntax (42601) or the hub.
  const harmless = async (answer: Promise<{ status: number; body: string }>): Promise<void> => {
    const { body, status } = await answer
    expect(body).not.toContain('the secret')
    // Postgres reads the name of a text search configuration by itself, and calls a bad one a syntax error.
    if (!body.includes('improper qualified name')) expect(body).not.toMatch(/"code":"(42601|PGRSTX00)"/)
    // A number names a text search configuration by its oid: Postgres itself calls an unknown one an internal error.
    if (!body.includes('cache lookup failed for text search configuration')) expect([500, 503]).not.toContain(status)
  }

  it('an empty quoted name is refused before it is SQL', async () => {
    for (const [place, value] of [
      ['order', '"",title'],
      ['select', 'id,""'],
      ['""', 'eq.1'],
    ] as const)
      await harmless(ask(`books?${query({ [place]: value })}`))
  })

  it('nothing in an address or a body becomes SQL', async () => {
    await hub().admin.query("create schema private; create table private.vault as select 'the secret' as secret")
    const before = await state()
    await assert(
      asyncProperty(text, text, async (one, two) => {
        await harmless(ask(`books?${query({ select: one })}`))
        await harmless(ask(`books?${query({ select: `id,x:${one}::${two}` })}`))
        await harmless(ask(`books?${query({ [one]: `eq.${two}`, limit: '1' })}`))
        await harmless(ask(`books?${query({ title: `in.(${one},"${two}")` })}`))
        await harmless(ask(`books?${query({ [`meta->>${one}`]: `like.${two}` })}`))
        await harmless(ask(`books?${query({ or: `(title.eq.${one},id.eq.${two})` })}`))
        await harmless(ask(`books?${query({ title: `fts(${one}).${two}` })}`))
        await harmless(ask(`books?${query({ order: `${one}.desc,${two}` })}`))
        await harmless(ask(`books?${query({ select: `id,${one}:shelves!${two}(label)` })}`))
        await harmless(ask(`books?${query({ limit: one, offset: two })}`))
        await harmless(
          ask(`books?${query({ title: `eq.${one}`, id: 'eq.0' })}`, {
            method: 'PATCH',
            body: JSON.stringify({ [two]: one }),
          }),
        )
        await harmless(ask(`books?${query({ id: `eq.${one}`, title: `eq.x${two}y` })}`, { method: 'DELETE' }))
        await harmless(
          ask(`books?${query({ columns: one, on_conflict: two })}`, {
            method: 'POST',
            body: JSON.stringify({ [one]: two }),
            headers: { prefer: 'resolution=merge-duplicates' },
          }),
        )
        await harmless(ask(`rpc/${encodeURIComponent(one)}`, { method: 'POST', body: JSON.stringify({ [two]: one }) }))
        await harmless(ask(`rpc/books_by?${query({ author: one, select: two })}`))
        await harmless(ask(encodeURIComponent(one)))
        await harmless(
          ask('books?id=eq.1', {
            headers: { prefer: `timezone=${encodeURIComponent(two)}, count=${encodeURIComponent(one)}` },
          }),
        )
      }),
      { numRuns: 60, endOnFailure: true },
    )
    expect(await state()).toEqual(before)
  }, 60_000)

  it('a value is a value: what looks like SQL is stored and found as it is', async () => {
    for (const title of HOSTILE.filter((sample) => !sample.includes('\u0000'))) {
      const made = await ask('books?select=title', {
        method: 'POST',
        body: JSON.stringify({ title }),
        headers: { prefer: 'return=representation' },
      })
      expect(JSON.parse(made.body)).toEqual([{ title }])
      const found = await ask(`books?${query({ title: `eq.${title}`, select: 'title' })}`)
      expect(JSON.parse(found.body)).toEqual([{ title }])
    }
  })
}, LIBRARY)
