import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest'
import { TEXT_LIMITS, TIME_SPAN } from '../../src/shared/sync/limits.ts'
import { act, newId, patch, pushOne } from './acts.ts'
import { A, AT, CONVERSATION, PARCEL, PARTICIPANT, RESIDENT, USERS, type Query, type Row } from './ids.ts'
import { createWorld, stateOf, type World } from './people.ts'
import { insertSql } from './seed.ts'

let world: World
beforeEach(async () => void (world = await createWorld(inject('serverUrl'))))
afterEach(() => world.drop())

const LIMITS = Object.entries(TEXT_LIMITS).flatMap(([table, columns]) =>
  Object.entries(columns).map(([column, most]) => [`${table}.${column}`, most] as const),
)

describe('texts', () => {
  // Bug: sixty notes of a megabyte keep a desk from ever syncing again.
  it('each text and JSON column of the building has its limit', async () => {
    const { rows } = await world.db.query(
      `select c.relname || '.' || a.attname as name, (
         select (regexp_match(pg_get_constraintdef(f.oid),
           case when a.atttypid = 'jsonb'::regtype then '\\(octet_length\\(\\(' || a.attname || '\\)::text\\)' else '\\(length\\(' || a.attname || '\\)' end || ' <= (\\d+)'))[1]
         from pg_constraint f where f.conrelid = c.oid and f.conname = c.relname || '_' || a.attname || '_limit')::integer as most
       from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
       where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.atttypid in ('text'::regtype, 'varchar'::regtype, 'jsonb'::regtype, 'json'::regtype)`,
    )
    expect(Object.fromEntries(rows.map((row) => [row['name'], row['most']]))).toEqual(Object.fromEntries(LIMITS))
  })

  // Bug: of numbers that are short to keep a text of megabytes was made, and of a list nobody counted the entries.
  it('JSON is measured as the text that travels, and there is no column of another kind that grows', async () => {
    const detail = { n: Array.from({ length: 400 }, () => '@') }
    const json = JSON.stringify(detail).replaceAll('"@"', '1e100000')
    expect(
      await stateOf(world.db.query(`update public.buildings set settings = $2::jsonb where id = $1`, [A, json])),
    ).toBe('23514')
    const { rows } = await world.db.query(
      `select c.relname || '.' || a.attname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
       join pg_type t on t.oid = a.atttypid
       where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and t.typlen < 0 and a.atttypid not in ('text'::regtype, 'jsonb'::regtype)`,
    )
    expect(rows).toEqual([])
  })

  it('are refused as one act, while the others go on', async () => {
    const change = (note: string) => pushOne(world.db, 'desk', act([patch('packages', PARCEL.mine, { note })]))
    expect(await change('😀'.repeat(500))).toBe('applied')
    expect(await change('x'.repeat(501))).toBe('constraint')
  })
})

describe('times', () => {
  const columns = async (): Promise<Row[]> =>
    (
      await world.db.query(
        `select c.relname as "table", a.attname as "column", format_type(a.atttypid, null) as type,
           (select pg_get_expr(f.conbin, f.conrelid) from pg_constraint f
            where f.conrelid = c.oid and f.conname = c.relname || '_' || a.attname || '_span') as rule
         from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
         where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.atttypid in ('timestamptz'::regtype, 'timestamp'::regtype, 'date'::regtype)`,
      )
    ).rows
  // Bug: an absence until infinity, an act of 2099.
  it('of no column are endless or of another century', async () => {
    const all = await columns()
    expect(all.length).toBeGreaterThan(70)
    for (const { table, column, type, rule } of all) {
      expect(rule, `${String(table)}.${String(column)}`).not.toBeNull()
      const allowed = async (value: string) =>
        (
          await world.db.query(
            `select ${String(rule)} as ok from (select $1::${String(type)} as "${String(column)}") t`,
            [value],
          )
        ).rows[0]!['ok']
      expect(await allowed('2026-11-20'), `${String(table)}.${String(column)}`).toBe(true)
      for (const right of [TIME_SPAN.from, '2079-12-31'])
        expect(await allowed(right), `${String(table)}.${String(column)} ${right}`).toBe(true)
      for (const wrong of [
        TIME_SPAN.before,
        '1899-12-31',
        'infinity',
        '-infinity',
        '2099-01-01',
        '9999-12-31',
        '0001-01-01',
      ])
        expect(await allowed(wrong), `${String(table)}.${String(column)} ${wrong}`).toBe(false)
    }
  })
})

