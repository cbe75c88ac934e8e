import { beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import { CONVERSATION, RESIDENT, STAFF, uid, UNIT } from '../../../../tests/support/messaging/ids.ts'
import { type MessagingDesk, openMessagingDesk, refusal } from '../../../../tests/support/messaging/messagingDesk.ts'
import { EDIT_WINDOW_MS } from '../../../shared/messaging/limits.ts'

let desk: MessagingDesk
beforeEach(async () => void (desk = await openMessagingDesk(onTestFinished)))

const me = () => desk.session.actor()
const as = (staffId: string) => desk.session.switch({ staffId })
const write = () => desk.messages.write
const text = (id: string, body: string, more = {}) => ({ id, body, internalNote: false, attachments: [], ...more })
const send = (id: string, body: string, more = {}) =>
  write().send(me(), { conversationId: CONVERSATION, message: text(id, body, more) })
const start = (residentIds: string[], unitId: string | null = null) =>
  write().start(me(), {
    id: uid(300),
    subject: '',
    residentIds,
    unitId,
    packageId: null,
    message: text(uid(301), 'Bonjour'),
  })
const thread = (conversationId = CONVERSATION) =>
  desk.messages.thread
    .window(me(), { conversationId, offset: 0, limit: 50 })
    .items.flatMap((item) => (item.kind === 'message' ? [item] : []))
const last = () => thread().at(-1)!
const removeResident = (id: string) =>
  desk.store.transact('residents.remove', { staffId: STAFF.helene }, (tx) => tx.remove('residents', id))

describe('a message', () => {
  it('to nobody is not sent: no person, nobody at home, everybody removed', () => {
    expect(refusal(() => start([]))).toBe('NO_RECIPIENT')
    expect(refusal(() => start([uid(999)]))).toBe('NO_RECIPIENT')
    expect(refusal(() => start([], uid(999)))).toBe('NO_RECIPIENT')
    removeResident(RESIDENT.ana)
    expect(refusal(() => send(uid(200), 'Bonjour'))).toBe('NO_RECIPIENT')
    expect(refusal(() => start([RESIDENT.ana]))).toBe('NO_RECIPIENT')
  })
  it('to a household goes to everybody who lives there', () => {
    start([], UNIT)
    expect(
      desk.messages.list
        .get(me(), uid(300))
        .residents.map(({ id }) => id)
        .toSorted(),
    ).toEqual([RESIDENT.ana, RESIDENT.luc])
  })

  // Bug: the draft went in a commit of its own after the message; a power cut between the two brought the sent text back.
  it('takes its draft away in the same commit', () => {
    const draft = { body: 'Votre colis', internalNote: false, attachments: [] }
    desk.messages.drafts.save(me(), CONVERSATION, draft)
    const left: unknown[] = []
    onTestFinished(desk.store.onChange(() => left.push(desk.messages.drafts.get(me(), CONVERSATION))))
    send(uid(200), draft.body)
    expect(left).toEqual([null])
  })
  it('that is not sent keeps its draft', () => {
    const draft = { body: 'Votre colis', internalNote: false, attachments: [] }
    desk.messages.drafts.save(me(), CONVERSATION, draft)
    removeResident(RESIDENT.ana)
    expect(refusal(() => send(uid(200), draft.body))).toBe('NO_RECIPIENT')
    expect(desk.messages.drafts.get(me(), CONVERSATION)).toEqual(draft)
    expect(desk.messages.list.get(me(), CONVERSATION)).toMatchObject({ canWrite: false, draft: true })
    // A note is for colleagues: it needs nobody on the other side.
    send(uid(201), 'Parti hier', { internalNote: true })
    expect(last()).toMatchObject({ body: 'Parti hier', internalNote: true })
  })
})

describe('an edit', () => {
  const edit = (body: string) => write().edit(me(), { messageId: uid(200), body })
  it('is made within a quarter of an hour, by the author', () => {
    send(uid(200), 'Bonsoir')
    as(STAFF.colin)
    expect(refusal(() => edit('x'))).toBe('NOT_ALLOWED')
    as(STAFF.nadege)
    edit('Bonjour')
    expect(last()).toMatchObject({ body: 'Bonjour', editedAt: expect.any(String) })
    expect(refusal(() => edit(' '))).toBe('EMPTY')
    desk.ports.set(new Date(Date.parse(last().sentAt) + EDIT_WINDOW_MS + 1).toISOString())
    expect(last().canEdit).toBe(false)
    expect(refusal(() => edit('Trop tard'))).toBe('TOO_LATE')
    expect(last().body).toBe('Bonjour')
  })
  it('does not bring back what was taken back, nor find what is not here', () => {
    send(uid(200), 'Bonsoir')
    write().remove(me(), { messageId: uid(200) })
    expect(refusal(() => edit('Bonjour'))).toBe('NOT_FOUND')
    expect(refusal(() => write().edit(me(), { messageId: uid(999), body: 'x' }))).toBe('NOT_FOUND')
  })
})

describe('taking back', () => {
  it('is for the author and for managers, also of what a resident wrote', () => {
    send(uid(200), 'Code 1234')
    as(STAFF.colin)
    expect(last().canRemove).toBe(false)
    expect(refusal(() => write().remove(me(), { messageId: uid(200) }))).toBe('NOT_ALLOWED')
    as(STAFF.helene)
    expect(last().canRemove).toBe(true)
    write().remove(me(), { messageId: uid(200) })
    expect(last()).toMatchObject({ body: '', removedAt: expect.any(String), canRemove: false })
    write().remove(me(), { messageId: uid(111) })
    expect(thread()[0]).toMatchObject({ id: uid(111), body: '' })
  })
})

describe('a message that the server refused', () => {
  beforeEach(() => {
    send(uid(200), 'Bonjour')
    desk.server.drain({ 'messages.send': 'invalid' })
  })
  const failed = { id: uid(200), body: 'Bonjour', delivery: { state: 'failed', reason: 'invalid' } }

  it('keeps its text at the end of the thread, and is sent again as it is or with another', () => {
    expect(last()).toMatchObject(failed)
    expect(refusal(() => write().retry(me(), { messageId: uid(200), body: '  ' }))).toBe('EMPTY')
    expect(last()).toMatchObject(failed)
    write().retry(me(), { messageId: uid(200), body: 'Bonjour Ana' })
    expect(last()).toMatchObject({ id: uid(200), body: 'Bonjour Ana', delivery: { state: 'sending' } })
    desk.server.drain()
    expect(last()).toMatchObject({ body: 'Bonjour Ana', delivery: { state: 'sent' } })
    expect(thread().filter(({ id }) => id === uid(200))).toHaveLength(1)
    expect(refusal(() => write().retry(me(), { messageId: uid(200) }))).toBe('NOT_FOUND')
  })
  it('is given up by its author or a manager, and sent again by its author alone', () => {
    as(STAFF.colin)
    expect(refusal(() => write().retry(me(), { messageId: uid(200) }))).toBe('NOT_ALLOWED')
    expect(refusal(() => write().discard(me(), { messageId: uid(200) }))).toBe('NOT_ALLOWED')
    as(STAFF.helene)
    expect(refusal(() => write().retry(me(), { messageId: uid(200) }))).toBe('NOT_ALLOWED')
    write().discard(me(), { messageId: uid(200) })
    expect(thread().map(({ id }) => id)).toEqual([uid(111)])
    expect(refusal(() => write().discard(me(), { messageId: uid(200) }))).toBe('NOT_FOUND')
  })
})

// Bug: three messages, the clock set back in between, were read three, one, two.
it('stands below what was written before, whatever the clock says', () => {
  const clock = desk.ports
  for (const [n, at] of ['12:00', '11:00', '10:00'].entries()) {
    clock.set(`2026-11-22T${at}:00.000Z`)
    send(uid(400 - n), `message ${n}`)
  }
  expect(
    thread()
      .slice(-3)
      .map(({ body }) => body),
  ).toEqual(['message 0', 'message 1', 'message 2'])
})
