import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Migration } from './migrate.ts'

/** The migrations of a folder of NNNN_name.sql files, in order. */
export function migrationsFromDir(dir: string): Migration[] {
  return readdirSync(dir)
    .map((file) => ({ file, parts: /^(\d{4})_([a-z0-9_]+)\.sql$/.exec(file) }))
    .flatMap(({ file, parts }) =>
      parts ? [{ version: Number(parts[1]), name: parts[2]!, sql: readFileSync(join(dir, file), 'utf8') }] : [],
    )
    .toSorted((a, b) => a.version - b.version)
}
