import { describe, expect, it } from 'vitest'
import { packageFilter } from '../../../shared/contract/packages.ts'
import { cleared, inView, isNarrowed, NO_FILTERS, statusesOf, toFilter, VIEWS } from './filters.ts'

describe('filters of the waiting list', () => {
  it('are all something main accepts', () => {
    for (const view of VIEWS) {
      expect(
        packageFilter.safeParse(
          toFilter({ ...NO_FILTERS, view, unit: '1204', text: ' x ', minAgeDays: 3, carrier: 'ups' }),
        ).success,
      ).toBe(true)
    }
  })

  it('never ask for fewer days than the view means', () => {
    expect(toFilter({ ...NO_FILTERS, view: 'overdue' }).minAgeDays).toBe(3)
    expect(toFilter({ ...NO_FILTERS, view: 'overdue', minAgeDays: 7 }).minAgeDays).toBe(7)
    expect(toFilter({ ...NO_FILTERS, view: 'overdue', minAgeDays: 1 }).minAgeDays).toBe(3)
  })

  it('show parcels that left only where asked', () => {
    expect(toFilter(NO_FILTERS).statuses).not.toContain('picked_up')
    expect(toFilter({ ...NO_FILTERS, view: 'all' }).statuses).toBeUndefined()
  })

  it('show one state alone, and only a state that the view has', () => {
    const told = { ...NO_FILTERS, status: 'notified' } as const
    expect(toFilter(told).statuses).toEqual(['notified'])
    expect(toFilter(inView(told, 'overdue'))).toEqual({ statuses: ['notified'], minAgeDays: 3 })
    expect(inView(told, 'left').status).toBe('')
    expect(toFilter({ ...inView(told, 'left'), status: 'forwarded' }).statuses).toEqual(['forwarded'])
    for (const view of VIEWS)
      for (const status of statusesOf(view)) expect(inView({ ...told, status }, view).status).toBe(status)
  })

  it('clear what narrows but keep the view and the order', () => {
    const narrowed = {
      ...NO_FILTERS,
      view: 'lost',
      sort: 'unit',
      status: 'lost',
      unit: '12',
      text: 'x',
      carrier: 'ups',
    } as const
    expect(isNarrowed(narrowed)).toBe(true)
    expect(cleared(narrowed)).toEqual({ ...NO_FILTERS, view: 'lost', sort: 'unit' })
    expect(isNarrowed(cleared(narrowed))).toBe(false)
  })
})
