import { expect, it } from 'vitest'
import { mergedOnto } from './useKeptFields.ts'

// Bug: a form that was open while a colleague changed the telephone wrote the old number back with the new email address.
it('saves what was written here, and leaves what somebody else changed meanwhile', () => {
  const before = { phone: '1', email: 'a', channels: ['email'] }
  const now = { phone: '2', email: 'a', channels: ['email'] }
  expect(mergedOnto({ before, fields: { ...before, email: 'b', channels: ['email'] } }, now)).toEqual({
    phone: '2',
    email: 'b',
    channels: ['email'],
  })
  expect(mergedOnto({ before: null, fields: before }, now)).toEqual(before)
})
