import { describe, expect, it } from 'vitest'
import type { SystemLine, ThreadItem, ThreadMessage } from '../../shared/messaging/schema.ts'
import { firstUnread, lookOf } from './look.ts'

const message = (id: string, at: string, more: Partial<ThreadMessage> = {}): ThreadMessage => ({
  kind: 'message',
  id,
  author: { kind: 'resident', id: 'ana', name: 'Ana', unit: '804' },
  mine: false,
  body: id,
  internalNote: false,
  sentAt: `2026-11-22T${at}:00.000Z`,
  arrivedAt: `2026-11-22T${at}:00.000Z`,
  editedAt: null,
  removedAt: null,
  attachments: [],
  announcement: false,
  delivery: null,
  changeWaiting: false,
  canEdit: false,
  canRemove: false,
  ...more,
})
const ours = (id: string, at: string, more: Partial<ThreadMessage> = {}) =>
  message(id, at, {
    author: { kind: 'staff', id: 'me', name: 'Me' },
    mine: true,
    delivery: { state: 'sent' },
    ...more,
  })
const line = (id: string, at: string): SystemLine => ({
  kind: 'parcel',
  id,
  event: 'received',
  at: `2026-11-22T${at}:00.000Z`,
  parcel: { id: 'p', shortNumber: 'A47', carrier: 'ups' },
  to: null,
  by: null,
})
const dayOf = (at: string) => at.slice(0, 10)
const looks = (items: ThreadItem[], dividerId: string | null = null) =>
  items.map((item, n) => lookOf([items[n - 1], item, items[n + 1]], { dividerId, isFirst: n === 0, dayOf }))
const ends = (items: ThreadItem[], dividerId?: string) =>
  looks(items, dividerId).map(({ first, last }) => `${first ? '[' : ''}${last ? ']' : ''}`)

describe('how a message stands among its neighbours', () => {
  it('a run of one author has one name on top', () => {
    expect(ends([message('a', '10:00'), message('b', '10:01'), message('c', '10:02')])).toEqual(['[', '', ']'])
  })
  // Bug: a note stands under the name of a message, an announcement within a conversation.
  it('another author, a pause, a note, an announcement and a parcel line end a run', () => {
    expect(ends([message('a', '10:00'), ours('b', '10:01')])).toEqual(['[]', '[]'])
    expect(ends([message('a', '10:00'), message('b', '10:06')])).toEqual(['[]', '[]'])
    expect(ends([ours('a', '10:00'), ours('b', '10:01', { internalNote: true })])).toEqual(['[]', '[]'])
    expect(ends([ours('a', '10:00'), ours('b', '10:01', { announcement: true })])).toEqual(['[]', '[]'])
    expect(ends([message('a', '10:00'), line('l', '10:01'), message('b', '10:02')])).toEqual(['[]', '[]', '[]'])
  })
  // Bug: the line of what is new stands within a run, under the name of what is read already.
  it('the new messages begin a run', () => {
    expect(ends([message('a', '10:00'), message('b', '10:01')], 'b')).toEqual(['[]', '[]'])
  })
  it('a day begins with its first item, also one that nobody wrote, and once', () => {
    const next = { ...line('l', '10:00'), at: '2026-11-23T10:00:00.000Z' }
    expect(looks([message('a', '10:00'), message('b', '10:01'), next]).map(({ day }) => day)).toEqual([
      true,
      false,
      true,
    ])
    // What stands before may only not be known yet.
    expect(lookOf([undefined, message('b', '10:01'), undefined], { dividerId: null, isFirst: false, dayOf }).day).toBe(
      false,
    )
  })
})

describe('where the new messages begin', () => {
  const items = [
    message('read', '10:00'),
    ours('mine', '10:01'),
    message('note', '10:02', { internalNote: true }),
    message('taken back', '10:03', { removedAt: '2026-11-22T10:04:00.000Z' }),
    line('l', '10:05'),
    message('new', '10:06'),
    message('newer', '10:07'),
  ]
  // Bug: one's own answer, a note or a message that was taken back counts as new.
  it('at the first of the other side after what was read', () => {
    expect(firstUnread(items, '2026-11-22T10:00:00.000Z')).toBe('new')
    expect(firstUnread(items, '2026-11-22T10:07:00.000Z')).toBeNull()
  })
  it('at the first of all for who has read nothing', () => {
    expect(firstUnread(items, null)).toBe('read')
  })
})
