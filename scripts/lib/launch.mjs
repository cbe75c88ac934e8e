// How the program is started from a checkout.
import os from 'node:os'
import path from 'node:path'
import { readJson, root } from './paths.mjs'

/** Switches that this machine asks for. As root Chromium refuses its sandbox; the shipped program never has this. */
export function electronSwitches(env = process.env, { platform = process.platform, uid = process.getuid?.() } = {}) {
  if (platform !== 'linux') return []
  const wayland = !env.DISPLAY && env.WAYLAND_DISPLAY ? ['--ozone-platform=wayland'] : []
  return [...(uid === 0 ? ['--no-sandbox'] : []), ...wayland]
}

/**
 * The arguments of a start. With `--first` the program asks what to begin with, as an installed one does; what is begun then has a
 * folder of its own beside the sample's, unless one is named.
 */
export function startArguments(args, env = process.env) {
  const isNamed = args.some((argument) => argument.startsWith('--user-data-dir='))
  return args.includes('--first') && !isNamed ? [...args, `--user-data-dir=${userDataDir(args, env)} (first)`] : args
}

/** The folder where the program keeps its data on Linux, unless told otherwise on its command line. */
export function userDataDir(args, env = process.env) {
  const given = args.find((argument) => argument.startsWith('--user-data-dir='))
  if (given) return path.resolve(given.slice('--user-data-dir='.length))
  const { productName, name } = readJson(path.join(root, 'package.json'))
  return path.join(env.XDG_CONFIG_HOME || path.join(os.homedir(), '.config'), productName ?? name)
}
