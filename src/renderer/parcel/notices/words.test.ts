import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { REASON_WORDS } from './words.ts'

const text = readFileSync(new URL('../../../../docs/notices.md', import.meta.url), 'utf8')
/** The codes that the sender may write down, and those of the database. */
function listed(): string[] {
  const ofSender = /^Reasons, as codes.*$/m.exec(text)![0]
  const ofDatabase = text.slice(text.indexOf('| code | state | meaning |')).split('\n\n', 1)[0]!
  const firstCells = ofDatabase.split('\n').map((row) => row.split('|')[1] ?? '')
  return [ofSender, ...firstCells].flatMap((part) => Array.from(part.matchAll(/`(\w+)`/g), ([, code]) => code!))
}

// Bug: a notice that was dropped as too old said that it could not be delivered.
it('says each reason of a notice that is listed, and no other', () => {
  const codes = new Set(listed())
  expect(codes.size).toBeGreaterThan(25)
  expect(Object.keys(REASON_WORDS).toSorted()).toEqual([...codes].toSorted())
})
