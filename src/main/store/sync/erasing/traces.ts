import type Database from 'better-sqlite3'
import { keepErasures, type KeptErasure } from './kept.ts'
import { TRACES } from './carryOut.ts'

/** Pages of the index that are merged at a time: a tenth of a second on a slow computer. */
const PAGES = 150

/**
 * Takes what was erased out of the bytes of the replica too: words that the search index only marked as gone, and the log of the
 * file. `pause` lets others work in between. Answers whether there was anything to do.
 */
export async function removeTraces(db: Database.Database, file: string, pause: () => Promise<void>): Promise<boolean> {
  const meta = db.prepare('SELECT value FROM _meta WHERE key = ?').pluck()
  const wanted = meta.get(TRACES)
  if (wanted === undefined) return false
  // First, so that a backup of before is never restored without them.
  keepErasures(file, db.prepare('SELECT * FROM erasures').all() as KeptErasure[])
  const changes = db.prepare('SELECT total_changes()').pluck()
  const merge = db.prepare("INSERT INTO _message_words (_message_words, rank) VALUES ('merge', ?)")
  merge.run(-PAGES)
  for (;;) {
    const before = Number(changes.get())
    await pause()
    if (!db.open) return false
    merge.run(PAGES)
    // So does SQLite say that nothing is left to merge.
    if (Number(changes.get()) - before < 2) break
  }
  // Of an older reader the log keeps pages: then it is tried again.
  const [checkpoint] = db.pragma('wal_checkpoint(TRUNCATE)') as { busy: number }[]
  if (checkpoint?.busy) throw new Error('the log is being read')
  db.prepare('DELETE FROM _meta WHERE key = ? AND value = ?').run(TRACES, wanted)
  return true
}
