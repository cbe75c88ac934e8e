import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { replicaMigrations } from '../../src/main/store/testing.ts'
import { runSeed, SimulationFailure } from './run.ts'
import { template } from './template.ts'

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '1000' },
    from: { type: 'string', default: '1' },
    seed: { type: 'string' },
    step: { type: 'string', default: '1' },
    workers: { type: 'string', default: '1' },
    log: { type: 'boolean', default: false },
    first: { type: 'boolean', default: false },
  },
})

/**
 * Runs seeds one after the other, until told to stop (Ctrl+C) or, with `--first`, until one fails; the failing ones print
 * how to see them again.
 */
async function run(seeds: Iterable<number>): Promise<number> {
  const dir = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'lofts-sim-'))
  const base = template(dir, replicaMigrations().length)
  const began = performance.now()
  const sum = { seeds: 0, failed: 0, acts: 0, refused: 0, crashes: 0, swaps: 0, restores: 0, slowestHealMs: 0 }
  let called = false
  process.once('SIGINT', () => (called = true))
  for (const seed of seeds) {
    if (called) break
    sum.seeds++
    try {
      const result = await runSeed(seed, { dir, template: base })
      sum.acts += result.acts
      sum.refused += result.refused
      sum.crashes += result.crashes
      sum.swaps += result.swaps
      sum.restores += result.restores
      sum.slowestHealMs = Math.max(sum.slowestHealMs, result.healedMs)
    } catch (error) {
      if (!(error instanceof SimulationFailure)) throw error
      sum.failed++
      if (values.log) console.log(error.lines.join('\n'))
      console.log(error.message)
      console.log(`  again: node tests/simulation/main.ts --seed ${seed} --log`)
      if (values.first) break
    }
  }
  rmSync(dir, { recursive: true, force: true })
  const seconds = (performance.now() - began) / 1000
  console.log(
    JSON.stringify({ ...sum, seconds: Math.round(seconds), perSecond: Number((sum.seeds / seconds).toFixed(1)) }),
  )
  return sum.failed
}

function* range(from: number, count: number, step: number): Generator<number> {
  for (let n = 0; n < count; n += step) yield from + n
}

const workers = Number(values.workers)
if (values.seed !== undefined) {
  process.exitCode = (await run([Number(values.seed)])) > 0 ? 1 : 0
} else if (workers > 1) {
  const codes = await Promise.all(
    Array.from({ length: workers }, (_, n) => {
      const args = [
        '--seeds',
        String(Number(values.seeds) - n),
        '--from',
        String(Number(values.from) + n),
        '--step',
        String(workers),
      ]
      const child = spawn(process.execPath, [import.meta.filename, ...args], { stdio: 'inherit' })
      return new Promise<number>((resolve) => child.on('exit', (code) => resolve(code ?? 1)))
    }),
  )
  process.exitCode = codes.some((code) => code !== 0) ? 1 : 0
} else {
  process.exitCode = (await run(range(Number(values.from), Number(values.seeds), Number(values.step)))) > 0 ? 1 : 0
}
