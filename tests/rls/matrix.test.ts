import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { COLUMNS, FUNCTIONS, TABLES } from './matrix.ts'
import {
  A,
  AT,
  createWorld,
  DESK,
  CONVERSATION,
  eventRow,
  insertSql,
  MESSAGE,
  messageRow,
  PARCEL,
  parcelRow,
  RESIDENT,
  STAFF,
  stateOf,
  uid,
  UNIT,
  USERS,
  type Role,
  type Row,
  type World,
} from './people.ts'

let world: World
/** Messages of today that announce files: of each who is somebody in this building. */
const OWN: Partial<Record<Role, string>> = { resident: uid(521), desk: uid(522), manager: uid(523), admin: uid(524) }
beforeAll(async () => {
  world = await createWorld(inject('serverUrl'))
  for (const [role, id] of Object.entries(OWN))
    await world.db.query(
      ...insertSql('messages', {
        ...messageRow(
          id,
          role === 'resident' ? { author_resident_id: RESIDENT.mine } : { author_staff_id: of(role as Role) },
        ),
        received_at: new Date().toISOString(),
        files: 5,
      }),
    )
})
afterAll(() => world.drop())

const base = { id: uid(500), building_id: A }
const of = (role: Role): string => (role in STAFF ? STAFF[role as keyof typeof STAFF] : STAFF.desk)

/** New rows that the database itself would take: the first belongs to the role 'resident', a second one to a neighbour. */
const NEW: Record<string, (role: Role) => Row[]> = {
  buildings: () => [{ id: uid(501), building_id: uid(501), name: 'C' }],
  staff: () => [{ ...base, display_name: 'Neuf', role: 'desk' }],
  desks: () => [{ ...base, name: 'Garage', letter: 'G' }],
  units: () => [{ ...base, number: '900' }],
  residents: () => [{ ...base, family_name: 'Neuf' }],
  occupancies: () => [{ ...base, resident_id: RESIDENT.mine, unit_id: UNIT, kind: 'tenant' }],
  authorisations: () => [RESIDENT.mine, RESIDENT.neighbour].map((resident_id) => ({ ...base, resident_id, name: 'X' })),
  absences: () =>
    [RESIDENT.mine, RESIDENT.neighbour].map((resident_id) => ({
      ...base,
      resident_id,
      kind: 'hold',
      from_date: '2026-12-01',
      to_date: '2026-12-02',
    })),
  shelves: () => [{ ...base, code: 'Z', name: 'Z' }],
  packages: (role) => [parcelRow(base.id, { received_by: of(role) })],
  package_events: (role) => [eventRow(base.id, PARCEL.mine, uid(502), 'edited', { actor_id: of(role), desk_id: DESK })],
  handovers: (role) => [
    {
      ...base,
      package_id: PARCEL.mine,
      act_id: uid(502),
      collected_by: 'X',
      proof: 'known',
      handed_by: of(role),
      at: AT,
    },
  ],
  notices: () => [
    {
      ...base,
      package_id: PARCEL.mine,
      channel: 'email',
      language: 'fr',
      template: 'arrived',
      state: 'waiting',
      send_after: AT,
    },
  ],
  carrier_rules: () => [{ ...base, carrier: 'x', prefix: 'X' }],
  conversations: () => [{ ...base, subject: 'X' }],
  conversation_participants: () => [{ ...base, conversation_id: CONVERSATION.mine, resident_id: RESIDENT.neighbour }],
  announcements: (role) => [
    {
      ...base,
      subject_fr: 'X',
      subject_en: 'X',
      body_fr: 'X',
      body_en: 'X',
      audience: 'everyone',
      author_id: of(role),
    },
  ],
  messages: (role) =>
    role === 'resident'
      ? [
          messageRow(base.id, { author_resident_id: RESIDENT.mine }),
          messageRow(uid(503), { author_resident_id: RESIDENT.neighbour, conversation_id: CONVERSATION.neighbours }),
        ]
      : [messageRow(base.id, { author_staff_id: of(role) })],
  attachments: (role) =>
    [OWN[role] ?? MESSAGE.mine, MESSAGE.neighbours].map((message_id, i) => ({
      ...base,
      id: uid(504 + i),
      message_id,
      name: 'a.pdf',
      type: 'application/pdf',
      bytes: 10,
    })),
  message_templates: () => [{ ...base, shortcut: 'x', title_fr: 'X', title_en: 'X', body_fr: 'X', body_en: 'X' }],
  resident_accounts: () => [{ ...base, resident_id: RESIDENT.neighbour, user_id: USERS.resident }],
}

/** A harmless change, of a column that somebody may change; else of any. */
const CHANGE: Record<string, string> = {
  buildings: `name = 'x'`,
  staff: `display_name = 'x'`,
  desks: `name = 'x'`,
  units: `tower = 'x'`,
  residents: `notes = 'x'`,
  occupancies: `kind = 'tenant'`,
  authorisations: `note = 'x'`,
  absences: `note = 'x'`,
  shelves: `name = 'x'`,
  packages: `note = 'x'`,
  package_events: `detail = '{"x":1}'`,
  handovers: `deleted_at = now()`,
  notices: `error = 'x'`,
  carrier_rules: `carrier = 'x'`,
  conversations: `subject = 'x'`,
  conversation_participants: `last_read_at = last_read_at`,
  announcements: `floor = 1`,
  messages: `edited_at = now()`,
  attachments: `name = 'x'`,
  message_templates: `title_fr = 'x'`,
  resident_accounts: `revoked_at = now()`,
}

