import { readdirSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { ACTIONS, SCREEN_KEYS } from '../../../shared/screens/actions.ts'

const SOURCES = ['../../', '../../../messaging/', '../../../ui/'].map((path) => new URL(path, import.meta.url))

/** Each way in which the source gives a key to something, or shows one. */
const GIVEN = [/shortcut(?:=|: )["']([^"']+)["']/g, /\bkey: '(F\d+|[A-Z]\w*\+[^']+)'/g, /<Kbd>([^<{]+)<\/Kbd>/g]

const NAMES: Readonly<Record<string, string>> = { Esc: 'Escape', '↵': 'Enter' }

/** The keys that a line of the help stands for. */
function told(shortcut: string): string[] {
  const many = /^(.*\+)?(?:(\d)…(\d)|(↑) (↓))$/.exec(shortcut)
  if (!many) return [shortcut]
  const [, held = '', from, to] = many
  if (from === undefined) return [`${held}↑`, `${held}↓`]
  return Array.from({ length: Number(to) - Number(from) + 1 }, (_, at) => `${held}${Number(from) + at}`)
}

// Bug: F12, which the banner offers all day, was not on the help page.
it('every key that the screens give to something is on the help page', () => {
  const given = new Map<string, string>()
  for (const source of SOURCES)
    for (const file of readdirSync(source, { recursive: true, encoding: 'utf8' }))
      if (/(?<!\.test)\.tsx?$/.test(file)) {
        const text = readFileSync(new URL(file, source), 'utf8')
        for (const pattern of GIVEN) for (const [, key] of text.matchAll(pattern)) given.set(NAMES[key!] ?? key!, file)
      }
  const help = new Set([...ACTIONS, ...SCREEN_KEYS].flatMap(({ shortcut }) => (shortcut ? told(shortcut) : [])))
  expect(given.size).toBeGreaterThan(12)
  expect([...given].filter(([key]) => !help.has(key))).toEqual([])
})
