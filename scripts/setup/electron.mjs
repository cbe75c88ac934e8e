// Step 2: the Electron program. The official download where it can be reached, the fallback elsewhere.
import fs from 'node:fs'
import path from 'node:path'
import { plainError, seconds } from '../lib/log.mjs'
import { electronBinary, modules, nodeBinary, readJson, readText, toolEnv } from '../lib/paths.mjs'
import { run } from '../lib/run.mjs'
import { installRuntime, isRuntime, runtimeSupported } from './runtime.mjs'
import { readStamp, updateStamp } from './stamp.mjs'

const folder = path.join(modules, 'electron')
const dist = path.join(folder, 'dist')
// A network that swallows connections must not hold set-up for ever; where there is no fallback, waiting is all there is.
const PATIENCE = 180_000

/** Which Electron is installed: 'official', 'fallback', or undefined for none. */
export function installedElectron() {
  if (!electronBinary()) return undefined
  if (isRuntime(dist)) return 'fallback'
  const version = readText(path.join(dist, 'version'))?.trim().replace(/^v/, '')
  return version === readJson(path.join(folder, 'package.json'))?.version ? 'official' : undefined
}

async function tryOfficial(version, log) {
  log(`Downloading Electron ${version} (official).`)
  const started = Date.now()
  // Set aside, not written over: the fallback's files are hard links into the user's cache.
  const aside = path.join(folder, 'dist.old')
  fs.rmSync(aside, { recursive: true, force: true })
  if (fs.existsSync(dist)) fs.renameSync(dist, aside)
  const timeout = runtimeSupported() ? PATIENCE : 0
  const { code, output } = await run(nodeBinary(), [path.join(folder, 'install.js')], {
    capture: true,
    timeout,
    env: toolEnv(),
  })
  if (code === 0 && installedElectron() === 'official') {
    fs.rmSync(aside, { recursive: true, force: true })
    updateStamp({ officialFailed: undefined })
    log(`Electron ${version} installed in ${seconds(Date.now() - started)}.`)
    return true
  }
  fs.rmSync(dist, { recursive: true, force: true })
  if (fs.existsSync(aside)) fs.renameSync(aside, dist)
  updateStamp({ officialFailed: version })
  const reason = /^\w*Error: .*$/m.exec(output)?.[0] ?? `code ${code}`
  log(`The official download is out of reach (${reason}). "npm run setup -- --official" tries it again.`)
  return false
}

/** Installs Electron unless it is there; `official` tries the official download again. */
export async function ensureElectron(log, { official = false } = {}) {
  const installed = installedElectron()
  if (installed === 'official' || (installed === 'fallback' && !official)) return installed
  const { version } = readJson(path.join(folder, 'package.json'))
  const tried = readStamp().officialFailed === version && runtimeSupported()
  if ((official || !tried) && (await tryOfficial(version, log))) return 'official'
  if (installedElectron() === 'fallback') return 'fallback'
  if (!runtimeSupported()) {
    throw plainError(
      `Electron ${version} could not be downloaded, and its fallback exists for Linux x64 only (this is ${process.platform} ` +
        `${process.arch}). Connect to a network that reaches Electron's releases, or set ELECTRON_MIRROR, and start again.`,
    )
  }
  await installRuntime(log)
  return 'fallback'
}
