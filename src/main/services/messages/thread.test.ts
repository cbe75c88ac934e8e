import { beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import { B, DESK, RESIDENT, STAFF, uid, UNIT } from '../../../../tests/support/messaging/ids.ts'
import { type MessagingDesk, openMessagingDesk } from '../../../../tests/support/messaging/messagingDesk.ts'
import { participantId } from '../../../shared/messaging/ids.ts'
import type { ThreadItem } from '../../../shared/messaging/schema.ts'

let desk: MessagingDesk

const THREAD = uid(400)
const PARCEL = uid(410)
const at = (minute: number) => new Date(Date.parse('2026-11-22T08:00:00.000Z') + minute * 60_000).toISOString()
const common = { building_id: B, created_at: at(0), updated_at: at(0), change_seq: 1 }
const event = (
  n: number,
  type: 'received' | 'notified' | 'edited' | 'handed_over' | 'undone',
  minute: number,
  more = {},
) => ({
  table: 'package_events' as const,
  row: {
    id: uid(420 + n),
    package_id: PARCEL,
    act_id: uid(440 + n),
    type,
    actor_id: STAFF.colin,
    desk_id: DESK,
    at: at(minute),
    detail: '{}',
    ...common,
    ...more,
  },
})
const message = (n: number, minute: number) => ({
  table: 'messages' as const,
  row: {
    id: uid(460 + n),
    conversation_id: THREAD,
    author_resident_id: RESIDENT.ana,
    body: `M${n}`,
    sent_at: at(minute),
    received_at: at(minute),
    ...common,
  },
})

beforeEach(async () => {
  desk = await openMessagingDesk(onTestFinished)
  desk.store.seed([
    {
      table: 'packages',
      row: {
        id: PARCEL,
        short_number: 'A7',
        label_code: 'L7',
        pickup_code: '123456',
        unit_id: UNIT,
        carrier: 'ups',
        kind: 'parcel',
        status: 'picked_up',
        direction: 'incoming',
        received_at: at(0),
        received_by: STAFF.colin,
        ...common,
      },
    },
    { table: 'conversations', row: { id: THREAD, unit_id: UNIT, package_id: PARCEL, ...common } },
    {
      table: 'conversation_participants',
      row: { id: participantId(THREAD, RESIDENT.ana), conversation_id: THREAD, resident_id: RESIDENT.ana, ...common },
    },
    // Two lines before anything was said, one between, one after; what is no line, and what was undone.
    event(1, 'received', 0),
    event(2, 'notified', 0),
    event(3, 'edited', 1),
    event(4, 'handed_over', 15, { detail: JSON.stringify({ to: 'Luc' }) }),
    event(5, 'undone', 16, { undoes_act_id: uid(444) }),
    event(6, 'handed_over', 25, { detail: JSON.stringify({ to: 'Ana\u202e' }) }),
    event(7, 'notified', 60),
    ...[10, 20, 30, 40].map((minute, i) => message(i + 1, minute)),
  ])
})

const window = (offset: number, limit: number) =>
  desk.messages.thread.window(desk.session.actor(), { conversationId: THREAD, offset, limit })
const names = (items: readonly ThreadItem[]) => items.map((item) => (item.kind === 'parcel' ? item.event : item.body))
const send = (id: string, body: string) =>
  desk.messages.write.send(desk.session.actor(), {
    conversationId: THREAD,
    message: { id, body, internalNote: false, attachments: [] },
  })

const ARRIVED = ['received', 'notified', 'M1', 'M2', 'handed_over', 'M3', 'M4', 'notified']

describe('a thread about a parcel', () => {
  it('tells what happened to it between the messages, and nothing that was undone', () => {
    const { items, total } = window(0, 50)
    expect(names(items)).toEqual(ARRIVED)
    expect(total).toBe(8)
    expect(items[4]).toMatchObject({ to: 'Ana', by: 'Colin', parcel: { id: PARCEL, shortNumber: 'A7' } })
    expect(desk.messages.list.get(desk.session.actor(), THREAD).length).toBe(8)
  })

  // Bug: a window that begins or ends at a line would show an item twice, or none at its place.
  it('is the same by windows of any size, from any place, with what waits and what was refused at its end', () => {
    send(uid(480), 'refused')
    desk.server.drain({ 'messages.send': 'not_allowed' })
    send(uid(481), 'waits')
    const { items: all, total } = window(0, 50)
    expect(names(all)).toEqual([...ARRIVED, 'waits', 'refused'])
    expect(total).toBe(10)
    for (let offset = 0; offset <= total + 1; offset++)
      for (let limit = 1; limit <= total + 1; limit++)
        expect(window(offset, limit)).toEqual({
          items: all.slice(offset, offset + limit),
          offset: Math.min(offset, total),
          total,
        })
    for (let back = 1; back <= total + 1; back++)
      expect(names(window(-back, back).items)).toEqual(names(all.slice(-back)))
  })

  it('is where a search leads: the place of each message', () => {
    const { items } = window(0, 50)
    items.forEach((item, place) => {
      if (item.kind === 'message') expect(desk.messages.thread.offsetOf(THREAD, item.id)).toBe(place)
    })
  })

  it('begins where unread begins, and not with a line', () => {
    desk.messages.write.markRead(desk.session.actor(), { conversationId: THREAD, messageId: uid(462) })
    expect(desk.messages.list.get(desk.session.actor(), THREAD)).toMatchObject({ readUpTo: at(20), unread: 2 })
  })
})
