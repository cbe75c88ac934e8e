import { expect, it } from 'vitest'
import { conversationQuery } from '../../shared/messaging/schema.ts'
import { countOf, filtersFor, queryOf } from './filters.ts'

const ALEX = '01900000-0000-7000-8000-000000000002'
const ALL = { write: true, note: true, manage: true, announce: true, editTemplates: true }
const COUNTS = { open: 5, mine: 2, unassigned: 3, snoozed: 1, closed: 9, unread: 4 }

it('asks for exactly what each filter says, in words that main knows', () => {
  const asked = filtersFor(ALL).map((filter) => {
    const query = queryOf({ filter, colleagueId: null, longestWaiting: false })
    conversationQuery.parse(query)
    return [filter, query.filter]
  })
  expect(Object.fromEntries(asked)).toEqual({
    open: { status: 'open' },
    unread: { unread: true },
    mine: { status: 'open', assignee: 'me' },
    unassigned: { status: 'open', assignee: 'nobody' },
    snoozed: { status: 'snoozed' },
    closed: { status: 'closed' },
    all: {},
  })
})

it('narrows to a colleague, but for what is nobody’s and one’s own', () => {
  const of = (filter: 'open' | 'mine' | 'unassigned') => queryOf({ filter, colleagueId: ALEX, longestWaiting: true })
  expect(of('open')).toEqual({ filter: { status: 'open', assignee: ALEX }, sort: 'waiting' })
  expect([of('mine').filter!.assignee, of('unassigned').filter!.assignee]).toEqual(['me', 'nobody'])
})

// Bug: a number of everybody's stands beside a list of one colleague.
it('counts what the list shows, or nothing', () => {
  expect(countOf({ filter: 'unassigned', colleagueId: null }, COUNTS)).toBe(3)
  expect(countOf({ filter: 'open', colleagueId: ALEX }, COUNTS)).toBeUndefined()
  expect(countOf({ filter: 'mine', colleagueId: ALEX }, COUNTS)).toBe(2)
})

it('offers a resident no filters of the desk', () => {
  expect(filtersFor({ ...ALL, manage: false })).toEqual(['open', 'unread', 'closed', 'all'])
})
