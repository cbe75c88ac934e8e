import { basename } from 'node:path'
import { createArchiveThread } from '../archive/thread.ts'
import { DeskError } from '../../shared/contract/errors.ts'
import type { Handlers } from '../ipc/router.ts'
import type { Replica } from '../store/open.ts'
import { createArchives } from './archives.ts'
import { healthOf } from './health.ts'
import type { KeepingParts } from './parts.ts'
import { restorePreview } from './preview.ts'
import { testRestore } from './restoreTest.ts'
import { watchRestoreTests } from './watch.ts'

type Route =
  | 'health.get'
  | 'health.testRestore'
  | 'backups.list'
  | 'backups.make'
  | 'backups.preview'
  | 'backups.restore'
  | `archive.${ArchiveRoute}`
type ArchiveRoute = 'write' | 'choose' | 'open' | 'take' | 'stop' | 'progress'

/** What keeps a building's data over the years: its backups, going back to one, and everything of a desk as one file. */
export function createKeeping(parts: KeepingParts): Pick<Handlers, Route> & {
  /** Clears away what a crash left, and looks after the backups from now on. */
  start(): void
  stop(): void
} {
  const { replica } = parts
  const store = (): Replica => {
    const open = replica.store()
    if (!open) throw new DeskError('NOT_READY')
    return open
  }
  const archives = createArchives(parts, createArchiveThread(parts.archiveFile))

  const openedAt = parts.ports.now().toISOString()
  let tests = { stop: () => {} }

  return {
    'health.get': () =>
      healthOf({ store: store(), dataDir: parts.dataDir, now: parts.ports.now(), openedAt, ...parts.around() }),
    'health.testRestore': () => testRestore(store(), parts, parts.onDuty()),
    'backups.list': () => ({ backups: store().listBackups(), folder: replica.backupDir }),
    'backups.make': () => store().backup('manual'),
    'backups.preview': ({ file }) => restorePreview(store(), file, parts.isConnected()),
    'backups.restore': async ({ file }) => {
      // Only what the list shows: no path of the window's own.
      if (
        !store()
          .listBackups()
          .some((one) => one.file === file && one.good)
      )
        throw new DeskError('BACKUP_NOT_GOOD')
      const by = parts.onDuty()
      const state = await replica.goBackTo(file, { waiting: parts.isConnected() ? 'kept' : 'dropped' })
      parts.note({ what: 'backups.restored', by, detail: { backup: basename(file) } })
      return state
    },
    'archive.write': archives.write,
    'archive.choose': archives.choose,
    'archive.open': archives.open,
    'archive.take': archives.take,
    'archive.stop': () => {
      archives.stop()
      return {}
    },
    'archive.progress': archives.progress,
    start() {
      void archives.clear()
      tests = watchRestoreTests(parts)
    },
    stop: () => tests.stop(),
  }
}
