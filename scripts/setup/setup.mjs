// All the steps of set-up, in their order. Each looks at the real state and does nothing when there is nothing to do.
import path from 'node:path'
import { hasDisplay } from '../lib/display.mjs'
import { withLock } from '../lib/lock.mjs'
import { logger, plainError, seconds } from '../lib/log.mjs'
import { cacheDir, electronBinary, nodeBinary } from '../lib/paths.mjs'
import { run } from '../lib/run.mjs'
import { dependenciesReady, ensureDependencies } from './dependencies.mjs'
import { ensureElectron, installedElectron } from './electron.mjs'
import { removeScratch } from './package.mjs'
import { dropCompiledSqlite, ensureSqlite, sqliteReady } from './sqlite.mjs'
import { ensureSystem, ensureTestTools } from './system.mjs'

const log = logger('setup')
const CHECK = `const db = new (require('better-sqlite3'))(':memory:');
console.log(process.versions.electron + ' ' + db.prepare('select sqlite_version()').pluck().get())`

const ready = () => {
  if (!dependenciesReady()) return false
  const electron = installedElectron()
  return electron === 'official' || (electron === 'fallback' && sqliteReady())
}

async function verify() {
  const env = { ...process.env, ELECTRON_RUN_AS_NODE: '1' }
  const { code, output } = await run(electronBinary(), ['-e', CHECK], { capture: true, env })
  if (code !== 0) throw plainError(`Electron does not run here, or cannot open SQLite:\n${output.trim()}`)
  const [electron, sqlite] = output.trim().split('\n').pop().split(' ')
  log(`Verified: Electron ${electron} runs and opens SQLite ${sqlite}.`)
}

/** Makes the checkout able to run. `tests` also brings what tests need; `official` tries the official Electron again. */
export async function setup({ tests = false, official = false } = {}) {
  const started = Date.now()
  const system = { display: tests || !hasDisplay() }
  if (!ready() || official) {
    await withLock(path.join(cacheDir(), 'setup.lock'), log, async () => {
      removeScratch()
      await ensureDependencies(log)
      nodeBinary()
      const electron = await ensureElectron(log, { official })
      await ensureSystem(log, system)
      if (electron === 'fallback') await ensureSqlite(log)
      else dropCompiledSqlite()
      await verify()
      log(`Ready after ${seconds(Date.now() - started)}.`)
    })
  } else await ensureSystem(log, system)
  if (tests) await ensureTestTools(log)
}
