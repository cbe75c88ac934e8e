// Runs one bench as a process of its own.
import path from 'node:path'
import { nodeBinary, root, toolEnv } from '../lib/paths.mjs'
import { run } from '../lib/run.mjs'
import { isFigure } from './describe.mjs'

export const benchFolder = path.join(root, 'bench')

/**
 * Runs bench/NAME.ts to its end. `capture` keeps what it prints instead of showing it; `timeout` (milliseconds) ends it
 * with all that it started. Gives its exit code, its output, and what is wrong with the run, or null.
 */
export async function runBench(name, args, { display, capture = false, timeout = 0, folder = benchFolder } = {}) {
  let tail = ''
  const follow = (child) =>
    child.stdout.setEncoding('utf8').on('data', (text) => {
      if (!capture) process.stdout.write(text)
      tail = (tail + text).slice(-1_000_000)
    })
  const began = Date.now()
  const { code, output } = await run(nodeBinary(), [path.join(folder, `${name}.ts`), ...args], {
    env: toolEnv(display && { DISPLAY: display }),
    ...(capture ? { capture, timeout } : { stdio: ['inherit', 'pipe', 'inherit'] }),
    onChild: follow,
  })
  const last = tail.trimEnd().split('\n').pop()
  return {
    code,
    output,
    last,
    problem: problemOf({ name, code, last, late: timeout > 0 && Date.now() - began >= timeout, timeout }),
  }
}

function problemOf({ name, code, last, late, timeout }) {
  if (late) return `bench/${name}.ts did not end within ${timeout / 1000} s`
  if (code !== 0) return `bench/${name}.ts ended with code ${code}`
  return isFigure(last, name) ? null : `bench/${name}.ts did not end with its figure as one line of JSON`
}
