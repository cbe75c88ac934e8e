import { join } from 'node:path'
import { rolldown } from 'rolldown'

const ROOT = join(import.meta.dirname, '../..')

/** Makes one file of a desk's process: it loads in a fraction of the time, and hundreds of them are to be killed. */
export async function bundleDesk(): Promise<string> {
  const file = join(ROOT, 'out/test/deskProcess.child.mjs')
  const bundle = await rolldown({
    input: join(import.meta.dirname, 'deskProcess.child.ts'),
    platform: 'node',
    external: ['better-sqlite3', 'node-hid', 'koffi', 'ws', 'electron'],
    logLevel: 'silent',
  })
  await bundle.write({ file, format: 'esm', codeSplitting: false })
  await bundle.close()
  return file
}
