// The stage that runs every bench small: each must end in time, with its figure. What it measures is not judged here.
import fs from 'node:fs'
import path from 'node:path'
import { benchNames, needsElectron } from '../bench/describe.mjs'
import { benchFolder, runBench } from '../bench/run.mjs'
import { startDisplay } from '../lib/display.mjs'
import { logger, seconds } from '../lib/log.mjs'
import { which } from '../lib/paths.mjs'

const log = logger('test', process.stdout)
/** Several times what the slowest needs: a bench that takes longer hangs. */
const LIMIT_MS = 90_000

/** The benches of the folder, `label` first. */
function names() {
  const all = benchNames(fs.readdirSync(benchFolder))
  return ['label', ...all.filter((name) => name !== 'label')]
}

const wantsWindow = (name) => needsElectron(fs.readFileSync(path.join(benchFolder, `${name}.ts`), 'utf8'))

/** Every bench with --small, each counted as one test. */
export const benches = () => ({
  name: 'benches',
  needsBuild: true,
  run: async ({ capture }) => {
    const virtual = process.platform === 'linux' && (which('Xvfb') || !process.env.DISPLAY)
    const display = virtual ? await startDisplay() : undefined
    const lines = []
    const say = (line) => (capture ? lines.push(line) : log(line))
    let [passed, failed] = [0, 0]
    try {
      for (const name of names()) {
        const began = Date.now()
        const shown = wantsWindow(name) ? display?.display : undefined
        const { output, last, problem } = await runBench(name, ['--small'], {
          display: shown,
          capture: true,
          timeout: LIMIT_MS,
        })
        if (problem) failed += 1
        else passed += 1
        say(problem ? `FAILED ${problem}\n${output.trim().split('\n').slice(-40).join('\n')}` : last)
        say(`  ${name}: ${seconds(Date.now() - began)}`)
      }
    } finally {
      display?.stop()
    }
    return { passed, failed, skipped: [], output: lines.join('\n') }
  },
})
