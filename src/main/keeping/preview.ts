import type { LostActs, RestorePreview } from '../../shared/contract/backups.ts'
import { DeskError } from '../../shared/contract/errors.ts'
import { aboutOf } from '../services/unsent/about.ts'
import type { Replica } from '../store/open.ts'
import { actsSince } from '../store/restore/since.ts'

const NEWEST = 8

const count = (store: Replica, from: string): number =>
  store.prepare<{ n: number }>(`SELECT count(*) AS n FROM ${from}`).get()!.n

/** How many parcels the desk knows, as backups count them. */
export const parcelsIn = (store: Replica): number => count(store, 'packages')

/** What was done here since the other file was made, as it would be told. */
export function lostSince(store: Replica, file: string): LostActs {
  const since = actsSince(store, file, NEWEST)
  return {
    count: since.count,
    kinds: since.kinds,
    newest: since.newest.map(({ actorId, ops, ...act }) => ({
      ...act,
      actor:
        store.prepare<{ name: string }>('SELECT display_name AS name FROM staff WHERE id = ?').get(actorId)?.name ?? '',
      ...aboutOf(store, ops),
    })),
  }
}

/** What going back to a backup would take away, and what stays. At a connected desk the project brings back what it has. */
export function restorePreview(store: Replica, file: string, connected: boolean): RestorePreview {
  const backup = store.listBackups().find((one) => one.file === file)
  if (!backup?.good) throw new DeskError('BACKUP_NOT_GOOD')
  return {
    at: backup.at,
    packages: backup.packages,
    packagesNow: parcelsIn(store),
    connected,
    lost: connected ? { count: 0, kinds: [], newest: [] } : lostSince(store, file),
    kept: {
      waiting: connected ? store.unsent.count() : 0,
      drafts: count(store, '_drafts'),
      labels: count(store, "_print_jobs WHERE state IN ('queued', 'sent')"),
      files: count(store, '_files'),
    },
  }
}
