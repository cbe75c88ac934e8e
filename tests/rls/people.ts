import { Client } from 'pg'
import { createDatabase } from '../support/postgres.ts'

/** A row as Postgres answers it. */
export type Row = Record<string, unknown>
export type Query = (sql: string, params?: unknown[]) => Promise<{ rows: Row[]; count: number }>

/** A uuid that says in its last digits which thing of the test it is. */
export const uid = (n: number): string => `01900000-0000-7000-8000-${String(n).padStart(12, '0')}`

export const ROLES = ['anon', 'resident', 'desk', 'manager', 'admin', 'board', 'other', 'revoked'] as const
/** 'other': an admin of another building. */
export type Role = (typeof ROLES)[number]
/**
 * 'neighbour', 'former' and 'unlinked' have accounts that stand for nobody until a test links them: a second resident, one who has
 * moved out, and one whose account was taken back.
 */
export type Who = Role | 'desk2' | 'neighbour' | 'former' | 'unlinked'

export const USERS: Record<Exclude<Who, 'anon'>, string> = {
  resident: uid(901),
  desk: uid(902),
  manager: uid(903),
  admin: uid(904),
  board: uid(905),
  other: uid(906),
  revoked: uid(907),
  desk2: uid(908),
  neighbour: uid(909),
  former: uid(910),
  unlinked: uid(911),
}

export const A = uid(1)
export const B = uid(2)
export const STAFF = {
  desk: uid(11),
  manager: uid(12),
  admin: uid(13),
  board: uid(14),
  revoked: uid(15),
  desk2: uid(16),
  other: uid(17),
}
export const DESK = uid(21)
export const DESK2 = uid(22)
export const DESK_B = uid(23)
export const UNIT = uid(31)
export const UNIT2 = uid(32)
/** `mine` has an account (the role 'resident'), `neighbour` has none. */
export const RESIDENT = { mine: uid(41), neighbour: uid(42), elsewhere: uid(43) }
export const SHELF = uid(51)
/** Waiting parcels: of the resident, of the neighbour, of the resident's household without a name; and one handed over. */
export const PARCEL = { mine: uid(61), neighbours: uid(62), household: uid(63), gone: uid(64) }
export const AT = '2026-11-20T15:00:00.123Z'

/** Of the resident with the desk, and of the neighbour. */
export const CONVERSATION = { mine: uid(101), neighbours: uid(102) }
/** In the resident's conversation: the desk's message, the resident's answer and a note; one of the neighbour's. */
export const MESSAGE = { desk: uid(111), mine: uid(112), note: uid(113), neighbours: uid(114) }
export const PARTICIPANT = { mine: uid(121), neighbour: uid(122), desk: uid(123) }

/** Acts done when the world was made. */
export const ACT = { mine: uid(71), neighbours: uid(72), household: uid(73), gone: uid(74), goneHanded: uid(75) }

const common = (id: string, building = A) => ({ id, building_id: building, created_at: AT })

export const parcelRow = (id: string, more: Row = {}): Row => ({
  ...common(id),
  short_number: `A${Number(id.slice(-4))}`,
  label_code: `L${id.slice(-12)}`,
  pickup_code: id.slice(-6),
  unit_id: UNIT,
  resident_id: null,
  carrier: 'canada_post',
  kind: 'parcel',
  status: 'received',
  direction: 'incoming',
  received_at: AT,
  received_by: STAFF.desk,
  ...more,
})

export const eventRow = (id: string, packageId: string, actId: string, type: string, more: Row = {}): Row => ({
  ...common(id),
  package_id: packageId,
  act_id: actId,
  type,
  actor_id: STAFF.desk,
  desk_id: DESK,
  at: AT,
  detail: '{}',
  ...more,
})

export const messageRow = (id: string, more: Row = {}): Row => ({
  ...common(id),
  conversation_id: CONVERSATION.mine,
  body: 'Bonjour',
  sent_at: AT,
  received_at: new Date(Date.parse(AT) + Number(id.slice(-4))).toISOString(),
  ...more,
})

const fileRow = (id: string, messageId: string): Row => ({
  ...common(id),
  message_id: messageId,
  name: 'photo.jpg',
  type: 'image/jpeg',
  bytes: 1000,
})

