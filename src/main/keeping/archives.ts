import { link, readdir, rm, stat } from 'node:fs/promises'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'
import { normalisePassphrase } from '../../shared/archive/passphrase.ts'
import type { StoreState } from '../../shared/contract/app.ts'
import type { ArchiveAbout } from '../../shared/contract/backups.ts'
import { isZone } from '../../shared/time/zone.ts'
import { DeskError } from '../../shared/contract/errors.ts'
import type { DeskSettings } from '../../shared/contract/settings.ts'
import type { Parsed, Response } from '../../shared/contract/index.ts'
import { REPLICA, SETTINGS, type Manifest } from '../archive/manifest.ts'
import type { ArchiveThread } from '../archive/thread.ts'
import { makeFolder, syncFolderSoon } from '../files/folders.ts'
import { checkFile } from '../store/check.ts'
import { newestVersion } from '../store/migrate.ts'
import type { Replica } from '../store/open.ts'
import { buildingIn } from '../store/restore/since.ts'
import type { KeepingParts } from './parts.ts'
import { expectMayReplace } from './mayReplace.ts'
import { lostSince, parcelsIn } from './preview.ts'

/** Where an export makes its copy, and where an archive is unpacked, beside the replica. What a crash leaves is removed. */
const folders = (dataDir: string) => ({
  files: join(dataDir, 'files'),
  work: join(dataDir, 'exporting'),
  opened: join(dataDir, 'importing'),
})

