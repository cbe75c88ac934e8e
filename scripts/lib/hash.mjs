// Fingerprints that tell whether something must be made again.
import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'

/** A short fingerprint of some texts or buffers, in their order. */
export function fingerprint(...parts) {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part).update('\0')
  return hash.digest('hex').slice(0, 16)
}

/** Every file under some files and folders (missing ones are skipped), relative to `base`, sorted. */
export function listFiles(base, entries, skip = () => false) {
  const found = []
  const visit = (relative) => {
    const stat = fs.statSync(path.join(base, relative), { throwIfNoEntry: false })
    if (!stat || skip(relative)) return
    if (!stat.isDirectory()) found.push(relative)
    else for (const name of fs.readdirSync(path.join(base, relative))) visit(`${relative}/${name}`)
  }
  entries.forEach(visit)
  return found.toSorted((a, b) => (a < b ? -1 : 1))
}

/** A fingerprint of the names and contents of files: the same after a fresh clone, unlike their dates. */
export function fingerprintFiles(base, files) {
  return fingerprint(...files.flatMap((file) => [file, fs.readFileSync(path.join(base, file))]))
}
