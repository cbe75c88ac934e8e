import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { LIFE_EVENTS } from '../../src/shared/packages/lifecycle.ts'
import { routes } from '../../src/shared/contract/index.ts'
import { PERMISSIONS, ROLE_PERMISSIONS, ROLES } from '../../src/shared/staff/permissions.ts'
import type { Column } from '../../src/shared/sync/columns.ts'
import { SYNC_TABLES, TABLES, type ColumnKind } from '../../src/shared/sync/tables.ts'
import { supabaseMigrations } from '../support/postgres.ts'
import { createWorld, type World } from './people.ts'

let world: World
beforeAll(async () => void (world = await createWorld(inject('serverUrl'))))
afterAll(() => world.drop())

const names = async (sql: string): Promise<string[]> =>
  (await world.db.query(sql)).rows.map((row) => String(row['name']))

const OURS = `('public'::regnamespace, 'private'::regnamespace)`
const POSTGRES_TYPES: Record<ColumnKind, string> = {
  id: 'uuid',
  text: 'text',
  int: 'integer',
  bool: 'boolean',
  json: 'jsonb',
  instant: 'timestamp(3) with time zone',
  date: 'date',
  seq: 'bigint',
}

describe('the schema', () => {
  it('has the columns of the wire, each in its type', async () => {
    for (const [table, columns] of Object.entries(SYNC_TABLES)) {
      const { rows } = await world.db.query(
        `select attname as name, format_type(atttypid, atttypmod) as type from pg_attribute
         where attrelid = $1::regclass and attnum > 0 and not attisdropped`,
        [`public.${table}`],
      )
      const found = Object.fromEntries(rows.map((row) => [row['name'], row['type']]))
      const wanted = Object.fromEntries(Object.entries(columns).map(([name, kind]) => [name, POSTGRES_TYPES[kind]]))
      expect(found, table).toEqual(wanted)
    }
  })

  it('lists every synced table for pull and digest, with the JSON of its present columns and the clock on it', async () => {
    expect(await names('select name from private.sync_tables order by position')).toEqual(Object.keys(SYNC_TABLES))
    expect(await names('select name from private.sync_tables where wire <> private.wire_expression(name)')).toEqual([])
    const ticking = await names(
      `select tgrelid::regclass::text as name from pg_trigger where tgfoid = 'private.tick'::regproc`,
    )
    expect(ticking.map((name) => name.replace('public.', '')).toSorted()).toEqual(Object.keys(SYNC_TABLES).toSorted())
  })

  // Bug: a screen offers what the server refuses, or the server takes what no screen may ask for.
  it('knows the same rights for the same roles as screens and IPC, no more and no less', async () => {
    const { rows } = await world.db.query('select role, permission from private.role_permissions')
    for (const role of ROLES) {
      const found = rows.filter((row) => row['role'] === role).map((row) => String(row['permission']))
      expect(found.toSorted(), role).toEqual([...ROLE_PERMISSIONS[role]].toSorted())
    }
    expect([...new Set(rows.map((row) => String(row['permission'])))].toSorted()).toEqual([...PERMISSIONS].toSorted())
    const asked = Object.values(routes).flatMap(({ permission }) => permission ?? [])
    expect(asked.filter((permission) => !(PERMISSIONS as readonly string[]).includes(permission))).toEqual([])
  })

  it('allows the same words as the console', async () => {
    const check = async (table: string, column: string): Promise<string[]> => {
      const { rows } = await world.db.query(
        `select pg_get_constraintdef(oid) as def from pg_constraint
         where contype = 'c' and conrelid = $1::regclass and conkey = array[(select attnum from pg_attribute where attrelid = $1::regclass and attname = $2)]`,
        [`public.${table}`, column],
      )
      return rows.flatMap((row) => [...String(row['def']).matchAll(/'([^']+)'::text/g)].map((match) => match[1]!))
    }
    for (const [table, columns] of Object.entries(TABLES))
      for (const [column, { words }] of Object.entries<Column>(columns))
        if (words) expect((await check(table, column)).toSorted(), `${table}.${column}`).toEqual(words.toSorted())
    const lines = await world.db.query(
      `select pg_get_functiondef('public.resident_conversations()'::regprocedure) as def`,
    )
    const told = /e\.type in \(([^)]+)\)/.exec(String(lines.rows[0]!['def']))![1]!
    expect([...told.matchAll(/\w+/g)].map(([type]) => type).toSorted()).toEqual(LIFE_EVENTS.toSorted())
  })
})

