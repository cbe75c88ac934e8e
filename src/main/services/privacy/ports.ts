import { rm } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { Replica } from '../../store/open.ts'
import type { FileStore } from '../messages/files.ts'
import { countCopies, dropCopies } from './copies.ts'
import type { CopiesPort } from './erasing.ts'
import type { TracesPorts } from './traces.ts'

/** What an erasure reaches outside of the replica: its copies and its own bytes, saved labels and files of messages. */
export function erasingPorts(
  store: Replica,
  { dataDir, labelFolder }: { dataDir: string; labelFolder: string },
  later: (ms: number, run: () => void) => () => void,
  fileStore: Pick<FileStore, 'list' | 'drop'>,
): CopiesPort & Omit<TracesPorts, 'persist'> {
  const folders = [join(dataDir, 'backups'), dataDir]
  return {
    copies: () => countCopies(folders),
    dropCopies: (erasedAt, now) => dropCopies(folders, erasedAt, now),
    dropLabel: (ref) => rm(join(labelFolder, basename(ref)), { force: true }),
    fileStore,
    later,
    clean: () => store.removeTraces(() => new Promise<void>((go) => void setImmediate(go))),
    backUp: async () => void (await store.backup('hourly')),
  }
}
