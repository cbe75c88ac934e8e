import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { benchNames, describeBench, isFigure, needsElectron } from '../bench/describe.mjs'
import { runBench } from '../bench/run.mjs'
import { isBuilt, sourceFingerprint } from './build.mjs'
import { hasDisplay } from './display.mjs'
import { electronSwitches, startArguments, userDataDir } from './launch.mjs'
import { isHeld } from './lock.mjs'

describe('a build', () => {
  let project: string
  const write = (file: string, text: string) => {
    fs.mkdirSync(path.dirname(path.join(project, file)), { recursive: true })
    fs.writeFileSync(path.join(project, file), text)
  }

  beforeEach(() => {
    project = fs.mkdtempSync(path.join(os.tmpdir(), 'lofts-build-'))
    write('src/main/index.ts', 'export {}')
    for (const file of ['main/index.cjs', 'preload/index.cjs', 'renderer/index.html']) write(`out/${file}`, '')
    write('out/.stamp', sourceFingerprint(project))
  })
  afterEach(() => fs.rmSync(project, { recursive: true }))

  it('is current until a source changes, whatever the dates say', () => {
    expect(isBuilt(project)).toBe(true)
    fs.utimesSync(path.join(project, 'src/main/index.ts'), 1, 1)
    expect(isBuilt(project)).toBe(true)
    write('src/main/index.ts', 'export const changed = 1')
    expect(isBuilt(project)).toBe(false)
  })

  it('is stale when a migration is added, not when a test is', () => {
    write('src/main/index.test.ts', 'test')
    expect(isBuilt(project)).toBe(true)
    write('migrations/replica/0002_more.sql', 'select 1')
    expect(isBuilt(project)).toBe(false)
  })

  it('is stale when a part of it is gone', () => {
    fs.rmSync(path.join(project, 'out/preload/index.cjs'))
    expect(isBuilt(project)).toBe(false)
  })
})

describe('a lock', () => {
  const lock = { pid: 10, host: 'here', children: [11] }
  const held = (age: number, living: number[], host = 'here') =>
    isHeld(lock, age, { host, isAlive: (pid: number) => living.includes(pid) })

  it('is held while its holder lives and touches it', () => {
    expect(held(500, [10])).toBe(true)
    expect(held(60_000, [10])).toBe(false)
  })

  it('outlives a killed holder as long as the npm or compiler it started is at work, but not for ever', () => {
    expect(held(500, [])).toBe(false)
    expect(held(60_000, [11])).toBe(true)
    expect(held(600_000, [11])).toBe(false)
  })

  it('trusts only the clock when the holder is on another machine', () => {
    expect(held(500, [], 'elsewhere')).toBe(true)
    expect(held(60_000, [10], 'elsewhere')).toBe(false)
  })
})

describe('the start of the program', () => {
  it('gives up the sandbox only as root on Linux', () => {
    const env = { DISPLAY: ':0' }
    expect(electronSwitches(env, { platform: 'linux', uid: 0 })).toEqual(['--no-sandbox'])
    expect(electronSwitches(env, { platform: 'linux', uid: 1000 })).toEqual([])
    expect(electronSwitches({}, { platform: 'darwin', uid: 0 })).toEqual([])
  })

  it('knows when there is no display', () => {
    expect(hasDisplay({}, 'linux')).toBe(false)
    expect(hasDisplay({ WAYLAND_DISPLAY: 'wayland-0' }, 'linux')).toBe(true)
    expect(hasDisplay({}, 'win32')).toBe(true)
  })

  it('looks for the data where the program keeps it', () => {
    expect(userDataDir([], { XDG_CONFIG_HOME: '/cfg' })).toBe('/cfg/Lofts Desk')
    expect(userDataDir(['--user-data-dir=/tmp/x'], {})).toBe('/tmp/x')
  })

  // Bug: a building that was begun to try it out stood in the place of the sample ever after.
  it('keeps what is begun with --first apart from the sample', () => {
    const env = { XDG_CONFIG_HOME: '/cfg' }
    expect(startArguments([], env)).toEqual([])
    expect(startArguments(['--first'], env)).toEqual(['--first', '--user-data-dir=/cfg/Lofts Desk (first)'])
    expect(startArguments(['--first', '--user-data-dir=/data'], env)).toEqual(['--first', '--user-data-dir=/data'])
  })
})

describe('the list of benches', () => {
  it('leaves helpers and tests out', () => {
    expect(benchNames(['scan.ts', '_seed.ts', 'scan.test.ts', 'notes.md'])).toEqual(['scan'])
  })

  it('reads the first line of a doc comment of any shape', () => {
    expect(describeBench('/** One line. */\nexport {}')).toBe('One line.')
    expect(describeBench('/**\n * First line.\n * Second.\n */')).toBe('First line.')
    expect(describeBench('// Plain comment\n// more')).toBe('Plain comment')
    expect(describeBench('export {}')).toBe('')
  })

  it('tells which need the program', () => {
    expect(needsElectron("export const needs = 'electron'\n")).toBe(true)
    expect(needsElectron("import { launch } from '../tests/e2e/support/runningDesk.ts'\n")).toBe(true)
    expect(needsElectron("import { open } from '../tests/support/testDesk.ts'\n")).toBe(false)
    expect(needsElectron("// needs = 'electron'\n")).toBe(false)
  })

  it('knows a figure from any other last line', () => {
    const figure = { name: 'scan', value: 31.2, unit: 'ms p95', limit: 40, ok: true, context: {} }
    const isOne = (line: object) => isFigure(JSON.stringify(line), 'scan')
    expect(isOne(figure)).toBe(true)
    expect(isFigure('done', 'scan')).toBe(false)
    expect(isOne({ ...figure, name: 'search' })).toBe(false)
    expect(isOne({ ...figure, value: null })).toBe(false)
    expect(isOne({ ...figure, limit: undefined })).toBe(false)
    expect(isOne({ ...figure, ok: undefined })).toBe(false)
  })
})

describe('a bench that is run', () => {
  let folder: string
  beforeEach(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'lofts-benches-'))
  })
  afterEach(() => fs.rmSync(folder, { recursive: true }))

  const runOne = async (name: string, source: string, timeout = 30_000) => {
    fs.writeFileSync(path.join(folder, `${name}.ts`), source)
    return (await runBench(name, ['--small'], { folder, capture: true, timeout })).problem
  }

  it('is named when it hangs, fails or says no figure', async () => {
    const figure = "{ name: 'quick', value: 1, unit: 'ms', limit: 2, ok: true, context: {} }"
    expect(await runOne('quick', `console.log(JSON.stringify(${figure}))`)).toBeNull()
    expect(await runOne('stuck', 'setInterval(() => {}, 1000)', 1000)).toMatch(/stuck\.ts did not end within 1 s/)
    expect(await runOne('broken', 'throw new Error("no")')).toMatch(/broken\.ts ended with code 1/)
    expect(await runOne('mute', '')).toMatch(/mute\.ts did not end with its figure/)
  })
})
