// The fallback Electron is looked at before each start: its files lie where any program of this user can write, and what
// they do is done in the name of Lofts Desk.
import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { listFiles } from '../lib/hash.mjs'

/** Of all its files, made by the recipe of runtime.mjs; a new recipe has a new one. */
const FILES = '82f9f5698d54cecaa3d23b1e0a886d5f07ee0215e803fa3e9c0592131f022d09'
const DEFAULT_APP = 'resources/default_app.asar'
const NOT_HASHED = new Set(['.lofts-runtime', DEFAULT_APP])

/** One digest of the names and contents of Electron's own files. */
export function digestRuntime(folder) {
  const hash = createHash('sha256')
  for (const file of listFiles(folder, fs.readdirSync(folder))) {
    if (NOT_HASHED.has(file)) continue
    const content = createHash('sha256')
      .update(fs.readFileSync(path.join(folder, file)))
      .digest()
    hash.update(file).update('\0').update(content)
  }
  return hash.digest('hex')
}

/** Our own small default app is compared by its files: an archive lists them in no fixed order. */
async function hasOwnDefaultApp(folder, ours) {
  // Not at the top: a fresh checkout starts without any dependency.
  const { extractFile, listPackage } = await import('@electron/asar')
  const archive = path.join(folder, DEFAULT_APP)
  const names = listFiles(ours, fs.readdirSync(ours))
  const packed = listPackage(archive).map((name) => name.replaceAll('\\', '/').replace(/^\//, ''))
  return (
    packed.length === names.length &&
    names.every(
      (name) => packed.includes(name) && extractFile(archive, name).equals(fs.readFileSync(path.join(ours, name))),
    )
  )
}

/** Whether the files are those that were downloaded, checked and made. */
export async function isUnchanged(folder, ours, expected = FILES) {
  try {
    return digestRuntime(folder) === expected && (await hasOwnDefaultApp(folder, ours))
  } catch {
    return false
  }
}