describe('nothing is left open', () => {
  it('every table, those of private too, has row-level security and at least one policy', async () => {
    expect(
      await names(`select c.oid::regclass::text as name from pg_class c where relnamespace in ${OURS} and relkind = 'r'
        and (not relrowsecurity or not exists (select from pg_policy p where p.polrelid = c.oid))`),
    ).toEqual([])
  })

  it('every policy is for signed-in people, with its condition on both sides of a change', async () => {
    expect(
      await names(`select tablename || '.' || policyname as name from pg_policies where schemaname in ('public', 'realtime')
        and (roles <> '{authenticated}' or qual = 'true' or with_check = 'true' or cmd in ('ALL', 'DELETE')
          or cmd in ('INSERT', 'UPDATE') and with_check is null)`),
    ).toEqual([])
  })

  it('no policy calls auth.uid or a helper once per row where once per statement does', async () => {
    const bare =
      /(?<!SELECT )(auth\.(uid|jwt|role)|private\.(buildings_with|writes|my_\w+|resident_units|on_topic)|realtime\.topic)\(/
    const { rows } = await world.db.query(
      `select tablename || '.' || policyname as name, coalesce(qual, '') || ' ' || coalesce(with_check, '') as text from pg_policies where schemaname in ('public', 'realtime')`,
    )
    expect(rows.length).toBeGreaterThan(40)
    expect(rows.filter((row) => bare.test(String(row['text']))).map((row) => row['name'])).toEqual([])
  })

  it('every function has an empty search_path', async () => {
    expect(
      await names(`select oid::regprocedure::text as name from pg_proc where pronamespace in ${OURS}
        and not coalesce(proconfig @> array['search_path=""'], false)`),
    ).toEqual([])
  })

  it('nobody runs a function by default, and anon reaches nothing', async () => {
    expect(
      await names(`select oid::regprocedure::text as name from pg_proc where pronamespace in ${OURS}
        and (proacl is null or exists (select from aclexplode(proacl) a where a.grantee in (0, 'anon'::regrole)))`),
    ).toEqual([])
    expect(
      await names(`select oid::regclass::text as name from pg_class where relnamespace in ${OURS}
        and exists (select from aclexplode(relacl) a where a.grantee in (0, 'anon'::regrole))`),
    ).toEqual([])
    expect(await names(`select 'private' as name where has_schema_privilege('anon', 'private', 'usage')`)).toEqual([])
  })

  it('signed-in people delete, truncate and reference nothing, and own nothing whole', async () => {
    expect(
      await names(`select oid::regclass::text || ' ' || a.privilege_type as name from pg_class, aclexplode(relacl) a
        where relnamespace in ${OURS} and a.grantee = 'authenticated'::regrole and a.privilege_type <> 'SELECT'`),
    ).toEqual([])
  })

  it('no view or materialised view stands in public', async () => {
    expect(
      await names(
        `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('v', 'm')`,
      ),
    ).toEqual([])
  })
})

describe('nothing is slow by omission', () => {
  it('every foreign key has an index that begins with its columns', async () => {
    expect(
      await names(`select conrelid::regclass::text || ' ' || conname as name from pg_constraint f where contype = 'f' and connamespace in ${OURS}
        and not exists (select from pg_index i where i.indrelid = f.conrelid and i.indpred is null
          and (i.indkey::smallint[])[0:cardinality(f.conkey) - 1] = f.conkey)`),
    ).toEqual([])
  })

  it('every synced table has the index that pages by number', async () => {
    for (const table of Object.keys(SYNC_TABLES))
      expect(await names(`select indexdef as name from pg_indexes where indexname = '${table}_changes'`)).toEqual([
        expect.stringContaining('UNIQUE INDEX') as string,
      ])
  })
})

describe('the migrations', () => {
  // Sorted by name they are in order: what is of one number has a letter each, which no way of sorting passes over.
  it('are numbered without gaps, those of one number from a on', () => {
    const names = supabaseMigrations().map(({ name }) => /^(\d{4})([a-z]?)_/.exec(name)!)
    const numbers = [...new Set(names.map(([, number]) => Number(number)))]
    expect(numbers).toEqual(numbers.map((_, i) => i + 1))
    for (const number of numbers) {
      const letters = names.filter(([, of]) => Number(of) === number).map(([, , letter]) => letter)
      expect(letters.join('')).toBe(letters.length === 1 ? '' : 'abcdefgh'.slice(0, letters.length))
    }
  })

  it('leave what stood in public before alone', async () => {
    for (const { sql } of supabaseMigrations()) {
      expect(sql).not.toMatch(/on all (tables|functions) in schema public/i)
      expect(sql).not.toMatch(/relnamespace = 'public'/i)
    }
  })
})
