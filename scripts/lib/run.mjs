// Child processes: started in one place, so that none outlives the script that started it.
import { spawn } from 'node:child_process'
import { plainError } from './log.mjs'
import { nodeBinary, root, tool, toolEnv } from './paths.mjs'

const children = new Set()
// A command whose output is captured gets a process group of its own, so that what it started ends with it (a compiler
// runs as several processes). One that uses the terminal stays in ours.
const grouped = new WeakSet()

function kill(child, signal) {
  try {
    if (grouped.has(child)) process.kill(-child.pid, signal)
    else child.kill(signal)
  } catch {
    // It has just ended by itself.
  }
}

let watching = false
let asked = 0

/** The process ids of the children that run now. */
export const childPids = () => [...children].map((child) => child.pid)

function stopChildrenOnSignals() {
  if (watching) return
  watching = true
  for (const [signal, code] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ]) {
    process.on(signal, () => {
      // A second signal, or five seconds, ends what did not end when asked. (npm passes on the Ctrl+C that reached us
      // as well: two within a second are one.)
      const force = asked > 0 && Date.now() - asked > 1000
      asked ||= Date.now()
      process.exitCode = code
      for (const child of children) kill(child, force ? 'SIGKILL' : 'SIGTERM')
      if (children.size === 0) process.exit(code)
      setTimeout(() => {
        for (const child of children) kill(child, 'SIGKILL')
        process.exit(code)
      }, 5000).unref()
    })
  }
}

/** True once the script was asked to end. */
export const stopping = () => asked > 0

/**
 * Runs a command to its end. `capture` collects its output instead of showing it; `quiet` drops it; `timeout`
 * (milliseconds) ends it. Gives `{ code, output }`: a command that cannot start has code 127.
 */
export function run(
  command,
  args,
  { capture = false, quiet = false, timeout = 0, env, cwd = root, onChild, stdio } = {},
) {
  stopChildrenOnSignals()
  return new Promise((resolve) => {
    const out = capture ? 'pipe' : quiet ? 'ignore' : 'inherit'
    const detached = capture && process.platform !== 'win32'
    const streams = stdio ?? [out === 'inherit' ? 'inherit' : 'ignore', out, out]
    const child = spawn(command, args, { cwd, env: env ?? process.env, stdio: streams, detached })
    if (detached && child.pid) grouped.add(child)
    let output = ''
    const collect = (text) => (output += text)
    if (capture) for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', collect)
    children.add(child)
    onChild?.(child)
    const timer = timeout > 0 ? setTimeout(() => kill(child, 'SIGKILL'), timeout) : undefined
    const end = (code) => {
      clearTimeout(timer)
      children.delete(child)
      // Once asked to end, nothing goes on: the last child to go takes the script with it.
      if (!stopping()) resolve({ code, output })
      else if (children.size === 0) process.exit(process.exitCode)
    }
    child.once('error', (error) => {
      output += error.message
      end(127)
    })
    child.once('close', (code, signal) => end(code ?? (signal ? 1 : 0)))
  })
}

/** Like run(), for a step that must succeed: throws one clear error, with the command's output if it was captured. */
export async function mustRun(what, command, args, options) {
  const { code, output } = await run(command, args, options)
  if (code === 0) return output
  throw plainError(
    `${what} failed (code ${code}).${output ? `\n${output.trim().split('\n').slice(-40).join('\n')}` : ''}`,
  )
}

/** Runs a dependency's command with the project's Node 24. */
export function runTool([name, bin], args, options = {}) {
  return run(nodeBinary(), [tool(name, bin), ...args], { ...options, env: toolEnv(options.env) })
}
