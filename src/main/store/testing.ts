import { join } from 'node:path'
import { migrationsFromDir } from './migrationsFromDir.ts'
import type { OpenOptions } from './open.ts'
import type { Logger, StorePorts } from './ports.ts'

/** The released migrations of the replica. */
export const replicaMigrations = () => migrationsFromDir(join(import.meta.dirname, '../../../migrations/replica'))

export interface LogLine {
  level: 'info' | 'warn' | 'error'
  event: string
  fields: Record<string, unknown>
}

/** Ports of a test: a clock that it sets, repeatable randomness and a log that it reads. */
export interface TestPorts extends StorePorts {
  lines: LogLine[]
  set(at: string): void
}

export function testPorts(at = '2026-11-22T14:05:09.000Z'): TestPorts {
  let now = Date.parse(at)
  let state = 1
  const lines: LogLine[] = []
  const to =
    (level: LogLine['level']): Logger['info'] =>
    (event, fields) =>
      void lines.push({ level, event, fields: { ...fields } })
  return {
    lines,
    set: (next) => {
      now = Date.parse(next)
    },
    // Time moves: two acts never share an instant by accident.
    now: () => new Date(now++),
    random: (n) =>
      Uint8Array.from({ length: n }, () => {
        state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0
        return state >>> 24
      }),
    log: { info: to('info'), warn: to('warn'), error: to('error') },
  }
}

/** Options that open a replica with the released migrations in a folder of the test. */
export function testOptions(dir: string, ports: StorePorts = testPorts()): OpenOptions {
  return { file: join(dir, 'replica.db'), backupDir: join(dir, 'backups'), migrations: replicaMigrations(), ports }
}
