import { createClient } from '@supabase/supabase-js'
import { uuidv7 } from 'uuidv7'
import { afterAll, beforeAll, expect } from 'vitest'
import type { Hub } from '../../dev/hub/hub.ts'
import { addAccount, PASSWORD, startProject } from '../support/project.ts'
import { attack } from './support/attack.ts'

const NOTE = 'Ne paie pas ses charges'
const LABEL = 'NAME ROY STREET 1288 ATELIER'
const CODE = '482913'
const BUILDINGS = { here: uuidv7(), there: uuidv7() }
const RESIDENT = uuidv7()
const PARCEL = uuidv7()
const STAFF = uuidv7()
const DESK = uuidv7()

let hub: Hub
beforeAll(async () => {
  hub = await startProject()
  const user: Record<string, string> = {}
  for (const who of ['ana', 'board', 'manager', 'oscar']) {
    await addAccount(hub, `${who}@example.com`)
    const { rows } = await hub.admin.query('select id from auth.users where email = $1', [`${who}@example.com`])
    user[who] = rows[0].id as string
  }
  const put = (table: string, building_id: string, row: Record<string, unknown>) => {
    const whole: Record<string, unknown> = { id: uuidv7(), building_id, ...row }
    const columns = Object.keys(whole)
    return hub.admin.query(
      `insert into public.${table} (${columns.join(', ')}) values (${columns.map((_, i) => `$${i + 1}`).join(', ')})`,
      Object.values(whole),
    )
  }
  for (const id of Object.values(BUILDINGS)) await put('buildings', id, { id, name: 'Lofts' })
  await put('staff', BUILDINGS.here, { id: STAFF, display_name: 'Hélène', role: 'manager', user_id: user['manager'] })
  await put('staff', BUILDINGS.here, { display_name: 'Conseil', role: 'board', user_id: user['board'] })
  const oscar = uuidv7()
  await put('staff', BUILDINGS.there, { id: oscar, display_name: 'Oscar', role: 'admin', user_id: user['oscar'] })
  await put('desks', BUILDINGS.here, { id: DESK, name: 'Accueil', letter: 'A' })
  await put('residents', BUILDINGS.here, { id: RESIDENT, given_name: 'Ana', family_name: 'Roy', notes: NOTE })
  await put('resident_accounts', BUILDINGS.here, { resident_id: RESIDENT, user_id: user['ana'] })
  const at = new Date().toISOString()
  await hub.admin.query('begin')
  await put('packages', BUILDINGS.here, {
    id: PARCEL,
    short_number: 'A1',
    label_code: 'LDPX',
    pickup_code: CODE,
    resident_id: RESIDENT,
    carrier: 'ups',
    raw_barcode: LABEL,
    note: NOTE,
    status: 'received',
    received_at: at,
    received_by: STAFF,
  })
  await put('package_events', BUILDINGS.here, {
    package_id: PARCEL,
    act_id: uuidv7(),
    type: 'received',
    to_status: 'received',
    actor_id: STAFF,
    desk_id: DESK,
    at,
    detail: { toUnit: '804', toName: 'Ana Roy' },
  })
  await hub.admin.query('commit')
})
afterAll(() => hub.stop())

async function signIn(who: string) {
  const client = createClient(hub.url, hub.publishableKey, { auth: { persistSession: false, autoRefreshToken: false } })
  const { error } = await client.auth.signInWithPassword({ email: `${who}@example.com`, password: PASSWORD })
  if (error) throw error
  return client
}
type Account = Awaited<ReturnType<typeof signIn>>
/** All rows of these tables that the account gets from the Data API, and what these functions answer, as text. */
async function everything({ from, rpc }: Pick<Account, 'from' | 'rpc'>, tables: string[], calls: [string, object?][]) {
  const answers = [
    ...(await Promise.all(tables.map(async (table) => (await from(table).select('*')).data))),
    ...(await Promise.all(calls.map(async ([name, args]) => (await rpc(name, args)).data as unknown))),
  ]
  return JSON.stringify(answers)
}
const bound = (client: Account): Pick<Account, 'from' | 'rpc'> => ({
  from: client.from.bind(client),
  rpc: client.rpc.bind(client),
})
const TABLES = [
  'residents',
  'packages',
  'package_events',
  'occupancies',
  'units',
  'notices',
  'conversations',
  'staff',
  'handovers',
]

attack('a resident reads what the staff noted about them and their parcels', async () => {
  const calls: [string, object?][] = [
    'resident_self',
    'resident_homes',
    'resident_parcels',
    'resident_conversations',
  ].map((name) => [name])
  const told = await everything(bound(await signIn('ana')), TABLES, calls)
  expect(told).not.toContain(NOTE)
  expect(told).not.toContain(LABEL)
  // What they need is there.
  expect(told).toContain('Roy')
  expect(told).toContain(CODE)
})

attack('a member of the board reads pickup codes, labels and names', async () => {
  const building = BUILDINGS.here
  const board = await signIn('board')
  const calls: [string, object?][] = [
    ['board_parcels', { building }],
    ['board_events', { building }],
    ['sync_pull', { building }],
    ['sync_read', { building }],
    ['who_sent', { building }],
  ]
  const told = await everything(bound(board), TABLES, calls)
  for (const secret of [CODE, LABEL, NOTE, 'Roy', '804']) expect(told).not.toContain(secret)
  expect(told).toContain('A1')
  expect(told).toContain(PARCEL)
})

attack('staff of one building ask about the ids of another', async () => {
  const oscar = await signIn('oscar')
  const answer = async (asked: PromiseLike<{ data: unknown; error: unknown }>) => {
    const { data, error } = await asked
    return JSON.stringify([data, error]).replaceAll(/[0-9a-f-]{36}/g, 'ID')
  }
  const ways: ((ids: { staff: string; building: string }) => PromiseLike<{ data: unknown; error: unknown }>)[] = [
    ({ staff }) => oscar.rpc('invite', { building: BUILDINGS.there, email: 'x@example.com', staff }),
    ({ building }) => oscar.from('units').insert({ id: uuidv7(), building_id: building, number: '1' }),
    ({ building }) => oscar.rpc('board_parcels', { building }),
    ({ staff }) => oscar.from('staff').update({ display_name: 'x' }).eq('id', staff).select(),
  ]
  for (const way of ways)
    expect(await answer(way({ staff: STAFF, building: BUILDINGS.here }))).toBe(
      await answer(way({ staff: uuidv7(), building: uuidv7() })),
    )
})
