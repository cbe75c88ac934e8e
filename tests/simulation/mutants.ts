import { spawn } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { MUTATIONS } from './mutations.ts'

/**
 * Does the simulation see faults? Makes each of them in a copy of the program and runs seeds until one fails.
 *   node tests/simulation/mutants.ts [--seeds 300] [--only WORD]
 */
const { values } = parseArgs({
  options: { seeds: { type: 'string', default: '300' }, only: { type: 'string', default: '' } },
})
const root = join(import.meta.dirname, '../..')
const copy = mkdtempSync(join(tmpdir(), 'lofts-mutants-'))

function simulate(): Promise<{ failed: boolean; said: string }> {
  const args = ['tests/simulation/main.ts', '--seeds', values.seeds, '--first']
  const child = spawn(process.execPath, args, { cwd: copy, stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  child.stdout.on('data', (data) => (said += String(data)))
  child.stderr.on('data', (data) => (said += String(data)))
  return new Promise((resolve) => child.on('exit', (code) => resolve({ failed: code !== 0, said })))
}

let missed = 0
try {
  for (const part of ['src/shared', 'src/main', 'tests/simulation', 'migrations', 'package.json'])
    cpSync(join(root, part), join(copy, part), { recursive: true })
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'))
  for (const [name, { file, from, to }] of Object.entries(MUTATIONS)) {
    if (!name.includes(values.only)) continue
    const original = readFileSync(join(root, file), 'utf8')
    if (original.split(from).length !== 2) throw new Error(`${name}: ${file} holds that text not exactly once`)
    writeFileSync(
      join(copy, file),
      original.replace(from, () => to),
    )
    const { failed, said } = await simulate()
    writeFileSync(join(copy, file), original)
    if (!failed) missed++
    const why = said.split('\n').find((line) => line.trim() !== '') ?? ''
    console.log(`${failed ? 'seen  ' : 'MISSED'}  ${name}${failed ? `: ${why.slice(0, 150)}` : ''}`)
  }
} finally {
  rmSync(copy, { recursive: true, force: true })
}
console.log(`${missed} missed`)
process.exitCode = missed > 0 ? 1 : 0
