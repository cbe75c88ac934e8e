import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { createEmptyProject, runMigration, supabaseMigrations } from '../support/postgres.ts'
import { catalogOf } from './catalog.ts'
import { digest, pull, push, register } from './acts.ts'
import { A, B, RESIDENT, type Who } from './ids.ts'
import { createWorld, stateOf, type World } from './people.ts'

const files = supabaseMigrations()
/** Comments say what they like. */
const statements = (sql: string): string => sql.replaceAll(/--.*$/gm, '')

/** What older files made, and today's make otherwise or no more. */
const BEFORE = [
  ...['residents', 'occupancies', 'units', 'packages', 'notices', 'conversations'].map(
    (table) => `create policy resident_read on public.${table} for select to authenticated using (true)`,
  ),
  `update private.sync_tables set read_permission = 'packages.read' where name in ('packages', 'package_events')`,
  'alter table private.sync_tables drop column bytes',
  `drop index public.package_events_desk_time; create index package_events_desk on public.package_events (desk_id, building_id)`,
  `drop index public.handovers_package_live;
   create unique index handovers_package_once on public.handovers (package_id) where deleted_at is null`,
  `drop index public.conversation_participants_live;
   create unique index conversation_participants_once on public.conversation_participants
     (conversation_id, coalesce(staff_id, resident_id)) where deleted_at is null`,
  'alter table private.handed_on drop constraint handed_on_pkey, add primary key (act_id)',
  'create index handed_on_building on private.handed_on (building_id)',
  'alter table private.senders alter column sent_at set default clock_timestamp()',
  'drop function public.sync_pull(uuid, text, integer, integer)',
]

