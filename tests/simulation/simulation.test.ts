import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { replicaMigrations } from '../../src/main/store/testing.ts'
import { runSeed, SimulationFailure } from './run.ts'
import { template } from './template.ts'

const SEEDS = Number(process.env['SEEDS'] ?? 300)
const BUDGET_MS = 90_000
const LEAST = 30

let dir = ''
let base = ''
beforeAll(() => {
  dir = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'lofts-sim-'))
  base = template(dir, replicaMigrations().length)
})
afterAll(() => rmSync(dir, { recursive: true, force: true }))

describe('desks, a portal and a server under everything that goes wrong', () => {
  it('lose nothing, do nothing twice and end equal', async () => {
    const began = performance.now()
    const failed: string[] = []
    let seeds = 0
    let acts = 0
    for (let seed = 1; seed <= SEEDS && performance.now() - began < BUDGET_MS; seed++) {
      seeds++
      try {
        acts += (await runSeed(seed, { dir, template: base })).acts
      } catch (error) {
        if (!(error instanceof SimulationFailure)) throw error
        failed.push(`${error.message}\n  again: node tests/simulation/main.ts --seed ${seed} --log`)
      }
    }
    console.info(`${seeds} of ${SEEDS} seeds, ${acts} acts`)
    expect(failed).toEqual([])
    expect(seeds).toBeGreaterThanOrEqual(Math.min(LEAST, SEEDS))
    expect(acts).toBeGreaterThan(seeds)
  })

  it('has the same history for the same seed', async () => {
    const first = await runSeed(7, { dir, template: base })
    const second = await runSeed(7, { dir, template: base })
    expect(second).toEqual(first)
  })
})