const CALLS: Record<string, string> = {
  'sync_push(uuid,jsonb)': `select public.sync_push('${DESK}', '[]')`,
  'sync_pull(uuid,text,integer,integer)': `select public.sync_pull('${A}', null, 10)`,
  'sync_read(uuid,text,integer,integer,text)': `select public.sync_read('${A}', null, 10)`,
  'sync_outline(uuid,text,integer)': `select public.sync_outline('${A}')`,
  'sync_digest(uuid,jsonb)': `select public.sync_digest('${A}')`,
  'sync_new_epoch(uuid)': `select public.sync_new_epoch('${A}')`,
  'files_to_remove(uuid)': `select public.files_to_remove('${A}')`,
  'sync_hand_on(uuid,uuid[])': `select public.sync_hand_on('${DESK}', array['${uid(520)}']::uuid[])`,
  'who_sent(uuid,uuid[],bigint)': `select public.who_sent('${A}')`,
  'create_building(text,text,text,jsonb,text,text,text,text,uuid)': `select public.create_building('x', '', 'UTC', '["fr"]', 'x', 'X', 'x', 'x@example.com')`,
  'invite(uuid,text,uuid,uuid)': `select public.invite('${A}', 'new@example.com', resident => '${RESIDENT.neighbour}')`,
  'claim_invitations()': `select public.claim_invitations()`,
  'resident_conversations()': `select public.resident_conversations()`,
  'resident_start(uuid,uuid,uuid,uuid,text,text,uuid)': `select public.resident_start('${uid(510)}', '${uid(511)}', '${RESIDENT.mine}', '${uid(512)}', 'Bonjour')`,
  'whoami()': `select public.whoami()`,
  'expect_founder(text)': `select public.expect_founder('x@example.com')`,
  'found_building(jsonb,jsonb,jsonb)': `select public.found_building('{"id":"${A}","name":"x"}', '{}', '{}')`,
}

/** How many rows a statement reached; 0 when it was refused, which for reads and changes is the same to the caller. */
async function reach(role: Role, sql: string): Promise<number> {
  return world.db.tryAs(role, async (query) => {
    try {
      const answer = await query(sql)
      return sql.startsWith('select') ? Number(answer.rows[0]!['n']) : answer.count
    } catch (error) {
      expect((error as { code: string }).code).toBe('42501')
      return 0
    }
  })
}

async function letters(role: Role, table: string): Promise<string> {
  const where = `building_id = '${A}'`
  const [{ n }] = (await world.db.query(`select count(*) as n from public.${table} where ${where}`)).rows as [Row]
  const all = Number(n)
  expect(all, `the world has a row in ${table}`).toBeGreaterThan(0)
  const letter = (count: number, name: string) => (count === 0 ? '-' : count === all ? name.toUpperCase() : name)

  const read = letter(await reach(role, `select count(*) as n from public.${table} where ${where}`), 's')
  const updated = letter(await reach(role, `update public.${table} set ${CHANGE[table]} where ${where}`), 'u')
  const gone = letter(await reach(role, `delete from public.${table} where ${where}`), 'd')

  const rows = NEW[table]!(role)
  const done: boolean[] = []
  for (const row of rows) {
    const state = await world.db.tryAs(role, (query) => stateOf(query(...insertSql(table, row))))
    expect([null, '42501']).toContain(state)
    done.push(state === null)
  }
  const inserted = done.every(Boolean) ? 'I' : done[0] ? 'i' : '-'
  return `${read}${inserted}${updated}${gone}`
}

describe('rights', () => {
  it('names every table and function of the schema public, so that a new one cannot come in unseen', async () => {
    const tables = await world.db.query(
      `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'v', 'm', 'f')`,
    )
    expect(tables.rows.map((row) => row['name']).toSorted()).toEqual(Object.keys(TABLES).toSorted())
    const functions = await world.db.query(
      `select proname || '(' || replace(pg_get_function_identity_arguments(oid), ' ', ' ') || ')' as name,
              proname || '(' || array_to_string(array(select format_type(t, null) from unnest(proargtypes) t), ',') || ')' as signature
       from pg_proc where pronamespace = 'public'::regnamespace`,
    )
    expect(functions.rows.map((row) => row['signature']).toSorted()).toEqual(Object.keys(FUNCTIONS).toSorted())
  })

  describe.each(COLUMNS)('%s', (role) => {
    it.each(Object.keys(TABLES))('%s', async (table) => {
      expect(await letters(role, table)).toBe(TABLES[table]![COLUMNS.indexOf(role)])
    })

    it.each(Object.keys(FUNCTIONS))('%s', async (name) => {
      const state = await world.db.tryAs(role, (query) => stateOf(query(CALLS[name]!)))
      expect([null, '42501']).toContain(state)
      expect(state === null ? 'x' : '-').toBe(FUNCTIONS[name]![COLUMNS.indexOf(role)])
    })
  })
})