/** Everything of this desk as one encrypted file, and back. Nothing of the desk changes before `take`. */
export function createArchives(parts: KeepingParts, thread: ArchiveThread) {
  const { replica, place, ports, settings } = parts
  const { files, work, opened } = folders(parts.dataDir)
  let chosen: string | null = null
  let waiting: Manifest | null = null
  let progress: { done: number; of: number } | null = null
  const step = (done: number, of: number): void => {
    progress = { done, of }
    parts.moved()
  }
  const ended = (): void => {
    progress = null
    parts.moved()
  }
  const store = (): Replica => {
    const open = replica.store()
    if (!open) throw new DeskError('NOT_READY')
    return open
  }

  async function write({ passphrase }: Parsed<'archive.write'>): Promise<Response<'archive.write'>> {
    const { building, desk } = place()
    const from = store()
    const madeAt = ports.now().toISOString()
    const target = await parts.dialogs.chooseTarget(archiveName(building.name, madeAt))
    if (target === null) return null
    const backup = await from.backup('hourly')
    try {
      await thread.write(
        {
          target,
          passphrase: normalisePassphrase(passphrase),
          backup: backup.file,
          work,
          filesFolder: files,
          ...(parts.workFactor !== undefined && { workFactor: parts.workFactor }),
          settings: JSON.stringify(settings.get()),
          about: {
            version: parts.version,
            schema: from.schema,
            madeAt,
            building: { id: building.id, name: building.name, timezone: building.timezone },
            desk: desk.letter,
            by: parts.actorName(),
            connected: parts.isConnected(),
            packages: backup.packages,
          },
        },
        step,
      )
    } finally {
      ended()
    }
    parts.note({ what: 'archive.written', by: parts.onDuty(), detail: { packages: backup.packages } })
    ports.log.info('archive.written', { packages: backup.packages })
    return { path: target, bytes: statSync(target).size }
  }

  async function open({ passphrase }: Parsed<'archive.open'>): Promise<ArchiveAbout> {
    expectMayReplace(parts)
    if (chosen === null) throw new DeskError('NO_FILE_OPEN')
    waiting = null
    await rm(opened, { recursive: true, force: true })
    makeFolder(opened)
    try {
      const about = await thread.read(
        { source: chosen, passphrase: normalisePassphrase(passphrase), into: opened },
        step,
      )
      if (about.schema > newestVersion(parts.migrations)) throw new DeskError('ARCHIVE_REFUSED', { fault: 'newer' })
      const check = await checkFile(join(opened, REPLICA), ports.log)
      if (!check.good) throw new DeskError('ARCHIVE_REFUSED', { fault: 'data', detail: check.why })
      expectItsOwn()
      waiting = about
      return { ...told(about), here: here() }
    } catch (error) {
      await forget()
      throw error
    } finally {
      ended()
    }
  }

  /**
   * Where data that stood here is closed, damaged or not there, whoever stands at the computer may bring it back, and puts no other
   * building in its place.
   */
  function expectItsOwn(): void {
    const stood = replica.store() ? null : parts.stood()
    if (stood !== null && stood !== buildingIn(join(opened, REPLICA)))
      throw new DeskError('ARCHIVE_REFUSED', { fault: 'other' })
  }

  /** What goes when the archive is taken. */
  function here(): ArchiveAbout['here'] {
    const now = replica.store()
    if (!now) return null
    const { building } = place()
    const isSame = buildingIn(join(opened, REPLICA)) === building.id
    return {
      building: building.name,
      isSample: building.isSample,
      isSame,
      packages: parcelsIn(now),
      lost: isSame ? lostSince(now, join(opened, REPLICA)) : { count: 0, kinds: [], newest: [] },
    }
  }

  async function take(): Promise<StoreState> {
    expectMayReplace(parts)
    if (!waiting) throw new DeskError('NO_FILE_OPEN')
    const by = parts.onDuty()
    const text = readFileSync(join(opened, SETTINGS), 'utf8')
    const added = await bringFiles(join(opened, 'files'), files)
    const state = await replica
      .goBackTo(join(opened, REPLICA), { waiting: 'dropped', fromArchive: true })
      .catch(async (error: unknown) => {
        for (const file of added) await rm(file, { force: true })
        throw error
      })
    parts.note({ what: 'archive.taken', by })
    if (state.state === 'ready') settings.set(insideOnly(settings.read(text)))
    ports.log.info('archive.taken', { state: state.state })
    await forget()
    return state
  }

  async function forget(): Promise<void> {
    waiting = null
    await rm(opened, { recursive: true, force: true })
  }

  return {
    write,
    open,
    take,
    async choose(): Promise<Response<'archive.choose'>> {
      expectMayReplace(parts)
      await forget()
      chosen = await parts.dialogs.chooseSource()
      return chosen === null ? null : { name: basename(chosen), bytes: (await stat(chosen)).size }
    },
    stop: thread.stop,
    progress: () => progress,
    /** What a crash left of an export or an import. */
    async clear(): Promise<void> {
      for (const folder of [work, opened]) await rm(folder, { recursive: true, force: true })
    },
  }
}

const told = ({ madeAt, by, version, building, desk, packages, entries, connected }: Manifest) => ({
  madeAt,
  by,
  version,
  building: building.name,
  timezone: isZone(building.timezone) ? building.timezone : 'America/Toronto',
  desk,
  packages,
  connected,
  files: entries.filter(({ name }) => name.startsWith('files/')).length,
})

/** That a printer may stand outside of the building's network is said by an administrator, here and for one address. */
const insideOnly = ({ printer, ...rest }: Partial<DeskSettings>): Partial<DeskSettings> =>
  printer ? { ...rest, printer: { ...printer, anywhere: false } } : rest

/** Attachments are never changed: one that is here already is the same. Answers those that were not. */
async function bringFiles(from: string, to: string): Promise<string[]> {
  if (!existsSync(from)) return []
  makeFolder(to)
  const added: string[] = []
  for (const name of await readdir(from)) {
    const target = join(to, name)
    if (existsSync(target)) continue
    await link(join(from, name), target)
    added.push(target)
  }
  await syncFolderSoon(to)
  return added
}

/** A file's name that every system takes, with the tools that open it in its end. */
function archiveName(building: string, at: string): string {
  const name = building
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^A-Za-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')
    .slice(0, 60)
  return `${name || 'building'}-${at.slice(0, 10)}.tar.gz.age`
}
