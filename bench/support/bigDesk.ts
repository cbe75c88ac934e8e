import { constants, copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { bigReplica } from './bigReplica.ts'

/** A data folder with its own copy of a replica of so many parcels; `remove` frees the disk again. */
export async function bigDataDir(packages: number): Promise<{ dataDir: string; remove(): void }> {
  const dataDir = mkdtempSync(join(tmpdir(), 'lofts-desk-bench-'))
  mkdirSync(join(dataDir, 'building'))
  copyFileSync(await bigReplica(packages), join(dataDir, 'building/replica.db'), constants.COPYFILE_FICLONE)
  return { dataDir, remove: () => rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 }) }
}
