import { expect, it } from 'vitest'
import { refusalWords } from './syncWords.ts'

// Bug: a late undo was told as a missing right of whoever had the seat, with no word that it had come too late.
it('says of an undo and of the change of a message that they came too late, and who may send them', () => {
  for (const name of ['acts.undo', 'messages.edit']) {
    const { message } = refusalWords({ name, code: 'not_allowed' })
    expect(message).toContain('long after')
    expect(message).toContain('a manager')
  }
  expect(refusalWords({ name: 'messages.edit', code: 'invalid' }).message).toContain('too late')
  expect(refusalWords({ name: 'packages.hold', code: 'not_allowed' }).message).toContain('rights')
})
