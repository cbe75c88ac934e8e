import { cpSync, existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, afterAll, describe, expect, it, onTestFinished, vi } from 'vitest'
import { openReady, seedSmall, testDir, testOptions } from '../../../../src/main/store/testing.ts'
import { logFaults } from '../support.ts'
import { actsIn, damagedDesk, recover } from './damagedDesk.ts'
import { afterCut, follow, onDisk } from './power.ts'
import { compileFaults, runChild } from './run.ts'
import { seeded } from '../../../../src/shared/random.ts'

// By hand: CUTS=all cuts, fills and fails at every single call; in pieces with CUTS_EVERY=16 and CUTS_FIRST from 1 to 16.
const ALL = process.env['CUTS'] === 'all'
const EVERY = Number(process.env['CUTS_EVERY'] ?? (ALL ? 1 : 23))
const FIRST = Number(process.env['CUTS_FIRST'] ?? 1)
vi.setConfig({ testTimeout: 120_000 + (ALL ? 3_600_000 : 0) })

const cleanUps: (() => void)[] = []
let library: string | null = null
beforeAll(() => {
  library = compileFaults((cleanUp) => cleanUps.push(cleanUp))
})
afterAll(() => {
  for (const cleanUp of cleanUps) cleanUp()
})
const needed = (skip: (when: boolean, why: string) => void): string => {
  skip(library === null, 'needs gcc on Linux')
  return library!
}

describe.each([
  ['closed', false],
  ['killed, its acts in the log', true],
])('a restore of a desk that was %s', (_, log) => {
  it('keeps every act when a call fails once, from there on finds no room, or takes fewer bytes', async ({ skip }) => {
    const lib = needed(skip)
    const { desk } = await damagedDesk(testDir(onTestFinished), { log })
    const run = join(desk, '..', 'run')
    const { lines, errors } = runChild(lib, ['faults', desk, String(FIRST), String(EVERY), 'eio', 'full', 'short'], {
      folder: run,
    })
    expect(errors).toBe('')
    expect(lines.length).toBeGreaterThan(10)
    console.info(`restore, ${lines.length} faults`)
    expect(lines.filter(({ lost, early, after }) => lost !== 0 || early !== 0 || after !== true)).toEqual([])
  })

  it('keeps every act when it is killed, and when the power fails', async ({ skip }) => {
    const lib = needed(skip)
    const { desk, wanted } = await damagedDesk(testDir(onTestFinished), { log })
    const run = join(desk, '..', 'run')
    const cut = join(desk, '..', 'cut')
    const trace = join(desk, '..', 'trace')
    const random = seeded(3).int
    const bad: string[] = []
    let cuts = 0
    for (let n = FIRST; ; n += EVERY) {
      for (const path of [run, trace]) rmSync(path, { recursive: true, force: true })
      cpSync(desk, run, { recursive: true })
      const disk = onDisk(run)
      const { killed } = runChild(lib, ['restore', run], { folder: run, fault: `kill-${n}`, trace })
      if (existsSync(trace)) follow(disk, readFileSync(trace))
      for (const [kind, luck] of [
        ['strict', () => false],
        ['some', () => random(2) === 0],
        ['all', null],
      ] as const) {
        if (luck) afterCut(disk, run, cut, luck)
        const next = luck ? cut : run
        const ready = await recover(next).catch((error: unknown) => String(error))
        const there = actsIn(join(next, 'replica.db'))
        const lost = wanted.filter((id) => !there.includes(id)).length
        // Bug: an act stood on the disk without its entry in the audit log, or with two.
        const log = ready === true ? await logFaults(join(next, 'replica.db')) : []
        bad.push(...log.map((fault) => `${kind} ${n}: ${fault}`))
        if (ready !== true || lost > 0) bad.push(`${kind} ${n}: ${lost} lost, ${ready}`)
        cuts++
      }
      if (!killed) break
    }
    console.info(`restore, ${cuts} cuts`)
    expect(bad).toEqual([])
  })
})

// Bug: fourteen of twenty-four such errors were called damage, and Enter on that screen goes back to a backup.
it('an opening in which one call fails is tried again, whichever it is', async ({ skip }) => {
  const lib = needed(skip)
  const desk = join(testDir(onTestFinished), 'desk')
  const store = await openReady(testOptions(desk), () => undefined)
  seedSmall(store)
  store.close()
  const { lines, errors } = runChild(lib, ['open', desk], { folder: desk })
  expect(errors).toBe('')
  expect(Object.keys(lines[0]!)).toEqual(['ready'])
  expect(Number(lines[0]!['ready'])).toBeGreaterThan(5)
})

// Bug: the act was on the disk and the file that it names was not.
it('no acknowledged act, no file that it names and no setting is lost when the power fails', async ({ skip }) => {
  const lib = needed(skip)
  const root = testDir(onTestFinished)
  const desk = join(root, 'desk')
  const store = await openReady(testOptions(desk), () => undefined)
  seedSmall(store)
  store.close()
  const [run, cut, trace] = ['run', 'cut', 'trace'].map((name) => join(root, name)) as [string, string, string]
  const random = seeded(5).int
  const bad: string[] = []
  let told = 0
  // Ten times as many calls as a restore.
  for (let n = FIRST; ; n += ALL ? EVERY : 10 * EVERY) {
    for (const path of [run, trace]) rmSync(path, { recursive: true, force: true })
    cpSync(desk, run, { recursive: true })
    const disk = onDisk(run)
    const { killed, lines } = runChild(lib, ['work', run, '0'], { folder: run, fault: `kill-${n}`, trace })
    if (existsSync(trace)) follow(disk, readFileSync(trace))
    const done = lines.filter((line) => 'actId' in line) as { actId: string; id: string; n: number }[]
    told += done.length
    for (const [kind, luck] of [
      ['strict', () => false],
      ['some', () => random(2) === 0],
    ] as const) {
      afterCut(disk, run, cut, luck)
      if (!(await recover(cut))) bad.push(`${kind} ${n}: not ready`)
      const there = actsIn(join(cut, 'replica.db'))
      bad.push(...(await logFaults(join(cut, 'replica.db'))).map((fault) => `${kind} ${n}: ${fault}`))
      for (const { actId, id } of done) {
        if (!there.includes(actId)) bad.push(`${kind} ${n}: act lost`)
        const file = join(cut, 'files', id)
        if (!existsSync(file) || readFileSync(file).length !== 6026) bad.push(`${kind} ${n}: file lost`)
      }
      const last = done.at(-1)
      if (last && Number(JSON.parse(readFileSync(join(cut, 'settings.json'), 'utf8')).n) < last.n)
        bad.push(`${kind} ${n}: setting lost`)
    }
    if (!killed) break
  }
  console.info(`work, ${told} acknowledged`)
  expect(bad).toEqual([])
})
