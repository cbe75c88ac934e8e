import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire, wrap } from 'node:module'
import { basename, dirname, join } from 'node:path'
import { constants, Script } from 'node:vm'

/** By then what the first screens need has been compiled as well. */
const KEEP_AFTER_MS = 5_000

/**
 * Reads a CommonJS file of this program with what V8 compiled of it in an earlier start: node:module's own cache does the
 * same from Node 22 on. The kept code is named by the file's content, and V8 itself turns down what another version made;
 * a folder that cannot be written or a damaged file costs the time that was to be saved, nothing else. Without a folder it is
 * compiled at each start.
 */
export function loadKept(file: string, folder: string | null): unknown {
  const source = readFileSync(file, 'utf8')
  const name = `${basename(file)}-${createHash('sha256').update(source).digest('hex').slice(0, 20)}`
  const cachedData = folder === null ? null : read(join(folder, name))
  const script = new Script(wrap(source), {
    filename: file,
    ...(cachedData ? { cachedData } : {}),
    importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  })
  const module = { exports: {} as unknown }
  const run = script.runInThisContext() as (...scope: unknown[]) => void
  run(module.exports, createRequire(file), module, file, dirname(file))
  if (folder !== null && (!cachedData || script.cachedDataRejected))
    setTimeout(() => keep(script, folder, name), KEEP_AFTER_MS).unref()
  return module.exports
}

function read(path: string): Buffer | null {
  try {
    return readFileSync(path)
  } catch {
    return null
  }
}

function keep(script: Script, folder: string, name: string): void {
  try {
    mkdirSync(folder, { recursive: true })
    for (const old of readdirSync(folder)) if (old !== name) rmSync(join(folder, old), { force: true })
    // Whole or not at all.
    const part = join(folder, `${name}.part`)
    writeFileSync(part, script.createCachedData())
    renameSync(part, join(folder, name))
  } catch {
    // The next start compiles again.
  }
}
