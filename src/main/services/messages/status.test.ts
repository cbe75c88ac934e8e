import { beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import { CONVERSATION, openMessagingDesk, STAFF, uid } from '../../../../tests/support/messaging/desk.ts'
import type { OutboxOp } from '../../store/outbox.ts'

type Desk = Awaited<ReturnType<typeof openMessagingDesk>>
let desk: Desk
beforeEach(async () => void (desk = await openMessagingDesk(onTestFinished)))

const NIGHT = '2026-11-23T02:00:00.000Z'
const MORNING = '2026-11-23T13:00:00.000Z'
const give = (status: 'open' | 'snoozed' | 'closed', snoozedUntil?: string, conversationId = CONVERSATION) =>
  desk.messages.write.setStatus(desk.session.actor(), { conversationId, status, snoozedUntil })
const row = () => desk.messages.list.get(desk.session.actor(), CONVERSATION)
const counts = () => desk.messages.list.counts(desk.session.actor())

describe('the status of a conversation', () => {
  it('is what was given last, and closed and snoozed ones stand apart', () => {
    give('closed')
    expect(row()).toMatchObject({ status: 'closed', snoozedUntil: null })
    expect(counts()).toMatchObject({ open: 0, snoozed: 0, closed: 1 })
    give('snoozed', MORNING)
    expect(row()).toMatchObject({ status: 'snoozed', snoozedUntil: MORNING })
    expect(counts()).toMatchObject({ open: 0, snoozed: 1, closed: 0 })
    give('open')
    expect(row()).toMatchObject({ status: 'open', snoozedUntil: null })
    expect(counts()).toMatchObject({ open: 1, snoozed: 0, closed: 0 })
  })

  it('of a snooze that has run out is open again, in the row, the lists and the numbers', () => {
    give('snoozed', NIGHT)
    desk.ports.set(MORNING)
    expect(row()).toMatchObject({ status: 'open', snoozedUntil: null })
    expect(counts()).toMatchObject({ open: 1, snoozed: 0 })
  })

  it('is refused for a conversation that is not here', () => {
    expect(() => give('closed', undefined, uid(999))).toThrow('MESSAGE_REFUSED')
  })

  // The server judges each status by what its desk had heard: one that went without it would put away unread messages.
  it('tells the server each time up to where the desk had heard the residents', () => {
    give('snoozed', MORNING)
    give('closed')
    desk.server.write(uid(200), 'Encore moi')
    give('closed')
    const heard = desk.store.prepare<{ at: string }>('SELECT resident_at AS at FROM _conversation_heads').get()!.at
    const told = desk.store
      .prepare<{ ops: string }>(`SELECT ops FROM _outbox WHERE name LIKE 'messages.%ed' AND actor_id = ? ORDER BY seq`)
      .all(STAFF.nadege)
      .flatMap(({ ops }) => (JSON.parse(ops) as OutboxOp[]).filter(({ table }) => table === 'conversations').slice(-1))
    const before = '2026-11-22T10:00:00.000Z'
    expect(told.map(({ values }) => values['status_seen_at'])).toEqual([before, before, heard])
    expect(heard > before).toBe(true)
  })
})
