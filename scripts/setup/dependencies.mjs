// Step 1: the npm dependencies, exactly as package-lock.json lists them.
import fs from 'node:fs'
import path from 'node:path'
import { fingerprint } from '../lib/hash.mjs'
import { plainError, seconds } from '../lib/log.mjs'
import { modules, readJson, root } from '../lib/paths.mjs'
import { mustRun } from '../lib/run.mjs'
import { readStamp, removeStamp, updateStamp } from './stamp.mjs'

// npm's own record of what it installed; written last, so its presence means that an install reached its end.
const record = path.join(modules, '.package-lock.json')

const wanted = () => fingerprint(fs.readFileSync(path.join(root, 'package-lock.json')))

/** Whether set-up itself saw these very dependencies installed. */
export const dependenciesReady = () => readStamp().lock === wanted() && fs.existsSync(record)

/** Whether npm's record holds every package of the lock file (optional ones may be for another system). */
export function recordMatches(lock, installed) {
  if (!lock || !installed) return false
  const names = Object.keys(lock.packages).filter((name) => name !== '')
  const same = (name) => installed.packages[name]?.version === lock.packages[name].version
  const absent = (name) => !installed.packages[name] && (lock.packages[name].optional || lock.packages[name].peer)
  return (
    names.every((name) => same(name) || absent(name)) &&
    Object.keys(installed.packages).every((name) => lock.packages[name])
  )
}

/**
 * Whether the lock file names every optional dependency of its packages. A registry that does not carry the builds of
 * other systems leaves them out, and `npm ci` then refuses the whole lock file.
 */
export function lockIsComplete(lock) {
  const names = new Set(Object.keys(lock.packages).map((name) => name.slice(name.lastIndexOf('node_modules/') + 13)))
  return Object.values(lock.packages).every((entry) =>
    Object.keys(entry.optionalDependencies ?? {}).every((name) => names.has(name)),
  )
}

/**
 * How npm is asked to install: `npm ci` where it can be. `npm install --no-save` keeps to the lock file as well, but takes
 * one without the builds of other systems, and on Windows does not delete the program that runs this very script.
 */
function installCommand(lock) {
  const replace = process.platform !== 'win32' || !process.execPath.startsWith(modules)
  return lockIsComplete(lock) && replace ? ['ci'] : ['install', '--no-save']
}

/** npm, started as the npm that runs us was, else found in PATH: the command, and its first arguments. */
function npmCommand() {
  const script = process.env.npm_execpath
  if (script?.endsWith('.js')) return { command: process.env.npm_node_execpath ?? process.execPath, first: [script] }
  if (process.platform !== 'win32') return { command: 'npm', first: [] }
  return { command: process.env.ComSpec ?? 'cmd.exe', first: ['/c', 'npm.cmd'] }
}

/** Runs npm in the project and must succeed; gives its output when captured. */
export function npm(what, args, options) {
  const { command, first } = npmCommand()
  // Errors only: the engine warnings speak of the system's Node, and the tools run on the project's own.
  return mustRun(what, command, [...first, ...args, '--loglevel=error', '--no-update-notifier'], options)
}

/** Installs the dependencies unless they are current. */
export async function ensureDependencies(log) {
  if (dependenciesReady()) return
  const lockFile = path.join(root, 'package-lock.json')
  if (!fs.existsSync(lockFile)) throw plainError('package-lock.json is missing: nothing to install from.')
  const lock = readJson(lockFile)
  if (recordMatches(lock, readJson(record))) {
    updateStamp({ lock: wanted(), officialFailed: undefined })
    return
  }
  const started = Date.now()
  log(
    fs.existsSync(modules)
      ? 'The dependencies are out of date: npm installs them again.'
      : 'npm installs the dependencies.',
  )
  // Should this be interrupted, nothing may pass the half-made folder off as complete.
  removeStamp()
  fs.rmSync(record, { force: true })
  const command = installCommand(lock)
  await npm(`npm ${command.join(' ')}`, command)
  updateStamp({ lock: wanted(), officialFailed: undefined })
  log(`Dependencies installed in ${seconds(Date.now() - started)}.`)
}
