import { existsSync, readdirSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { localKey, outliving } from '../localTables.ts'
import type { Logger } from '../ports.ts'
import { isTaken, savedActs, type RescuedActs } from '../rescued.ts'
import { readHeld, type Held, type Rows } from './read.ts'
import { restoringOf } from './swap.ts'

export interface GatherOptions {
  file: string
  /** The backup that is about to be restored. */
  backupFile: string
  /** The name that the replica of now is about to get. */
  aside: string
  id: string
  log: Logger
  /** Somebody goes back where nothing is damaged: what was done since is left behind, or (`waiting`) only what a project has. */
  wanted?: { waiting: 'kept' | 'dropped' } | undefined
}

/**
 * Everything that was acknowledged here and may stand in no other file: from an earlier rescue that was cut off, from the
 * files that were put aside and never read, from an unfinished restore, and from the replica itself.
 */
export async function gather({ file, backupFile, aside, id, log, wanted }: GatherOptions): Promise<RescuedActs> {
  const folder = dirname(file)
  const beginning = `${basename(file)}.damaged-`
  const earlier = readdirSync(folder)
    .filter((name) => name.startsWith(beginning) && !/-(?:wal|shm|journal)$|\.json(?:\.part)?$|\.rescue$/.test(name))
    .toSorted()
    .map((name) => join(folder, name))
    .filter((path) => !isTaken(path))
  const backup = await readHeld(backupFile, backupFile, log)
  const { building } = backup
  const before = savedActs(file)
  const acts: RescuedActs = {
    id,
    sources: [...(before?.sources ?? [])],
    entries: [...(before?.entries ?? [])],
    kept: {},
    complete: [],
    numbers: { ...before?.numbers },
    synced: before?.synced ?? false,
    backup: basename(backupFile),
    wanted: wanted !== undefined,
    dropped: 0,
  }
  for (const path of [...earlier, restoringOf(file), file]) {
    if (!existsSync(path)) continue
    const held = await readHeld(path, backupFile, log)
    // Of the building that stood here before the desk changed: it stays in its file.
    if (isOfAnother(held, building)) continue
    acts.sources.push({ name: basename(path === file ? aside : path), whole: held.whole, holes: held.holes })
    add(acts, held)
    if (path === file) acts.complete = held.complete
  }
  // An earlier restore read the replica before its place was taken: that is newer than all that stands here now.
  if (before) {
    for (const table of before.complete) delete acts.kept[table]
    keep(acts, before.kept)
    acts.complete = before.complete
  }
  if (wanted?.waiting === 'dropped') return leaveBehind(acts, backup)
  // The replica is gone and nothing was put aside: what it held since the backup is held by nothing.
  if (acts.sources.length === 0 && !wanted) acts.sources.push({ name: basename(aside), whole: true, holes: true })
  return acts
}

/** What the backup lacks is not brought back. */
function leaveBehind(acts: RescuedActs, backup: Held): RescuedActs {
  const known = new Set(backup.entries.map(({ id }) => id))
  return { ...acts, entries: [], dropped: acts.entries.filter(({ id }) => !known.has(id)).length }
}

function isOfAnother(held: Held, building: string | null): boolean {
  return building !== null && held.building !== null && held.building !== building
}

function add(acts: RescuedActs, held: Held): void {
  acts.entries = onceOf([...acts.entries, ...held.entries])
  keep(acts, held.kept)
  Object.assign(acts.numbers, held.numbers)
  acts.synced ||= held.synced
}

/** Of a row that stands in several files counts what the last one says. */
function keep(acts: RescuedActs, kept: Held['kept']): void {
  for (const table of outliving('decisions', 'work')) {
    const rows = [...(acts.kept[table] ?? []), ...(kept[table] ?? [])]
    acts.kept[table] = [...new Map(rows.map((row) => [localKey(table, row), row])).values()]
  }
}

/** Each act once, in the order of the first file that holds it. */
function onceOf(entries: Rows): Rows {
  const found = new Map<unknown, Rows[number]>()
  for (const row of entries) if (!found.has(row['id'])) found.set(row['id'], row)
  return [...found.values()]
}
