import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { NOTES } from '../../../shared/audit/notes.ts'
import { actWords } from '../../project/syncWords.ts'
import { whatWords } from './words.ts'

const MAIN = join(import.meta.dirname, '../../../main')
/** How acts are named where they are written: the first text of the call. */
const CALL = /\b(?:transact|write|act)\(\s*(?:actor,\s*)?'([a-z]+\.[A-Za-z_]+)'/g

function actNames(): string[] {
  const files = readdirSync(MAIN, { recursive: true, encoding: 'utf8' })
  const code = files.filter((name) => name.endsWith('.ts') && !/test/i.test(name))
  return [
    ...new Set(
      code.flatMap((name) => Array.from(readFileSync(join(MAIN, name), 'utf8').matchAll(CALL), (found) => found[1]!)),
    ),
  ]
}

// Bug: an erasure stood in the log as “Another action”.
it('says of every act and of every note what it was', () => {
  const acts = actNames()
  expect(acts.length).toBeGreaterThan(40)
  const unknown = actWords('of.a_later_version').id
  expect([...acts, ...NOTES].filter((what) => whatWords(what, {}).id === unknown)).toEqual([])
})

it('says how somebody went on duty', () => {
  const said = ['click', 'badge', 'pin', 'session'].map((proof) => whatWords('duty.on', { proof }).id)
  expect(new Set(said).size).toBe(4)
  expect(whatWords('duty.on', { proof: 'toString' }).id).toBe(whatWords('duty.on', {}).id)
})
