import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { PROJECT } from '../support/testDesk.ts'
import { ATTACKS } from './attacks.ts'

const text = readFileSync(join(PROJECT, 'SECURITY.md'), 'utf8')
const annex = text.slice(text.indexOf('## Annex: the attacks'))
const rows = [...annex.matchAll(/^\| (.+?) \| (.+?) \| (.+?) \|$/gm)]
  .map(([, name, before, after]) => ({ name, before, after }))
  .slice(2)

// Bug: a document that promises what nothing proves any more.
describe('SECURITY.md', () => {
  it('shows the attacks that are played, and no others', () => {
    expect(rows).toEqual(ATTACKS.map(({ name, before, after }) => ({ name, before, after })))
  })

  it.each(ATTACKS)('names a test: $name', ({ name, by }) => {
    expect(readFileSync(join(PROJECT, by), 'utf8')).toContain(name)
  })
})