const SEED: [table: string, rows: Row[]][] = [
  [
    'buildings',
    [
      { ...common(A), name: 'Lofts A' },
      { ...common(B, B), name: 'Lofts B' },
    ],
  ],
  [
    'staff',
    [
      { ...common(STAFF.desk), display_name: 'Nadège', role: 'desk', user_id: USERS.desk },
      { ...common(STAFF.manager), display_name: 'Hélène', role: 'manager', user_id: USERS.manager },
      { ...common(STAFF.admin), display_name: 'Samir', role: 'admin', user_id: USERS.admin },
      { ...common(STAFF.board), display_name: 'Conseil', role: 'board', user_id: USERS.board },
      { ...common(STAFF.revoked), display_name: 'Paul', role: 'admin', user_id: USERS.revoked, active: false },
      { ...common(STAFF.desk2), display_name: 'Colin', role: 'desk', user_id: USERS.desk2 },
      { ...common(STAFF.other, B), display_name: 'Oscar', role: 'admin', user_id: USERS.other },
    ],
  ],
  [
    'desks',
    [
      { ...common(DESK), name: 'Réception', letter: 'A' },
      { ...common(DESK2), name: 'Quai', letter: 'B' },
      { ...common(DESK_B, B), name: 'Réception', letter: 'A' },
    ],
  ],
  [
    'units',
    [
      { ...common(UNIT), number: '101', floor: 1 },
      { ...common(UNIT2), number: '102', floor: 1 },
    ],
  ],
  [
    'residents',
    [
      { ...common(RESIDENT.mine), given_name: 'Ana', family_name: 'Roy', email: 'ana@example.com' },
      { ...common(RESIDENT.neighbour), given_name: 'Luc', family_name: 'Gagnon', phones: '[{"typed":"514"}]' },
      { ...common(RESIDENT.elsewhere, B), family_name: 'Autre' },
    ],
  ],
  [
    'occupancies',
    [
      { ...common(uid(81)), resident_id: RESIDENT.mine, unit_id: UNIT, kind: 'owner' },
      { ...common(uid(82)), resident_id: RESIDENT.neighbour, unit_id: UNIT2, kind: 'tenant' },
    ],
  ],
  [
    'authorisations',
    [
      { ...common(uid(83)), resident_id: RESIDENT.mine, name: 'Frère' },
      { ...common(uid(84)), resident_id: RESIDENT.neighbour, name: 'Soeur' },
    ],
  ],
  [
    'absences',
    [
      { ...common(uid(85)), resident_id: RESIDENT.mine, kind: 'hold', from_date: '2026-12-01', to_date: '2026-12-09' },
      {
        ...common(uid(86)),
        resident_id: RESIDENT.neighbour,
        kind: 'hold',
        from_date: '2026-12-01',
        to_date: '2026-12-09',
      },
    ],
  ],
  ['shelves', [{ ...common(SHELF), code: 'E1', name: 'Étagère 1' }]],
  [
    'packages',
    [
      parcelRow(PARCEL.mine, { resident_id: RESIDENT.mine }),
      parcelRow(PARCEL.neighbours, { resident_id: RESIDENT.neighbour, unit_id: UNIT2 }),
      parcelRow(PARCEL.household),
      parcelRow(PARCEL.gone, { resident_id: RESIDENT.neighbour, unit_id: UNIT2, status: 'picked_up' }),
    ],
  ],
  [
    'package_events',
    [
      eventRow(uid(91), PARCEL.mine, ACT.mine, 'received', { to_status: 'received' }),
      eventRow(uid(92), PARCEL.neighbours, ACT.neighbours, 'received', { to_status: 'received' }),
      eventRow(uid(93), PARCEL.household, ACT.household, 'received', { to_status: 'received' }),
      eventRow(uid(94), PARCEL.gone, ACT.gone, 'received', { to_status: 'received' }),
      eventRow(uid(95), PARCEL.gone, ACT.goneHanded, 'handed_over', {
        from_status: 'received',
        to_status: 'picked_up',
      }),
    ],
  ],
  [
    'handovers',
    [
      {
        ...common(uid(96)),
        package_id: PARCEL.gone,
        act_id: ACT.goneHanded,
        resident_id: RESIDENT.neighbour,
        collected_by: 'Luc Gagnon',
        proof: 'known',
        handed_by: STAFF.desk,
        at: AT,
      },
    ],
  ],
  [
    'notices',
    [
      {
        ...common(uid(97)),
        package_id: PARCEL.mine,
        resident_id: RESIDENT.mine,
        channel: 'email',
        language: 'fr',
        template: 'arrived',
        state: 'waiting',
        send_after: AT,
      },
      {
        ...common(uid(98)),
        package_id: PARCEL.neighbours,
        resident_id: RESIDENT.neighbour,
        channel: 'sms',
        language: 'fr',
        template: 'arrived',
        state: 'waiting',
        send_after: AT,
      },
    ],
  ],
  [
    'conversations',
    [
      { ...common(CONVERSATION.mine), subject: 'Colis', unit_id: UNIT, package_id: PARCEL.mine },
      { ...common(CONVERSATION.neighbours), subject: 'Bruit', unit_id: UNIT2 },
    ],
  ],
  [
    'conversation_participants',
    [
      { ...common(PARTICIPANT.mine), conversation_id: CONVERSATION.mine, resident_id: RESIDENT.mine },
      { ...common(PARTICIPANT.desk), conversation_id: CONVERSATION.mine, staff_id: STAFF.desk },
      { ...common(PARTICIPANT.neighbour), conversation_id: CONVERSATION.neighbours, resident_id: RESIDENT.neighbour },
    ],
  ],
  [
    'announcements',
    [
      {
        ...common(uid(131)),
        subject_fr: 'Eau',
        subject_en: 'Water',
        body_fr: 'Coupure',
        body_en: 'Off',
        audience: 'everyone',
        author_id: STAFF.manager,
      },
    ],
  ],
  [
    'messages',
    [
      messageRow(MESSAGE.desk, { author_staff_id: STAFF.desk }),
      messageRow(MESSAGE.mine, { author_resident_id: RESIDENT.mine }),
      messageRow(MESSAGE.note, { author_staff_id: STAFF.desk2, internal_note: true, body: 'A déjà appelé.' }),
      messageRow(MESSAGE.neighbours, {
        author_resident_id: RESIDENT.neighbour,
        conversation_id: CONVERSATION.neighbours,
      }),
    ],
  ],
  [
    'attachments',
    [fileRow(uid(141), MESSAGE.mine), fileRow(uid(142), MESSAGE.note), fileRow(uid(143), MESSAGE.neighbours)],
  ],
  [
    'message_templates',
    [
      {
        ...common(uid(151)),
        shortcut: 'colis',
        title_fr: 'Colis',
        title_en: 'Parcel',
        body_fr: 'Bonjour {given_name}',
        body_en: 'Hello {given_name}',
      },
    ],
  ],
  ['carrier_rules', [{ ...common(uid(99)), carrier: 'intelcom', prefix: 'INT' }]],
  [
    'resident_accounts',
    [
      {
        id: uid(100),
        building_id: A,
        resident_id: RESIDENT.mine,
        user_id: USERS.resident,
      },
    ],
  ],
  [
    'directory_events',
    [
      {
        ...common(uid(139)),
        act_id: uid(138),
        type: 'added',
        table_name: 'absences',
        row_id: uid(85),
        actor_id: STAFF.desk,
        desk_id: DESK,
        at: AT,
      },
    ],
  ],
]

