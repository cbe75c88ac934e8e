import { describe, expect, it } from 'vitest'
import { problemsOf } from './check.mjs'
import { never, rooms } from './rules.mjs'
import { sourceTree } from './tree.mjs'

type Tree = Record<string, string>
const problems = (tree: Tree): string[] => problemsOf(new Map(Object.entries(tree)))

const names = Object.keys(rooms)
/** A file of each room; where every folder is a room, of one of them. */
const fileIn = (room: string, name: string): string => `${room}${rooms[room]!.each ? '/one' : ''}/${name}.ts`
const EMPTY: Tree = Object.fromEntries(names.map((room) => [fileIn(room, 'there'), 'export const it = 1\n']))

/** An import from one file of the tree to another. */
function importOf(from: string, to: string, kind = 'import'): string {
  const up = '../'.repeat(from.split('/').length - 1)
  return `${kind} { it } from '${up}${to}'\n`
}

it('finds nothing to say of the program as it is', () => {
  expect(problemsOf(sourceTree())).toEqual([])
})

it('finds nothing to say of rooms that import nothing', () => {
  expect(problems(EMPTY)).toEqual([])
})

describe.each(names)('%s', (room) => {
  const { rooms: known, packages } = rooms[room]!

  it('takes every package that it may, and no other', () => {
    const file = fileIn(room, 'planted')
    for (const used of packages.filter((name) => name !== 'node:'))
      expect(problems({ ...EMPTY, [file]: `import '${used}'\n` })).toEqual([])
    expect(problems({ ...EMPTY, [file]: "import '@left/pad/deep'\n" })).toEqual([
      expect.stringMatching(`^${file} imports @left/pad: `),
    ])
  })

  it('takes what it may from other rooms', () => {
    for (const other of known) {
      const file = fileIn(room, 'planted')
      const arrows = problems({ ...EMPTY, [file]: importOf(file, fileIn(other, 'there')) })
      expect(arrows.filter((problem) => problem.startsWith(file))).toEqual([])
    }
  })

  it('takes nothing from any other room, and no type either', () => {
    const file = fileIn(room, 'planted')
    for (const other of names.filter((name) => name !== room && !known.includes(name)))
      for (const kind of ['import', 'import type', 'export', 'export type']) {
        const planted = problems({ ...EMPTY, [file]: importOf(file, fileIn(other, 'there'), kind) })
        expect(planted.join('\n')).toContain(`${file} imports ${fileIn(other, 'there')}: ${room}`)
      }
  })
})

describe('a screen', () => {
  it('never imports another screen, be it one that is read later', () => {
    const one = 'src/renderer/features/one/index.ts'
    const two = 'src/renderer/features/two/index.ts'
    const tree = {
      ...EMPTY,
      [two]: 'export const it = 1\n',
      [one]: "export const later = () => import('../two/index.ts')\n",
    }
    expect(problems(tree).join('\n')).toContain('src/renderer/features/one does not know src/renderer/features/two')
  })
})

// Bug: the message screens reached IPC through three files of other rooms, and every rule looked at one import at a time.
describe('what is never reached', () => {
  it.each(never.flatMap((rule) => rule.to.map((to) => ({ ...rule, to }))))(
    '$from does not reach $to through another file',
    ({ from, to, values = false }) => {
      const first = fileIn(from, 'planted')
      const between = fileIn(from, 'between')
      const end = to.startsWith('src/')
        ? importOf(between, fileIn(to, 'there'))
        : `import '${to === 'node:' ? 'node:fs' : to}'\n`
      const found = problems({ ...EMPTY, [first]: importOf(first, between), [between]: end })
      expect(found.join('\n')).toMatch(new RegExp(`${from} must not reach .*: ${first} -> ${between} -> `))

      const typed = problems({ ...EMPTY, [first]: importOf(first, between, 'import type'), [between]: end })
      const reached = typed.filter((problem) => problem.includes(`must not reach`) && problem.includes(first))
      expect(reached.length > 0).toBe(!values)
    },
  )
})

describe('a circle', () => {
  it('is refused between files, types included', () => {
    const found = problems({
      ...EMPTY,
      'src/shared/a.ts': "import type { B } from './b.ts'\nexport type A = B\n",
      'src/shared/b.ts': "import type { A } from './a.ts'\nexport type B = A\n",
    })
    expect(found).toEqual([expect.stringMatching(/^src\/shared holds a circle: /)])
  })

  it('is refused between folders, where no file is in one', () => {
    const found = problems({
      ...EMPTY,
      'src/shared/text/one/a.ts': importOf('src/shared/text/one/a.ts', 'src/shared/text/two/a.ts'),
      'src/shared/text/two/a.ts': 'export const it = 1\n',
      'src/shared/text/two/b.ts': importOf('src/shared/text/two/b.ts', 'src/shared/text/one/b.ts'),
      'src/shared/text/one/b.ts': 'export const it = 1\n',
    })
    expect(found).toEqual([expect.stringMatching(/^src\/shared\/text holds a circle: /)])
  })

  it('is refused between a folder and a file beside it', () => {
    const found = problems({
      ...EMPTY,
      'src/shared/desk.ts': "import { it } from './scan/a.ts'\nexport const its = it\n",
      'src/shared/scan/a.ts': 'export const it = 1\n',
      'src/shared/scan/b.ts': "import { its } from '../desk.ts'\nexport const all = its\n",
    })
    expect(found).toEqual([expect.stringMatching(/^src\/shared holds a circle: /)])
  })
})

it('an import that leads nowhere, or into what only tests use, is refused', () => {
  const file = fileIn('src/shared', 'planted')
  expect(problems({ ...EMPTY, [file]: "import './gone.ts'\n" }).join()).toContain(`${file} imports ./gone.ts`)
})

it('a file outside of every room is refused', () => {
  expect(problems({ ...EMPTY, 'src/new/a.ts': 'export const it = 1\n' })).toEqual([
    'src/new/a.ts is in no room of scripts/arrows/rules.mjs',
  ])
})