describe('a resident', () => {
  const home = { building_id: A, resident_id: RESIDENT.mine }
  const absence = (more: Row = {}): [string, Row] => [
    'absences',
    { ...home, id: newId(), kind: 'hold', from_date: '2026-12-01', to_date: '2026-12-02', ...more },
  ]
  const authorisation = (more: Row = {}): [string, Row] => [
    'authorisations',
    { ...home, id: newId(), name: 'Luc', ...more },
  ]
  const message = (more: Row = {}): [string, Row] => [
    'messages',
    {
      id: newId(),
      building_id: A,
      conversation_id: CONVERSATION.mine,
      author_resident_id: RESIDENT.mine,
      body: 'Bonjour',
      sent_at: AT,
      ...more,
    },
  ]
  /** Writes until it is refused, or `most` times; answers how many went in and what ended it. */
  async function flood(most: number, write: (query: Query) => Promise<unknown>): Promise<[number, string | null]> {
    for (let n = 0; n < most; n++) {
      const state = await stateOf(world.db.as('resident', write))
      if (state !== null) return [n, state]
    }
    return [most, null]
  }
  const put = (make: () => [string, Row]) => (query: Query) => query(...insertSql(...make()))

  it('writes no note of a megabyte', async () => {
    const megabyte = 'x'.repeat(1_000_000)
    for (const make of [absence, authorisation])
      expect(
        await stateOf(
          world.db.as(
            'resident',
            put(() => make({ note: megabyte })),
          ),
        ),
      ).toBe('23514')
    expect(
      await stateOf(
        world.db.as(
          'resident',
          put(() => authorisation({ name: megabyte })),
        ),
      ),
    ).toBe('23514')
  })

  it('keeps no more absences and authorisations than anybody needs', async () => {
    expect(await flood(60, put(absence))).toEqual([49, '23514'])
    expect(await flood(60, put(authorisation))).toEqual([49, '23514'])
  })

  // Bug: from the fiftieth on, whoever had an account was told how many somebody else has.
  it('is told nothing of how many another resident has', async () => {
    for (const make of [absence, authorisation])
      for (let n = 0; n < 50; n++) await world.db.query(...insertSql(...make({ resident_id: RESIDENT.neighbour })))
    for (const who of ['resident', 'other', 'revoked', 'unlinked'] as const)
      for (const make of [absence, authorisation])
        for (const resident_id of [RESIDENT.neighbour, newId()])
          expect(
            await stateOf(
              world.db.as(
                who,
                put(() => make({ resident_id })),
              ),
            ),
            who,
          ).toBe('42501')
  })

  it('changes them no more often than a day can need', async () => {
    const change = (query: Query) =>
      query(`update public.absences set note = 'x' where resident_id = $1`, [RESIDENT.mine])
    expect(await flood(70, change)).toEqual([60, 'PT429'])
    expect(
      await flood(70, (query) =>
        query(`update public.authorisations set note = 'x' where resident_id = $1`, [RESIDENT.mine]),
      ),
    ).toEqual([60, 'PT429'])
  })

  it('sends so many messages and no more; the desk and the next hour are not bound by that', async () => {
    expect(await flood(200, put(message))).toEqual([120, 'PT429'])
    expect(
      await stateOf(
        world.db.as('desk', (query) =>
          query(`update public.conversations set subject = 'x' where id = $1`, [CONVERSATION.mine]),
        ),
      ),
    ).toBeNull()
    await world.db.query(
      `update private.resident_writes set began = began - interval '11 minutes' where rule = 'messages'`,
    )
    expect(await flood(1, put(message))).toEqual([1, null])
    await world.db.query(`update private.resident_writes set times = 500 where rule = 'messages of a day'`)
    expect(await flood(1, put(message))).toEqual([0, 'PT429'])
  })

  // Bug: whoever had any place in the building, one on the board too, was counted nowhere.
  it('is counted as one who sits on the board as well', async () => {
    await world.db.query(
      `insert into public.staff (id, building_id, user_id, display_name, role) values ($1, $2, $3, 'Conseil', 'board')`,
      [newId(), A, USERS.resident],
    )
    expect(await flood(60, put(absence))).toEqual([49, '23514'])
    await world.db.query(`update public.staff set role = 'desk' where user_id = $1`, [USERS.resident])
    expect(await flood(3, put(absence))).toEqual([3, null])
  })

  it('starts so many conversations and moves their markers so often', async () => {
    const start = (query: Query) =>
      query('select public.resident_start($1, $2, $3, $4, $5)', [newId(), newId(), RESIDENT.mine, newId(), 'Bonjour'])
    expect(await flood(40, start)).toEqual([30, 'PT429'])
    const mark = (query: Query) =>
      query('update public.conversation_participants set last_read_at = now() where id = $1', [PARTICIPANT.mine])
    expect(await flood(1, mark)).toEqual([1, null])
    await world.db.query(`update private.resident_writes set times = 1200 where rule = 'markers'`)
    expect(await flood(1, mark)).toEqual([0, 'PT429'])
  })
})
