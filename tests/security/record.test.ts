import { uuidv7 } from 'uuidv7'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Hub } from '../../dev/hub/hub.ts'
import { connectByUpload, deskHome, openDesk, until, untilLive, type ConnectedDesk } from '../support/connected.ts'
import { addAccount, inviteStaff, PASSWORD, startProject } from '../support/project.ts'
import { attack } from './support/attack.ts'
import { handOver, register } from '../support/parcels.ts'

const MANAGER = 'helene@example.com'
const CLERK = 'one@example.com'
const RESIDENT = 'resident@example.com'

let hub: Hub
let desk: ConnectedDesk
let building = ''
let clerk = ''
let resident = ''
let conversation = ''
const home = deskHome()

beforeAll(async () => {
  hub = await startProject()
  desk = await openDesk(home)
  building = await connectByUpload(desk, hub)
  const { staff } = await desk.ask('session.get', {})
  const { id, name } = staff.find(({ role }) => role === 'desk')!
  clerk = id
  await inviteStaff(hub, building, 'Hélène Castonguay', MANAGER)
  await inviteStaff(hub, building, name, CLERK)
  const { rows } = await desk.ask('messages.conversations', { filter: { status: 'open' } })
  const found = rows.find(({ residents }) => residents.length === 1)!
  conversation = found.id
  resident = found.residents[0]!.id
  await addAccount(hub, RESIDENT)
  await hub.admin.query(
    `insert into public.resident_accounts (building_id, resident_id, user_id)
     select $1, $2, id from auth.users where email = $3`,
    [building, resident, RESIDENT],
  )
})
afterAll(async () => {
  await desk.close()
  await hub.stop()
  home.remove()
})

/** The server stands so much later from now on. */
const later = (interval: string) =>
  hub.admin.query(`create or replace function private.arrived() returns timestamptz language sql set search_path = '' as
    $f$ select clock_timestamp() + interval '${interval}' $f$`)
const signIn = async (email: string) => {
  await desk.ask('account.signIn', { email, password: PASSWORD })
  await untilLive(desk)
}
const arrives = async (tracking: string) => (await register(desk, tracking)).package.id
const handsOver = async (parcel: string) => (await handOver(desk, parcel, 'Ana Roy')).actId
const statusThere = async (parcel: string) =>
  (await hub.admin.query('select status from public.packages where id = $1', [parcel])).rows[0]!['status'] as string
const statusHere = async (parcel: string) => (await desk.ask('packages.get', { id: parcel })).status

/** A program that speaks to the project with somebody's own account. */
async function program(email: string) {
  const ask = async (method: string, path: string, body: unknown, token: string = hub.publishableKey) => {
    const answer = await fetch(`${hub.url}/${path}`, {
      method,
      headers: {
        apikey: hub.publishableKey,
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
        prefer: 'return=minimal',
      },
      body: JSON.stringify(body),
    })
    const text = await answer.text()
    return { status: answer.status, body: (text === '' ? null : JSON.parse(text)) as Record<string, unknown> | null }
  }
  const grant = await ask('POST', 'auth/v1/token?grant_type=password', { email, password: PASSWORD })
  const token = String(grant.body!['access_token'])
  return (method: string, path: string, body: unknown) => ask(method, path, body, token)
}

attack('a clerk takes back an old hand-over by telling an earlier time', async () => {
  await signIn(CLERK)
  const parcel = await arrives('1Z999AA10000000201')
  const actId = await handsOver(parcel)
  await untilLive(desk)
  // The desk's clock stands still: to it, and in what it tells, the hand-over is a moment old.
  await later('3 hours')
  await desk.ask('acts.undo', { actId })
  await untilLive(desk)
  await until(desk, async () => (await desk.ask('sync.refused', {})).total === 1)
  const [refused] = (await desk.ask('sync.refused', {})).acts
  expect(refused).toMatchObject({ name: 'acts.undo', code: 'not_allowed' })
  expect([await statusThere(parcel), await statusHere(parcel)]).toEqual(['picked_up', 'picked_up'])
  // Sent again by the clerk it is no younger; a manager, who vouches for it, sends it.
  await desk.ask('sync.retry', { id: refused!.id })
  await untilLive(desk)
  const [again] = (await desk.ask('sync.refused', {})).acts
  expect(again).toMatchObject({ name: 'acts.undo', code: 'not_allowed' })
  await signIn(MANAGER)
  await desk.ask('sync.retry', { id: again!.id })
  await untilLive(desk)
  expect(await desk.ask('sync.refused', {})).toEqual({ acts: [], total: 0 })
  expect(await statusThere(parcel)).not.toBe('picked_up')
  const { rows } = await hub.admin.query(
    `select e.actor_id, n.sent_by from public.package_events e join private.senders n on n.row_id = e.id
     where e.package_id = $1 and e.type = 'undone'`,
    [parcel],
  )
  expect(rows).toEqual([{ actor_id: clerk, sent_by: expect.not.stringMatching(clerk) as string }])
  await later('0 seconds')
})

