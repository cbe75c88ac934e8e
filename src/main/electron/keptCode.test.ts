import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { loadKept } from './keptCode.ts'

let folder = ''
beforeEach(() => {
  vi.useFakeTimers()
  folder = mkdtempSync(join(tmpdir(), 'lofts-kept-'))
})
afterEach(() => {
  vi.useRealTimers()
  rmSync(folder, { recursive: true, force: true })
})
const program = (text: string): string => {
  const file = join(folder, 'program.cjs')
  writeFileSync(file, text)
  return file
}
const load = (file: string) => loadKept(file, join(folder, 'kept')) as { said: unknown }
const kept = () => readdirSync(join(folder, 'kept'))

it('keeps what was compiled, and reads the same program with it', () => {
  const file = program(`exports.said = require('node:path').basename(__filename)`)
  expect(load(file).said).toBe('program.cjs')
  vi.runAllTimers()
  expect(kept()).toHaveLength(1)
  expect(load(file).said).toBe('program.cjs')
})

// Bug: after an update the code of the version before runs, since V8 compares no more than the length.
it('never runs the code of another text of the same length', () => {
  load(program(`exports.said = 1`))
  vi.runAllTimers()
  expect(load(program(`exports.said = 2`)).said).toBe(2)
  vi.runAllTimers()
  expect(kept()).toHaveLength(1)
})

it('costs nothing but time when what was kept is damaged, or the folder is no folder', () => {
  const file = program(`exports.said = 1`)
  load(file)
  vi.runAllTimers()
  const [name] = kept()
  const path = join(folder, 'kept', name!)
  writeFileSync(path, readFileSync(path).subarray(0, 100))
  expect(load(file).said).toBe(1)
  expect((loadKept(file, join(file, 'kept')) as { said: unknown }).said).toBe(1)
  expect(() => vi.runAllTimers()).not.toThrow()
})

// Bug: a piece that is read at first use brings a second copy of the program that it stands on.
it('reads each file once, also where a piece asks for the program that asks for it later', () => {
  writeFileSync(join(folder, 'piece.cjs'), `exports.program = require('./program.cjs')`)
  const file = program(`exports.count = 0; exports.later = () => require('./piece.cjs')`)
  const loaded = load(file) as { said: unknown; later: () => { program: unknown } }
  expect(loaded.later().program).toBe(loaded)
  expect(loaded.later()).toBe(loaded.later())
  vi.runAllTimers()
  expect(kept()).toHaveLength(2)
})

// Bug: an error of a piece that broke while it was read is answered the second time by what it had got to.
it('reads a piece that broke once more when it is asked for again', () => {
  const file = program(`exports.later = () => require('./piece.cjs')`)
  writeFileSync(join(folder, 'piece.cjs'), `exports.half = 1; throw new Error('no')`)
  const { later } = load(file) as { said: unknown; later: () => unknown }
  expect(later).toThrow('no')
  writeFileSync(join(folder, 'piece.cjs'), `exports.whole = 1`)
  expect(later()).toEqual({ whole: 1 })
})

// Bug: what another program of the same user had put there ran as part of this one.
it('a program of the same user leaves compiled code for the next start', () => {
  const file = program(`exports.said = 1`)
  load(file)
  vi.runAllTimers()
  const before = kept()
  expect((loadKept(file, null) as { said: unknown }).said).toBe(1)
  vi.runAllTimers()
  expect(kept()).toEqual(before)
})
