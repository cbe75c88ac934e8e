// Step 1: the npm dependencies, exactly as package-lock.json lists them.
import fs from 'node:fs'
import path from 'node:path'
import { fingerprint } from '../lib/hash.mjs'
import { plainError, seconds } from '../lib/log.mjs'
import { modules, readJson, root } from '../lib/paths.mjs'
import { lockIsComplete, missingPackages, recordMatches, thisSystem } from './lockfile.mjs'
import { npmInstall } from './npm.mjs'
import { readStamp, removeStamp, updateStamp } from './stamp.mjs'

// npm's own record of what it installed; written last, so its presence means that an install reached its end.
const record = path.join(modules, '.package-lock.json')

const wanted = () => fingerprint(fs.readFileSync(path.join(root, 'package-lock.json')))

/** Whether set-up itself saw these very dependencies installed. */
export const dependenciesReady = () => readStamp().lock === wanted() && fs.existsSync(record)

// Windows cannot delete the program that runs this very script.
const canReplace = () => process.platform !== 'win32' || !process.execPath.startsWith(modules)

/**
 * How npm is asked to install: `npm ci` where it can be. `npm install --no-save` keeps to the lock file as well, but takes
 * one without the builds of other systems, and leaves what is current in place.
 */
function installCommand(lock) {
  return lockIsComplete(lock) && canReplace() ? ['ci'] : ['install', '--no-save']
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
  // No record: an install was interrupted, and a half-unpacked package looks to npm like an installed one.
  if (!fs.existsSync(record) && canReplace()) fs.rmSync(modules, { recursive: true, force: true })
  log(
    fs.existsSync(modules)
      ? 'The dependencies are out of date: npm installs them again.'
      : 'npm installs the dependencies.',
  )
  // Should this be interrupted, nothing may pass the half-made folder off as complete.
  removeStamp()
  fs.rmSync(record, { force: true })
  await npmInstall(installCommand(lock), log)
  const missing = missingPackages(lock, readJson(record), thisSystem())
  if (missing.length > 0) log(`Careful: npm left out ${missing.join(', ')}.`)
  updateStamp({ lock: wanted(), officialFailed: undefined })
  log(`Dependencies installed in ${seconds(Date.now() - started)}.`)
}
