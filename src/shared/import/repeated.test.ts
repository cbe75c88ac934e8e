import { expect, it } from 'vitest'
import { repeatedUnread } from './repeated.ts'

const columns = (...headings: string[]) => headings.map((heading) => ({ heading }))
const unit = { field: 'unit', person: 1 } as const
const name = { field: 'fullName', person: 1 } as const

// Bug: of a file with "Unit, Name" twice side by side half of the people were left out, and nothing said so.
it('names the headings of a second pair that is not read', () => {
  expect(repeatedUnread(columns('Unit', 'Name', 'UNIT', 'name'), [unit, name, null, null])).toEqual(['UNIT', 'name'])
})

it('names nothing that stands once, has no heading, or is read', () => {
  expect(repeatedUnread(columns('Unit', 'Name', 'Rent', '', ''), [unit, name, null, null, null])).toEqual([])
  expect(repeatedUnread(columns('Unit', 'Name', 'Name'), [unit, name, { ...name, person: 2 }])).toEqual([])
})
