import { createWriteStream, statSync } from 'node:fs'
import { copyFile, open, readdir, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import { Encrypter } from 'age-encryption'
import { packTar, type TarSource } from 'modern-tar/fs'
import { makeFolder, syncFolderSoon } from '../files/folders.ts'
import { forgetSecrets } from '../store/forget.ts'
import {
  ARCHIVE_FORMAT,
  isEntryName,
  MANIFEST,
  partOf,
  REPLICA,
  SETTINGS,
  type Manifest,
  type Step,
} from './manifest.ts'
import { readArchive } from './read.ts'

export interface WriteArchive {
  /** The archive's own path. */
  target: string
  passphrase: string
  /** A checked backup of the replica. */
  backup: string
  /** A folder of this export alone, for the copy without secrets. */
  work: string
  filesFolder: string
  settings: string
  about: Omit<Manifest, 'format' | 'entries'>
  /** What one try of a passphrase costs: 2^n. */
  workFactor?: number
}

/** About a second and 256 MB for each passphrase that somebody tries. */
const WORK_FACTOR = 18
const GZIP_LEVEL = 4

/**
 * Writes everything of a desk into one file that only the passphrase opens: a tar, packed by gzip, sealed by age, so that it
 * can be opened without this program too. It is read back, and has its name only when it is whole and on the disk.
 */
export async function writeArchive(input: WriteArchive, step: Step): Promise<void> {
  const { target, work, passphrase } = input
  const part = partOf(target)
  try {
    await rm(work, { recursive: true, force: true })
    makeFolder(work)
    const { sources, bytes } = await contents(input)
    // Written, then read back: each is half of the way.
    const written = (done: number): void => step(Math.min(done, bytes) / 2, bytes)
    await pipeline(
      packTar(sources, { concurrency: 1 }),
      counted(written),
      createGzip({ level: GZIP_LEVEL }),
      (packed: AsyncIterable<Uint8Array>) => sealed(packed, passphrase, input.workFactor ?? WORK_FACTOR),
      createWriteStream(part),
    )
    const handle = await open(part, 'r+')
    await handle.sync().finally(() => handle.close())
    await readArchive({ source: part, passphrase, into: null }, (done, of) =>
      step((bytes * (1 + done / of)) / 2, bytes),
    )
    await rename(part, target)
    await syncFolderSoon(dirname(target))
  } catch (error) {
    await rm(part, { force: true }).catch(() => undefined)
    throw error
  } finally {
    await rm(work, { recursive: true, force: true }).catch(() => undefined)
  }
}

async function contents({ work, backup, filesFolder, settings, about }: WriteArchive) {
  const replica = join(work, REPLICA)
  await copyFile(backup, replica)
  forgetSecrets(replica)
  const sources: TarSource[] = [
    { type: 'file', target: REPLICA, source: replica },
    { type: 'content', target: SETTINGS, content: settings },
  ]
  const entries = [
    { name: REPLICA, bytes: statSync(replica).size },
    { name: SETTINGS, bytes: Buffer.byteLength(settings) },
  ]
  for (const id of await readdir(filesFolder).catch(() => [])) {
    const name = `files/${id}`
    if (!isEntryName(name)) continue
    sources.push({ type: 'file', target: name, source: join(filesFolder, id) })
    entries.push({ name, bytes: statSync(join(filesFolder, id)).size })
  }
  const manifest: Manifest = { ...about, format: ARCHIVE_FORMAT, entries }
  sources.unshift({ type: 'content', target: MANIFEST, content: JSON.stringify(manifest) })
  return { sources, bytes: entries.reduce((sum, entry) => sum + entry.bytes, 0) }
}

function counted(step: (done: number) => void): Transform {
  let done = 0
  return new Transform({
    transform(chunk: Uint8Array, _encoding, next) {
      done += chunk.length
      step(done)
      next(null, chunk)
    },
  })
}

async function* sealed(packed: AsyncIterable<Uint8Array>, passphrase: string, workFactor: number) {
  const encrypter = new Encrypter()
  encrypter.setPassphrase(passphrase)
  encrypter.setScryptWorkFactor(workFactor)
  const plain = Readable.toWeb(Readable.from(packed)) as ReadableStream<Uint8Array>
  yield* (await encrypter.encrypt(plain)) as unknown as AsyncIterable<Uint8Array>
}
