import { describe, expect, it } from 'vitest'
import { beforeEdit } from './before.ts'

describe('what an edit changed', () => {
  it('is read as the edit wrote it', () => {
    const before = { tracking_number: null, perishable: 0, note: 'x' }
    expect(beforeEdit(JSON.stringify({ fields: 'note', before: JSON.stringify(before) }))).toEqual(before)
  })

  // Bug: a forged event ended the undo in an internal error, or had it write a column that no edit may have.
  it.each([undefined, 'x', 'null', '[]', '5', '{"status":"picked_up"}', '{"note":5}', '{"note":"a","unit_id":null}'])(
    'is refused when the event says %s',
    (before) => {
      expect(() => beforeEdit(JSON.stringify({ before }))).toThrow('UNDO_NOT_LAST')
    },
  )
})
