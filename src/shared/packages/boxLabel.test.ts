import { describe, expect, it } from 'vitest'
import { boxLabel } from './boxLabel.ts'
import type { EventType } from './lifecycle.ts'

const after = (...events: (EventType | 'back')[]) =>
  boxLabel(
    events.map((type, n) =>
      type === 'back'
        ? { type: 'undone', actId: String(n), detail: { undid: 'addressee_changed' } }
        : { type, actId: String(n), detail: {} },
    ),
  )

// Bug: after a correction nothing said that the box still carries the label of somebody else.
describe('the label on the box', () => {
  it('is the old one once the addressee changed, until there are two', () => {
    expect(after('received', 'label_printed')).toBe('right')
    expect(after('received', 'label_printed', 'addressee_changed')).toBe('old')
    expect(after('received', 'label_printed', 'addressee_changed', 'label_printed')).toBe('both')
    expect(after('received', 'label_printed', 'addressee_changed', 'label_printed', 'addressee_changed')).toBe('old')
  })
  it('is right again when the change is undone, unless a new one was printed', () => {
    expect(after('received', 'label_printed', 'addressee_changed', 'back')).toBe('right')
    expect(after('received', 'label_printed', 'addressee_changed', 'label_printed', 'back')).toBe('both')
    expect(after('received', 'addressee_changed', 'label_printed', 'back')).toBe('old')
  })
  it('does not matter before one was printed, nor by what else happens', () => {
    expect(after('received', 'addressee_changed')).toBe('right')
    expect(after('received', 'label_printed', 'shelf_set', 'edited', 'held')).toBe('right')
  })
})