it('takes an undo that waited offline with its hand-over, whenever both arrive', async () => {
  await signIn(CLERK)
  const parcel = await arrives('1Z999AA10000000202')
  await untilLive(desk)
  desk.line.cut()
  const actId = await handsOver(parcel)
  await desk.ask('acts.undo', { actId })
  await later('20 hours')
  desk.line.restore()
  desk.desk.resume()
  await untilLive(desk)
  expect(await desk.ask('sync.refused', {})).toEqual({ acts: [], total: 0 })
  expect(await statusThere(parcel)).not.toBe('picked_up')
  await later('0 seconds')
})

attack('a clerk writes into the log what was not done, or long before it was', async () => {
  await signIn(CLERK)
  const parcel = await arrives('1Z999AA10000000203')
  const actId = await handsOver(parcel)
  await untilLive(desk)
  const ask = await program(CLERK)
  const event = (values: Record<string, unknown>) =>
    ask('POST', 'rest/v1/package_events', {
      id: uuidv7(),
      building_id: building,
      package_id: parcel,
      act_id: uuidv7(),
      actor_id: clerk,
      desk_id: place.id,
      at: new Date().toISOString(),
      detail: {},
      ...values,
    })
  const { desk: place } = await desk.ask('session.get', {})
  const count = async () =>
    (await hub.admin.query('select id from public.package_events where package_id = $1', [parcel])).rows.length
  const before = await count()
  for (const values of [
    { type: 'handed_over', from_status: 'received', to_status: 'picked_up' },
    { type: 'handed_over' },
    { type: 'edited', from_status: 'received', to_status: 'picked_up' },
    { type: 'received', to_status: 'received' },
    { type: 'lost', from_status: 'picked_up', to_status: 'lost', detail: { reason: 'x' } },
    // Under the act of somebody else, or one's own that is done.
    { type: 'edited', act_id: actId },
  ])
    expect((await event(values)).status, JSON.stringify(values)).toBeGreaterThanOrEqual(400)
  expect(await count()).toBe(before)
  const id = uuidv7()
  expect((await event({ id, type: 'label_printed', at: '2020-01-01T00:00:00.000Z' })).status).toBe(201)
  const { rows } = await hub.admin.query<{ close: boolean }>(
    `select at > clock_timestamp() - interval '1 hour' as close from public.package_events where id = $1`,
    [id],
  )
  expect(rows).toEqual([{ close: true }])
})

attack('a resident puts files under what others wrote and what is long past, and takes “changed” away', async () => {
  const ask = await program(RESIDENT)
  const write = async (files: number) => {
    const id = uuidv7()
    const row = {
      id,
      building_id: building,
      conversation_id: conversation,
      author_resident_id: resident,
      body: 'a',
      files,
    }
    const sent = await ask('POST', 'rest/v1/messages', { ...row, sent_at: new Date().toISOString() })
    expect(sent.status).toBe(201)
    return id
  }
  const attach = async (message: string) =>
    (
      await ask('POST', 'rest/v1/attachments', {
        id: uuidv7(),
        building_id: building,
        message_id: message,
        name: 'bail.pdf',
        type: 'application/pdf',
        bytes: 10,
      })
    ).status
  const announced = await write(2)
  expect(await attach(announced)).toBe(201)
  expect(await attach(await write(0))).toBe(400)
  await desk.ask('messages.send', { conversationId: conversation, message: { id: uuidv7(), body: 'Bonjour' } })
  await untilLive(desk)
  const { rows } = await hub.admin.query<{ id: string }>(
    'select id from public.messages where conversation_id = $1 and author_staff_id is not null order by received_at desc limit 1',
    [conversation],
  )
  expect(await attach(rows[0]!.id)).toBe(403)
  await later('2 hours')
  expect(await attach(announced)).toBe(403)
  await later('0 seconds')

  const edit = (values: Record<string, unknown>) => ask('PATCH', `rest/v1/messages?id=eq.${announced}`, values)
  expect((await edit({ body: 'b' })).status).toBe(204)
  await edit({ edited_at: null })
  await edit({ body: 'c', edited_at: null })
  const { rows: left } = await hub.admin.query(
    'select body, edited_at is not null as edited from public.messages where id = $1',
    [announced],
  )
  expect(left).toEqual([{ body: 'c', edited: true }])
})
