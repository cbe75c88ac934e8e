import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire, wrap } from 'node:module'
import { basename, dirname, join } from 'node:path'
import { constants, Script } from 'node:vm'

/** By then what the first screens need has been compiled as well. */
const KEEP_AFTER_MS = 5_000

/**
 * Reads a CommonJS file of this program, and the pieces that it asks for, with what V8 compiled of them in an earlier start:
 * node:module's own cache does the same from Node 22 on. The kept code is named by the file's content, and V8 itself turns
 * down what another version made; a folder that cannot be written or a damaged file costs the time that was to be saved,
 * nothing else. Without a folder it is compiled at each start.
 */
export function loadKept(file: string, folder: string | null): unknown {
  const modules = new Map<string, { exports: unknown }>()
  const names = new Set<string>()

  function load(path: string): unknown {
    const known = modules.get(path)
    if (known) return known.exports
    const native = createRequire(path)
    // A piece that the program around has read already is read once: its errors are told by their class.
    const loaded = native.cache[path]
    if (loaded) return loaded.exports
    const module = { exports: {} as unknown }
    modules.set(path, module)
    const require = Object.assign(
      (id: string): unknown => (id.startsWith('.') ? load(native.resolve(id)) : native(id)),
      { resolve: native.resolve, cache: native.cache },
    )
    try {
      compile(path)(module.exports, require, module, path, dirname(path))
    } catch (error) {
      modules.delete(path)
      throw error
    }
    return module.exports
  }

  function compile(path: string): (...scope: unknown[]) => void {
    const source = readFileSync(path, 'utf8')
    const name = `${basename(path)}-${createHash('sha256').update(source).digest('hex').slice(0, 20)}`
    names.add(name)
    const cachedData = folder === null ? null : read(join(folder, name))
    const script = new Script(wrap(source), {
      filename: path,
      ...(cachedData ? { cachedData } : {}),
      importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
    })
    if (folder !== null && (!cachedData || script.cachedDataRejected))
      setTimeout(() => keep(script, folder, { name, names }), KEEP_AFTER_MS).unref()
    return script.runInThisContext() as (...scope: unknown[]) => void
  }

  return load(file)
}

function read(path: string): Buffer | null {
  try {
    return readFileSync(path)
  } catch {
    return null
  }
}

function keep(script: Script, folder: string, { name, names }: { name: string; names: ReadonlySet<string> }): void {
  try {
    mkdirSync(folder, { recursive: true })
    for (const old of readdirSync(folder)) if (!names.has(old)) rmSync(join(folder, old), { force: true })
    // Whole or not at all.
    const part = join(folder, `${name}.part`)
    writeFileSync(part, script.createCachedData())
    renameSync(part, join(folder, name))
  } catch {
    // The next start compiles again.
  }
}
