import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { createWorld, type World } from './people.ts'
import { uid } from './ids.ts'

let world: World
beforeAll(async () => void (world = await createWorld(inject('serverUrl'))))
afterAll(() => world.drop())

const names = async (sql: string): Promise<string[]> =>
  (await world.db.query(sql)).rows.map((row) => String(row['name'])).toSorted()

/** Functions that pass by the policies and may be called by whoever is signed in: what each checks itself. */
const DEFINERS: Readonly<Record<string, string>> = {
  'claim_invitations()': 'takes only what was addressed to the confirmed address of the caller',
  'found_building(jsonb,jsonb,jsonb)': 'asks for the address that the owner of the project expects',
  'invite(uuid,text,uuid,uuid)': 'asks for the right to write the staff or the directory',
  'resident_conversations()': 'answers for the residents of the caller alone',
  'resident_start(uuid,uuid,uuid,uuid,text,text,uuid)': 'writes for a resident of the caller alone, counted',
  'sync_hand_on(uuid,uuid[])': 'hands on what the caller did',
  'sync_vouch(uuid,text)': 'writes for the caller alone, at a desk of theirs',
  'sync_new_epoch(uuid)': 'asks for the right to write the staff',
  'audit_claim(uuid,text)': 'asks for the right to connect a desk',
  'audit_push(uuid,jsonb,text)': 'asks for a place at the desk',
  'audit_read(uuid,bigint,uuid,integer)': 'asks for the right to read the audit',
  'audit_page(uuid,bigint,uuid,uuid,text,timestamp with time zone,timestamp with time zone,integer)':
    'asks for the right to read the audit',
  'audit_desks(uuid)': 'asks for the right to read the audit',
  'audit_check(uuid,bigint,integer)': 'asks for the right to read the audit',
  'who_sent(uuid,uuid[],bigint)': 'asks for the right to read the audit',
  'whoami()': 'tells the caller who they are',
  'resident_self()': 'answers for the residents of the caller alone',
  'resident_homes()': 'answers for the residents of the caller alone',
  'resident_parcels()': 'answers for the residents of the caller alone',
  'board_parcels(uuid,bigint,integer)': 'asks for the right to read parcels',
  'board_events(uuid,bigint,integer)': 'asks for the right to read parcels',
  'notices_health()': 'answers for the buildings where the caller may register parcels',
}

/** Tables that staff and residents read or write each by a policy of their own. */
const TWO_READERS = [
  'public.absences',
  'public.attachments',
  'public.authorisations',
  'public.conversation_participants',
  'public.messages',
  'public.resident_accounts',
  'realtime.messages',
  'storage.objects',
]

// The database linter of Supabase (splinter). Its errors are held at none by lints.test.ts; its warnings have these answers.
describe('each warning of the database linter has its answer', () => {
  // 0028, 0029: a new function of this kind needs a line above that says what it checks.
  it('functions with the rights of their owner check the caller themselves, and anon runs none', async () => {
    const open = (role: string) =>
      names(
        `select oid::regprocedure::text as name from pg_proc where pronamespace = 'public'::regnamespace and prosecdef
           and has_function_privilege('${role}', oid, 'execute')`,
      )
    expect(await open('authenticated')).toEqual(Object.keys(DEFINERS).toSorted())
    expect(await open('anon')).toEqual([])
  })

  // 0006: one policy for both would be a rule with "or" that nobody reads at a glance. The conditions are sub-selects that run
  // once per statement, so that the second costs next to nothing; figures.ts measures it.
  it('two policies of a kind stand only where staff and residents both come', async () => {
    const doubles = await world.db.query(
      `select schemaname || '.' || tablename as name, string_agg(policyname, ',' order by policyname) as policies
       from pg_policies where permissive = 'PERMISSIVE' group by schemaname, tablename, cmd, roles having count(*) > 1`,
    )
    for (const { name, policies } of doubles.rows)
      expect(String(policies), String(name)).toMatch(/^(own_read|(lofts_)?resident_\w+),(lofts_)?staff_\w+$/)
    expect([...new Set(doubles.rows.map((row) => String(row['name'])))].toSorted()).toEqual(TWO_READERS)
  })

  // 0012: each policy is for whoever is signed in, and a project may let people sign in without an account.
  it('somebody signed in without a name is on no list, and sees and writes nothing', async () => {
    const tables = await names(
      `select c.relname as name from pg_class c where relnamespace = 'public'::regnamespace and relkind = 'r'`,
    )
    expect(tables.length).toBeGreaterThan(20)
    await world.db.query('begin')
    await world.db.query(`select set_config('request.jwt.claims', $1, true)`, [
      JSON.stringify({ sub: uid(999), role: 'authenticated', is_anonymous: true }),
    ])
    await world.db.query('set local role authenticated')
    for (const table of tables) {
      const { rows } = await world.db.query(`select count(*)::integer as n from public.${table}`)
      expect([table, rows[0]!['n']]).toEqual([table, 0])
    }
    const { rows } = await world.db.query('select count(*)::integer as n from storage.objects')
    expect(rows[0]!['n']).toBe(0)
    await world.db.query('rollback')
  })

  // 0024, 0025: reading lists of this program's own schema is everybody's; the bucket is private.
  it('what is open to all is the description of the tables alone', async () => {
    expect(
      await names(
        `select schemaname || '.' || tablename as name from pg_policies where qual = 'true' or with_check = 'true'`,
      ),
    ).toEqual(['private.sync_schema', 'private.sync_tables'])
    expect(await names('select id as name from storage.buckets where public')).toEqual([])
  })

  // 0004, 0009, 0014, 0018.
  it('each table has a key, no index stands twice, and public holds no extension and no name of the catalog', async () => {
    const ours = `('public'::regnamespace, 'private'::regnamespace)`
    expect(
      await names(`select c.oid::regclass::text as name from pg_class c where relkind = 'r' and relnamespace in ${ours}
        and not exists (select from pg_index i where i.indrelid = c.oid and i.indisprimary)`),
    ).toEqual([])
    expect(
      await names(`select min(indexrelid::regclass::text) as name from pg_index i join pg_class c on c.oid = i.indrelid where c.relnamespace in ${ours}
        group by indrelid, indkey::text, indclass::text, indoption::text, coalesce(indpred::text, ''), coalesce(indexprs::text, '') having count(*) > 1`),
    ).toEqual([])
    expect(await names(`select extname as name from pg_extension where extnamespace = 'public'::regnamespace`)).toEqual(
      [],
    )
    expect(
      await names(`select a.attrelid::regclass || '.' || a.attname as name from pg_attribute a join pg_class c on c.oid = a.attrelid
        where c.relnamespace in ${ours} and a.atttypid in ('regclass'::regtype, 'regproc'::regtype, 'regprocedure'::regtype)`),
    ).toEqual([])
  })
})
