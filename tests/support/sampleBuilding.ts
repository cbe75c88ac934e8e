import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openTestDesk } from './testDesk.ts'

/** Where the workers find it. */
const FOLDER = 'LOFTS_SAMPLE_BUILDING'

/** Before the tests of a run: the sample building is made once, and each desk begins with a copy of it. */
export default async function makeSampleBuilding(): Promise<() => void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'lofts-sample-'))
  const desk = await openTestDesk({ dataDir })
  await desk.close()
  process.env[FOLDER] = dataDir
  return () => rmSync(dataDir, { recursive: true, force: true })
}
