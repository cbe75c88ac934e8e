import { describe, expect, it } from 'vitest'
import type { PackageEvent } from '../../../shared/contract/packages.ts'
import { currentReason, timeline, type Present } from './timeline.ts'

const present: Present = {
  carrier: 'nationex',
  trackingNumber: 'NAT1',
  kind: 'parcel',
  note: '',
  writtenName: null,
  flags: { perishable: true, oversize: false, signatureRequired: false },
}

let minute = 0
const event = (type: PackageEvent['type'], detail: PackageEvent['detail'] = {}, undone = false): PackageEvent => {
  minute += 1
  const at = `2026-11-22T12:${String(minute).padStart(2, '0')}:00.000Z`
  return {
    id: `e${minute}`,
    actId: `a${minute}`,
    type,
    fromStatus: null,
    toStatus: null,
    actor: 'Marc',
    desk: 'Desk A',
    at,
    detail,
    undone,
    proof: null,
  }
}

describe('history of a parcel', () => {
  it('tells a correction with what it was and what it became', () => {
    const events = [
      event('edited', { fields: 'carrier', before: JSON.stringify({ carrier: 'other' }) }),
      event('edited', { fields: 'carrier,perishable', before: JSON.stringify({ carrier: 'ups', perishable: 0 }) }),
    ]
    const [latest, first] = timeline(events, present)
    expect(latest!.changes).toEqual([
      { field: 'carrier', from: 'ups', to: 'nationex' },
      { field: 'perishable', from: false, to: true },
    ])
    expect(first!.changes).toEqual([{ field: 'carrier', from: 'other', to: 'ups' }])
  })

  it('strikes what was taken back and says who did it, without a line of its own', () => {
    const events = [
      event('received'),
      event('handed_over', { to: 'Zoé', proof: 'known' }, true),
      event('undone', { undid: 'handed_over', reason: 'wrong person' }),
    ]
    const entries = timeline(events, present)
    expect(entries.map(({ type }) => type)).toEqual(['handed_over', 'received'])
    expect(entries[0]!.takenBack).toMatchObject({ by: 'Marc', reason: 'wrong person' })
    expect(entries[0]!.collected).toEqual({ by: 'Zoé', proof: 'known' })
  })

  it('matches each undo to its own act when the same thing was done and undone twice', () => {
    const events = [
      event('held', { reason: 'one' }, true),
      event('undone', { undid: 'held' }),
      event('held', { reason: 'two' }, true),
      event('undone', { undid: 'held' }),
    ]
    const entries = timeline(events, present)
    expect(entries.map(({ reason, takenBack }) => [reason, takenBack?.at])).toEqual([
      ['two', events[3]!.at],
      ['one', events[1]!.at],
    ])
  })

  it('does not invent what a correction that was taken back had led to', () => {
    const events = [
      event('edited', { before: JSON.stringify({ carrier: 'nationex' }) }, true),
      event('undone', { undid: 'edited' }),
    ]
    expect(timeline(events, present)[0]!.changes).toEqual([{ field: 'carrier', from: 'nationex' }])
  })

  it('keeps an undo whose act is not in sight', () => {
    expect(timeline([event('undone', { undid: 'held' })], present).map(({ type }) => type)).toEqual(['undone'])
  })

  it('reads addressees and shelves in words', () => {
    const [shelf, who] = timeline(
      [
        event('addressee_changed', { fromUnit: '1204', fromName: null, toUnit: '1402', toName: 'Zoé Roy' }),
        event('shelf_set', { fromShelf: null, toShelf: 'A3' }),
      ],
      present,
    )
    expect(who!.changes).toEqual([{ field: 'addressee', from: '1204', to: '1402 · Zoé Roy' }])
    expect(who!.identified).toBe(false)
    expect(shelf!.changes).toEqual([{ field: 'shelf', from: null, to: 'A3' }])
  })

  it('knows the first addressee of a parcel from a change of one', () => {
    const first = event('addressee_changed', { fromUnit: null, fromName: null, toUnit: '1204', toName: null })
    expect(timeline([first], present)[0]).toMatchObject({ identified: true })
  })

  it('survives facts it cannot read', () => {
    expect(timeline([event('edited', { before: '{' }), event('edited')], present)).toHaveLength(2)
  })

  it('says why a parcel is on hold now, not why it once was', () => {
    expect(
      currentReason(
        [event('held', { reason: 'old' }), event('released'), event('held', { reason: 'customs' })],
        'held',
      ),
    ).toBe('customs')
    expect(currentReason([event('held', { reason: 'mistake' }, true)], 'held')).toBeNull()
  })
})
