import type Database from 'better-sqlite3'

/** What a segment of the chain belongs to. */
export interface ChainPlace {
  desk: string | null
  building: string | null
  /** The restore that this file came out of, and the backup that it restored. */
  restore: string | null
  backup: string | null
}

/** Which desk this file is of, as `readPlace` of the services finds it. */
export function placeOf(db: Database.Database): ChainPlace {
  const value = (sql: string, ...given: unknown[]) =>
    (db
      .prepare(sql)
      .pluck()
      .get(...given) as string | undefined) ?? null
  const synced = (key: string) => value('SELECT value FROM _sync WHERE key = ?', key)
  return {
    desk: value(
      "SELECT id FROM desks WHERE deleted_at IS NULL ORDER BY id IS NOT (SELECT value FROM _meta WHERE key = 'desk_id'), letter LIMIT 1",
    ),
    building: value('SELECT id FROM buildings WHERE deleted_at IS NULL ORDER BY id LIMIT 1'),
    restore: synced('brought_back'),
    backup: synced('brought_back_to'),
  }
}
