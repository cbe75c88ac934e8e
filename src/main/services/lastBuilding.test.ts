import { expect, it } from 'vitest'
import { textInMemory } from '../../../tests/support/testDesk.ts'
import { createLastBuilding } from './lastBuilding.ts'

it('keeps the clock of a building, and follows it when it changes', () => {
  const file = textInMemory()
  const last = createLastBuilding(file)
  expect([last.known(), last.timezone()]).toEqual([false, null])
  last.remember({ id: 'b1', timezone: 'America/Toronto' })
  expect([last.known(), last.timezone()]).toEqual([true, 'America/Toronto'])
  last.remember({ id: 'b1', timezone: 'America/Vancouver' })
  expect(createLastBuilding(file).timezone()).toBe('America/Vancouver')
})

// Bug: a zone that no computer knows ends the screen that says what to do, where it writes a time.
it.each(['', 'no text of ours', '{"building":"b1"}', '{"building":"b1","timezone":"Mars/Olympus"}', '{"building":1}'])(
  'knows that a building stood here, and no clock, by %j',
  (text) => {
    const last = createLastBuilding(textInMemory(text))
    expect([last.known(), last.timezone()]).toEqual([true, null])
  },
)

it('is written only when something changed: each start asks', () => {
  let writes = 0
  const file = textInMemory()
  const last = createLastBuilding({ read: file.read, write: (text) => (writes++, file.write(text)) })
  for (let n = 0; n < 3; n++) last.remember({ id: 'b1', timezone: 'America/Toronto' })
  expect(writes).toBe(1)
})
