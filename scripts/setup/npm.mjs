// npm, run on a Node recent enough for the dependencies. On an older one it would leave out, without a word, the optional
// packages that ask for a newer Node; so the project's own Node comes first, into the user's cache.
import fs from 'node:fs'
import path from 'node:path'
import { fetchPackage } from './package.mjs'
import { cacheDir, firstInPath, modules, nodeBinary, readJson, root } from '../lib/paths.mjs'
import { mustRun } from '../lib/run.mjs'

const major = (version) => Number(version.split('.')[0])

/** The Node package of this system as the lock file pins it, or undefined. */
function pinnedNode() {
  const name = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`
  const entry = readJson(path.join(root, 'package-lock.json'))?.packages[`node_modules/${name}`]
  return entry && { name, version: entry.version, integrity: entry.integrity, program: Object.values(entry.bin)[0] }
}

/** The Node that runs npm: ours when it is recent and npm will not replace it under our feet, else the pinned one. */
async function npmNode(log) {
  const pinned = pinnedNode()
  const own = process.execPath.startsWith(modules)
  if (!pinned) return nodeBinary()
  if (!own && major(process.versions.node) >= major(pinned.version)) return process.execPath
  const folder = path.join(cacheDir(), `${pinned.name}-${pinned.version}`)
  const node = path.join(folder, 'package', pinned.program)
  if (fs.existsSync(node)) return node
  log(
    `Node ${process.versions.node} is not what npm should run on here: fetching Node ${pinned.version} (once per user).`,
  )
  await fetchPackage(pinned, [`package/${pinned.program}`], folder)
  return node
}

/** npm as the npm that runs us was started, else as PATH has it: the command, and its first arguments. */
function npmCommand(node) {
  const script = process.env.npm_execpath
  if (script?.endsWith('.js')) return { command: node, first: [script] }
  if (process.platform !== 'win32') return { command: 'npm', first: [] }
  return { command: process.env.ComSpec ?? 'cmd.exe', first: ['/c', 'npm.cmd'] }
}

/** Runs npm in the project, on `node`; must succeed. Gives its output when captured. */
export function runNpm(what, args, { node = process.execPath, ...options } = {}) {
  const { command, first } = npmCommand(node)
  const env = firstInPath([path.dirname(node)])
  // Errors only: warnings about a dependency's own dependencies are not the reader's business.
  return mustRun(what, command, [...first, ...args, '--loglevel=error', '--no-update-notifier'], { ...options, env })
}

/** Runs an npm command that installs, on a Node recent enough for every dependency. */
export async function npmInstall(args, log) {
  await runNpm(`npm ${args.join(' ')}`, args, { node: await npmNode(log) })
}
