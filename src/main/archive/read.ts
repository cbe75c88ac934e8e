import { createReadStream, createWriteStream } from 'node:fs'
import { open, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { Decrypter } from 'age-encryption'
import { createTarDecoder, type ParsedTarEntry } from 'modern-tar'
import type { ArchiveFault } from '../../shared/archive/faults.ts'
import { DeskError } from '../../shared/contract/errors.ts'
import { makeFolder, syncFolderSoon } from '../files/folders.ts'
import { asDeskError } from '../store/faults.ts'
import { freeBytes } from '../store/files.ts'
import {
  ARCHIVE_FORMAT,
  formatOf,
  isEntryName,
  MANIFEST,
  manifest,
  REPLICA,
  SETTINGS,
  type Manifest,
  type Step,
} from './manifest.ts'

export interface ReadArchive {
  source: string
  passphrase: string
  /** An empty folder for what is in it; null: it is only read, to see whether it can be. */
  into: string | null
}

const MAGIC = 'age-encryption.org/'
const AGE_VERSION = 'v1\n'
/** A list of some hundred thousand attachments. */
const MANIFEST_BYTES = 32 << 20
const SPARE_BYTES = 1 << 20
/** Small, so that what fails at the end of the file is told from what fails before it. */
const PIECE_BYTES = 8192

const refusal = (fault: ArchiveFault, cause?: unknown): DeskError =>
  new DeskError('ARCHIVE_REFUSED', { fault }, { cause })

/** Opens an archive and takes out what is in it. What is wrong with it is an ArchiveFault; what it wrote by then is the caller's to remove. */
export async function readArchive({ source, passphrase, into }: ReadArchive, step: Step): Promise<Manifest> {
  await expectSealed(source)
  const { size } = await stat(source)
  let read = 0
  let isOpen = false
  let found: Manifest | null = null
  async function* opened(file: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    const decrypter = new Decrypter()
    decrypter.addPassphrase(passphrase)
    try {
      const plain = await decrypter.decrypt(pulled(counted(file)))
      isOpen = true
      yield* plain as unknown as AsyncIterable<Uint8Array>
    } catch (error) {
      throw asDeskError(error) instanceof DeskError ? error : refusal(sealFault(error, isOpen, read >= size), error)
    }
  }
  async function* counted(file: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const chunk of file) {
      yield chunk
      read += chunk.length
      step(read, size)
    }
  }
  try {
    await pipeline(
      createReadStream(source, { highWaterMark: PIECE_BYTES }),
      opened,
      createGunzip(),
      async (tar: AsyncIterable<Uint8Array>) => {
        found = await extract(tar, into)
      },
    )
  } catch (error) {
    const known = asDeskError(error)
    // What age lets through was written like this: then it is the archive of something else.
    throw known instanceof DeskError ? known : refusal('not_archive', error)
  }
  if (!found) throw refusal('not_archive')
  return found
}

/** A stream that reads no further ahead than it is asked to. */
function pulled(from: AsyncGenerator<Uint8Array>): ReadableStream<Uint8Array> {
  return new ReadableStream(
    {
      async pull(controller) {
        const { done, value } = await from.next()
        if (done) controller.close()
        else controller.enqueue(value)
      },
    },
    { highWaterMark: 0 },
  )
}

async function expectSealed(source: string): Promise<void> {
  const handle = await open(source, 'r')
  const length = MAGIC.length + AGE_VERSION.length
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, 0).finally(() => handle.close())
  const head = buffer.toString('latin1', 0, bytesRead)
  if (!head.startsWith(MAGIC)) throw refusal('not_archive')
  if (!head.endsWith(AGE_VERSION)) throw refusal(bytesRead < length ? 'cut' : 'newer')
}

function sealFault(error: unknown, isOpen: boolean, atEnd: boolean): ArchiveFault {
  const why = error instanceof Error ? error.message : ''
  if (!isOpen && why.startsWith('no identity matched')) return 'passphrase'
  return atEnd ? 'cut' : 'changed'
}

async function extract(tar: AsyncIterable<Uint8Array>, into: string | null): Promise<Manifest> {
  const entries = Readable.toWeb(Readable.from(tar)).pipeThrough(
    createTarDecoder({ strict: true }) as never,
  ) as unknown as AsyncIterable<ParsedTarEntry>
  let about: Manifest | null = null
  const expected = new Map<string, number>()
  for await (const { header, body } of entries) {
    if (!about) {
      if (header.name !== MANIFEST || header.size > MANIFEST_BYTES) throw refusal('not_archive')
      about = readManifest(Buffer.concat(await Readable.fromWeb(body as never).toArray()).toString('utf8'))
      for (const { name, bytes } of about.entries) expected.set(name, bytes)
      // Without these two there is nothing to take.
      if (!expected.has(REPLICA) || !expected.has(SETTINGS)) throw refusal('not_archive')
      if (into !== null) expectRoom(into, about)
      continue
    }
    const { name, size, type } = header
    if (type !== 'file' || !isEntryName(name) || expected.get(name) !== size) throw refusal('not_archive')
    expected.delete(name)
    if (into === null) for await (const chunk of Readable.fromWeb(body as never)) void chunk
    else await writeOut(join(into, name), Readable.fromWeb(body as never))
  }
  if (!about || expected.size > 0) throw refusal('not_archive')
  return about
}

function readManifest(text: string): Manifest {
  let parsed: unknown
  try {
    parsed = JSON.parse(text)
  } catch {
    throw refusal('not_archive')
  }
  if ((formatOf.safeParse(parsed).data?.format ?? 0) > ARCHIVE_FORMAT) throw refusal('newer')
  const about = manifest.safeParse(parsed).data
  if (!about) throw refusal('not_archive')
  return about
}

function expectRoom(into: string, { entries }: Manifest): void {
  const needed = entries.reduce((sum, { bytes }) => sum + bytes, SPARE_BYTES)
  if (freeBytes(into) < needed) throw new DeskError('DISK_FULL', { path: into })
}

async function writeOut(path: string, body: Readable): Promise<void> {
  makeFolder(dirname(path))
  await pipeline(body, createWriteStream(path, { flags: 'wx' }))
  const handle = await open(path, 'r+')
  await handle.sync().finally(() => handle.close())
  await syncFolderSoon(dirname(path))
}
