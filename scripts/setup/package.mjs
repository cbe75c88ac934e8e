// One package from the npm registry, checked against a pinned checksum, without installing it.
import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { plainError } from '../lib/log.mjs'
import { cacheDir } from '../lib/paths.mjs'
import { mustRun } from '../lib/run.mjs'
import { runNpm } from './npm.mjs'

async function sha512(file) {
  const hash = createHash('sha512')
  for await (const part of fs.createReadStream(file)) hash.update(part)
  return `sha512-${hash.digest('base64')}`
}

/** Runs `body` with a scratch folder beside the cache's contents; what an interruption leaves is removed next time. */
export async function withScratch(body) {
  fs.mkdirSync(cacheDir(), { recursive: true })
  const work = fs.mkdtempSync(path.join(cacheDir(), 'unfinished-'))
  try {
    return await body(work)
  } finally {
    fs.rmSync(work, { recursive: true, force: true })
  }
}

/** What interrupted runs left in the cache. */
export function removeScratch() {
  if (!fs.existsSync(cacheDir())) return
  for (const name of fs.readdirSync(cacheDir())) {
    if (name.startsWith('unfinished-')) fs.rmSync(path.join(cacheDir(), name), { recursive: true, force: true })
  }
}

/** Downloads a package, verifies it, and unpacks some of its files into `folder`, which appears only when complete. */
export async function fetchPackage({ name, version, integrity }, files, folder) {
  await withScratch(async (work) => {
    const pack = ['pack', '--json', `${name}@${version}`, '--pack-destination', work]
    const [packed] = JSON.parse(await runNpm(`Downloading ${name}`, pack, { capture: true }))
    const archive = path.join(work, packed.filename)
    if ((await sha512(archive)) !== integrity) {
      throw plainError(`${name}@${version}: its checksum is not the expected one. Nothing was installed.`)
    }
    const unpacked = path.join(work, 'unpacked')
    fs.mkdirSync(unpacked)
    await mustRun(`Unpacking ${name}`, 'tar', ['xzf', archive, '-C', unpacked, ...files], { capture: true })
    fs.rmSync(folder, { recursive: true, force: true })
    fs.renameSync(unpacked, folder)
  })
}
