import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { ERROR_CODES } from '../../shared/contract/errors.ts'

const ROOT = join(import.meta.dirname, '../..')
const sourceOf = (folder: string): string =>
  readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /(?<!\.test)\.ts$/.test(entry.name))
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'))
    .join('\n')
const said = sourceOf('main') + sourceOf('supabase')
/** A source without the places that only ask which code it was. */
const withoutQuestions = (source: string): string =>
  source.replaceAll(/(?:[!=]==|\bcase)\s*'[A-Z_]+'|'[A-Z_]+'\s*[!=]==/g, '')
const refused = withoutQuestions(said)

// Bug: the window had sentences for refusals that nothing refused with, and waited for an event that nothing told.
it('every code of a refusal is one that something refuses with', () => {
  expect(ERROR_CODES.filter((code) => !refused.includes(`'${code}'`))).toEqual([])
})
// Bug: a code that was only compared with passed for one that something refuses with.
it.each(["code === 'NOT_FOUND'", "'NOT_FOUND' !== code", "case 'NOT_FOUND':"])('%s refuses nothing', (source) => {
  expect(withoutQuestions(source)).not.toContain('NOT_FOUND')
  expect(withoutQuestions("new DeskError('NOT_FOUND')")).toContain('NOT_FOUND')
})
it('every event is one that something tells', () => {
  const contract = readFileSync(join(ROOT, 'shared/contract/index.ts'), 'utf8')
  const events = [...contract.matchAll(/^ {2}\| \{ type: '(\w+)'/gm)].map(([, type]) => type!)
  expect(events).toContain('changed')
  expect(events.filter((type) => !new RegExp(`type: '${type}'|tell\\('${type}'\\)`).test(said))).toEqual([])
})
