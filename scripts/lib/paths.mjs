// Where things are: the project, its dependencies, its own Node 24, the per-user cache.
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { plainError } from './log.mjs'

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', '..')
export const modules = path.join(root, 'node_modules')
const OLDEST_SYSTEM_NODE = 22

/** The per-user cache folder: what is expensive to obtain is kept here, for every checkout. */
export function cacheDir(env = process.env, platform = process.platform) {
  const base =
    env.XDG_CACHE_HOME ||
    (platform === 'win32' && env.LOCALAPPDATA) ||
    (platform === 'darwin' ? path.join(os.homedir(), 'Library', 'Caches') : path.join(os.homedir(), '.cache'))
  return path.join(base, 'lofts-desk')
}

/** The folder of the Node 24 that the dependencies carry (program, and the headers add-ons compile with). */
export const bundledNode = path.join(
  modules,
  `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`,
)

/** The Node that runs every tool: the one in node_modules, else the system's if it is recent enough. */
export function nodeBinary() {
  const bundled = path.join(bundledNode, 'bin', process.platform === 'win32' ? 'node.exe' : 'node')
  if (fs.existsSync(bundled)) return bundled
  if (Number(process.versions.node.split('.')[0]) >= OLDEST_SYSTEM_NODE) return process.execPath
  throw plainError(
    `Node ${process.versions.node} is too old: install Node ${OLDEST_SYSTEM_NODE} or newer ` +
      `(no Node comes with the dependencies for ${process.platform} ${process.arch}).`,
  )
}

/** The script behind a dependency's command, to be run with nodeBinary(): the same on every system. */
export function tool(name, bin = name.split('/').pop()) {
  const folder = path.join(modules, name)
  const manifest = JSON.parse(fs.readFileSync(path.join(folder, 'package.json'), 'utf8'))
  return path.join(folder, typeof manifest.bin === 'string' ? manifest.bin : manifest.bin[bin])
}

/** The Electron program, or undefined when it is not installed. */
export function electronBinary() {
  const file = readText(path.join(modules, 'electron', 'path.txt'))
  const binary = file && path.join(modules, 'electron', 'dist', file)
  return binary && fs.existsSync(binary) ? binary : undefined
}

/** An environment in whose PATH some folders come first. (Windows writes the name in other letters.) */
export function firstInPath(folders, env = process.env) {
  const key = Object.keys(env).find((name) => name.toUpperCase() === 'PATH') ?? 'PATH'
  return { ...env, [key]: [...folders, env[key]].join(path.delimiter) }
}

/** The environment of the tools: the project's commands and its Node come first in PATH. */
export function toolEnv(extra = {}) {
  const { ELECTRON_RUN_AS_NODE: _, ...env } = process.env
  return { ...firstInPath([path.dirname(nodeBinary()), path.join(modules, '.bin')], env), ...extra }
}

/** A file's text, or undefined when it cannot be read. */
export function readText(file) {
  try {
    return fs.readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
}

/** A file's JSON, or undefined when it is missing or damaged. */
export function readJson(file) {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8'))
  } catch {
    return undefined
  }
}

/** The full path of a command found in PATH, or undefined. */
export function which(command) {
  for (const folder of [...(process.env.PATH ?? '').split(path.delimiter), '/usr/sbin', '/sbin']) {
    const file = path.join(folder, command)
    if (folder && fs.existsSync(file)) return file
  }
  return undefined
}