/** An INSERT of one row with its parameters. */
export function insertSql(table: string, row: Row): [sql: string, params: unknown[]] {
  const columns = Object.keys(row)
  return [
    `insert into public.${table} (${columns.join(', ')}) values (${columns.map((_, i) => `$${i + 1}`).join(', ')})`,
    Object.values(row),
  ]
}

const CLAIMS = (who: Who): string =>
  who === 'anon' ? '{"role":"anon"}' : JSON.stringify({ role: 'authenticated', sub: USERS[who] })

/** One connection to a test's database. */
export async function connect(url: string) {
  const client = new Client({ connectionString: url })
  await client.connect()
  const query: Query = async (sql, params) => {
    const answer = await client.query<Row>(sql, params)
    return { rows: answer.rows, count: answer.rowCount ?? 0 }
  }
  const begin = async (who: Who): Promise<void> => {
    await query('begin')
    await query(`select set_config('request.jwt.claims', $1, true)`, [CLAIMS(who)])
    await query(`set local role ${who === 'anon' ? 'anon' : 'authenticated'}`)
  }
  return {
    /** As the superuser, who passes by every policy. */
    query,
    begin,
    commit: () => query('commit'),
    rollback: () => query('rollback'),
    /** One transaction of a person, as the Data API runs a request. */
    async as<T>(who: Who, fn: (query: Query) => Promise<T>): Promise<T> {
      await begin(who)
      try {
        const value = await fn(query)
        await query('commit')
        return value
      } catch (error) {
        await query('rollback')
        throw error
      }
    },
    /** What a person could do: rolled back. */
    async tryAs<T>(who: Who, fn: (query: Query) => Promise<T>): Promise<T> {
      await begin(who)
      try {
        return await fn(query)
      } finally {
        await query('rollback')
      }
    },
    end: () => client.end(),
  }
}
export type Connection = Awaited<ReturnType<typeof connect>>

async function seed(url: string): Promise<void> {
  const db = await connect(url)
  await db.query('begin')
  for (const [who, id] of Object.entries(USERS))
    await db.query('insert into auth.users (id, email, email_confirmed_at) values ($1, $2, now())', [
      id,
      `${who}@example.com`,
    ])
  for (const [table, rows] of SEED) for (const row of rows) await db.query(...insertSql(table, row))
  await db.query('commit')
  await db.end()
}

/** A project with two buildings, a person of each role and at least one row in every table. */
export async function createWorld(serverUrl: string) {
  const database = await createDatabase(serverUrl, { name: 'lofts_world', run: seed })
  const db = await connect(database.url)
  const open: Connection[] = [db]
  return {
    db,
    url: database.url,
    /** One more connection, for tests of what happens at the same time. */
    async another(): Promise<Connection> {
      const next = await connect(database.url)
      open.push(next)
      return next
    },
    async drop(): Promise<void> {
      for (const connection of open) await connection.end()
      await database.drop()
    },
  }
}
export type World = Awaited<ReturnType<typeof createWorld>>

/** The SQLSTATE that a call fails with; null when it succeeds. */
export async function stateOf(call: Promise<unknown>): Promise<string | null> {
  try {
    await call
    return null
  } catch (error) {
    return (error as { code?: string }).code ?? String(error)
  }
}
