// The files of src/ as they are on the disk.
import fs from 'node:fs'
import path from 'node:path'
import { root } from '../lib/paths.mjs'

/** From each path below src/ to its text; tests and what only they use may import anything and are left out. */
export function sourceTree(base = root) {
  const entries = fs.readdirSync(path.join(base, 'src'), { recursive: true, withFileTypes: true })
  return new Map(
    entries
      .filter((entry) => entry.isFile() && !/(?:\.test\.tsx?|^testing\.ts|[a-z]Testing\.ts)$/.test(entry.name))
      .map((entry) => {
        const file = path.join(entry.parentPath, entry.name)
        const text = /\.(?:tsx?|mjs)$/.test(file) ? fs.readFileSync(file, 'utf8') : null
        return [path.relative(base, file).replaceAll('\\', '/'), text]
      }),
  )
}
