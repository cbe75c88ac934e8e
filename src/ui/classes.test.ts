import { readFileSync, readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, it } from 'vitest'

const SOURCE = join(import.meta.dirname, '..')

// Styles of a screen stay on the page after it was left: a class that two rooms define restyles the other one from then on.
it('no screen restyles a class of the shell, of the common parts or of another screen', () => {
  const rooms = new Map<string, Set<string>>()
  for (const file of readdirSync(SOURCE, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.css')))
    for (const [, name] of readFileSync(join(SOURCE, file), 'utf8').matchAll(/^\s*\.([a-z][\w-]*)\s*\{/gm))
      rooms.set(name!, (rooms.get(name!) ?? new Set()).add(dirname(file)))
  const shared = [...rooms]
    .filter(([, where]) => where.size > 1)
    .map(([name, where]) => `${name}: ${[...where].join(', ')}`)
  expect(shared).toEqual([])
})