describe('each file of the server', () => {
  it.each(files)('$name says what it is and is one transaction', ({ name, sql }) => {
    expect(sql.startsWith(`-- Lofts Desk on Supabase, ${name.split('_', 1)[0]!.replace(/^0+/, '')}: `)).toBe(true)
    const code = statements(sql).trim()
    expect(code.startsWith('begin;')).toBe(true)
    expect(code.endsWith('\ncommit;')).toBe(true)
    expect(code.match(/^(begin|commit|rollback)\b.*;$/gm)).toEqual(['begin;', 'commit;'])
  })

  // The SQL editor offers "Run and enable RLS" for a table whose switch it does not read in the text.
  it.each(files)('$name switches row-level security on in so many words for each table that it makes', ({ sql }) => {
    const code = statements(sql)
    for (const [, table] of code.matchAll(/create table (?:if not exists )?(\S+)/g))
      expect(code).toContain(`alter table ${table} enable row level security;`)
  })

  // The module safeupdate, loaded for whoever comes through the API, refuses the others, inside functions too.
  it.each(files)('$name never changes or deletes rows without saying which', ({ sql }) => {
    for (const [statement] of statements(sql).matchAll(
      /\b(?<!(?:before|after|or|for|do|grant|,) )(?:update (?:private|public|storage|realtime)\.\S+(?: \w+)?\s+set|delete from)\b[^;]*/g,
    ))
      expect(statement).toMatch(/\bwhere\b/)
  })

  it('defines nothing that another file defines: an older one, run again, would bring the old form back', () => {
    const seen = new Map<string, string>()
    for (const { name, sql } of files)
      for (const [, thing] of statements(sql).matchAll(
        /^create (?:or replace )?((?:function|table if not exists|index if not exists|unique index if not exists) [^\s(]+|(?:trigger|constraint trigger|policy) \w+\s(?:[^;]*?)on \S+)/gm,
      )) {
        expect(seen.get(thing!) ?? name, thing).toBe(name)
        seen.set(thing!, name)
      }
    expect(seen.size).toBeGreaterThan(100)
  })
})

describe('run again', () => {
  it('each twice, then all, then each alone: the project is the same', async () => {
    const { owner, drop } = await createEmptyProject(inject('serverUrl'))
    try {
      for (const file of files) {
        await runMigration(owner, file)
        await runMigration(owner, file)
      }
      const twice = await catalogOf(owner)
      for (const file of files) await runMigration(owner, file)
      expect(await catalogOf(owner)).toEqual(twice)
      for (const file of files) {
        await runMigration(owner, file)
        expect(await catalogOf(owner), file.name).toEqual(twice)
      }
      const once = await createWorld(inject('serverUrl'))
      expect(await catalogOf(once.db)).toEqual(twice)
      await once.drop()
    } finally {
      await drop()
    }
  })

  // Bug: what the files no longer say stayed in a project where older ones had been run: residents went on reading whole rows.
  it('over a project of before: it is like a new one', async () => {
    const { owner, drop } = await createEmptyProject(inject('serverUrl'))
    try {
      for (const file of files) await runMigration(owner, file)
      const fresh = await catalogOf(owner)
      for (const statement of BEFORE) {
        await owner.query(statement)
        expect(await catalogOf(owner), statement).not.toEqual(fresh)
      }
      for (const file of files) await runMigration(owner, file)
      expect(await catalogOf(owner)).toEqual(fresh)
    } finally {
      await drop()
    }
  })

  it('a file that fails half-way leaves nothing', async () => {
    const { owner, drop } = await createEmptyProject(inject('serverUrl'))
    try {
      const [first] = files
      const broken = { name: first!.name, sql: first!.sql.replace(/\ncommit;\n$/, '\nselect 1 / 0;\ncommit;\n') }
      await expect(runMigration(owner, broken)).rejects.toThrow('division by zero')
      await owner.query('rollback')
      const { rows } = await owner.query("select to_regclass('public.buildings') as found")
      expect(rows).toEqual([{ found: null }])
    } finally {
      await drop()
    }
  })
})

describe('row-level security switched on by hand for every table', () => {
  let world: World
  beforeAll(async () => void (world = await createWorld(inject('serverUrl'))))
  afterAll(() => world.drop())

  const STAFF: Who[] = ['desk', 'manager', 'admin']
  /** What each person is told, without the time of day. */
  async function answers(): Promise<unknown[]> {
    const all: unknown[] = []
    for (const who of STAFF) {
      const { server_time: _, ...page } = await pull(world.db, who)
      const { server_time: __, ...sums } = await digest(world.db, who)
      all.push(page, sums)
    }
    for (const who of ['resident', 'board', 'other', 'revoked', 'anon'] as const) {
      all.push(await stateOf(pull(world.db, who)), await stateOf(digest(world.db, who)))
    }
    return all
  }
  const everyTable = (change: string) =>
    world.db.query(`do $$ declare t regclass; begin
      for t in select c.oid from pg_class c where c.relkind = 'r' and c.relnamespace in ('public'::regnamespace, 'private'::regnamespace)
      loop execute format('alter table %s ${change} row level security', t); end loop; end $$`)

  it('changes no answer to pull and digest, and a push goes through', async () => {
    const before = await answers()
    expect(before[0]).toMatchObject({ rows: expect.objectContaining({}) as unknown })
    await everyTable('enable')
    expect(await answers()).toEqual(before)
    for (const who of ['desk', 'manager', 'admin'] as const)
      expect(await push(world.db, who, [register()])).toMatchObject([{ status: 'applied' }])
    expect((await pull(world.db, 'desk')).rows.length).toBeGreaterThan((before[0] as { rows: unknown[] }).rows.length)
  })

  it('also where the owner is bound by it', async () => {
    await everyTable('force')
    const before = await pull(world.db, 'desk')
    expect(before.rows.length).toBeGreaterThan(0)
    expect(await push(world.db, 'desk', [register()])).toMatchObject([{ status: 'applied' }])
    await everyTable('no force')
  })

  it('without a policy a pull is an error to try again, never a building without those rows', async () => {
    const hidden = { code: 'XX000', message: 'rows_hidden' }
    const { cursor } = await pull(world.db, 'desk')
    await world.db.query('drop policy staff_read on public.residents')
    await expect(pull(world.db, 'desk')).rejects.toMatchObject(hidden)
    const whole = world.db.as('desk', (query) => query('select public.sync_read($1)', [A]))
    await expect(whole).rejects.toMatchObject(hidden)
    await expect(pull(world.db, 'desk', cursor)).resolves.toMatchObject({ rows: [] })
    await world.db.query(`update public.residents set notes = 'x' where id = $1`, [RESIDENT.mine])
    await expect(pull(world.db, 'desk', cursor)).rejects.toMatchObject(hidden)
  })

  it('without the policy on the list of tables too', async () => {
    const elsewhere = () => pull(world.db, 'other', null, 100, B)
    // The test before has dropped it.
    await world.db.query(
      `create policy staff_read on public.residents for select to authenticated using (building_id = any ((select private.buildings_with('residents.read'))::uuid[]))`,
    )
    await expect(elsewhere()).resolves.toMatchObject({ more: false })
    await world.db.query('drop policy readable on private.sync_tables')
    await expect(elsewhere()).rejects.toMatchObject({ code: 'XX000', message: 'rows_hidden' })
  })
})
