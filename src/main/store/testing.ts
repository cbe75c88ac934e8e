import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freeBytes } from './files.ts'
import { migrationsFromDir } from './migrationsFromDir.ts'
import { openStore, type OpenOptions, type Replica } from './open.ts'
import type { Logger, StorePorts } from './ports.ts'
import { seeded } from '../../shared/random.ts'

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

/** Ports whose time begins at `at` and moves with each look. */
export function testPorts(at = '2026-11-22T14:05:09.000Z'): TestPorts {
  let now = Date.parse(at)
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
    random: seeded(1).bytes,
    log: { info: to('info'), warn: to('warn'), error: to('error') },
  }
}

/** Options that open a replica with the released migrations in a folder of the test. */
export function testOptions(dir: string, ports: StorePorts = testPorts()): OpenOptions {
  return { file: join(dir, 'replica.db'), backupDir: join(dir, 'backups'), migrations: replicaMigrations(), ports }
}

// Memory where there is some: a desk's durable commits would make hundreds of small tests wait for a disk.
const quickDir = (): string => (existsSync('/dev/shm') && freeBytes('/dev/shm') > 256 << 20 ? '/dev/shm' : tmpdir())

/** A folder of one test; `later` is the test's own way to clean up. `disk`: on a real disk, whatever it costs. */
export function testDir(later: (cleanUp: () => void) => void, { disk = false } = {}): string {
  const dir = mkdtempSync(join(disk ? tmpdir() : quickDir(), 'lofts-store-'))
  later(() => rmSync(dir, { recursive: true, force: true }))
  return dir
}

/** Opens a store that must open, and closes it with the test. */
export async function openReady(options: OpenOptions, later: (cleanUp: () => void) => void): Promise<Replica> {
  const result = await openStore(options)
  if (!result.ok) throw new Error(`the store is ${JSON.stringify(result.state)}`)
  later(() => result.store.close())
  return result.store
}

/** The smallest building in which acts can happen. */
export function seedSmall(store: Replica): {
  building: string
  staff: string
  desk: string
  unit: string
  resident: string
} {
  const ids = { building: 'b1', staff: 's1', desk: 'd1', unit: 'u1', resident: 'r1' }
  const common = { building_id: 'b1', created_at: '2026-01-01T00:00:00.000Z', updated_at: '2026-01-01T00:00:00.000Z' }
  store.seed([
    { table: 'buildings', row: { id: 'b1', name: 'Lofts', ...common } },
    { table: 'staff', row: { id: 's1', display_name: 'Nadège', role: 'desk', ...common } },
    { table: 'desks', row: { id: 'd1', name: 'Réception', letter: 'A', ...common } },
    { table: 'units', row: { id: 'u1', number: '804', ...common } },
    { table: 'residents', row: { id: 'r1', family_name: 'Tremblay', change_seq: 41, ...common } },
  ])
  return ids
}

/** Registers one parcel as the desk does: the row and its first event in one act. */
export function registerParcel(store: Replica, n: number): { actId: string; id: string } {
  const { actId, value } = store.transact('packages.register', { staffId: 's1' }, (tx) => {
    const parcel = tx.insert('packages', {
      short_number: `A${n}`,
      label_code: String(n).padStart(9, '0'),
      pickup_code: String(n).padStart(6, '0'),
      unit_id: 'u1',
      resident_id: 'r1',
      carrier: 'ups',
      status: 'received',
      received_at: tx.at,
      received_by: 's1',
    })
    tx.insert('package_events', {
      package_id: parcel.id,
      act_id: tx.actId,
      type: 'received',
      to_status: 'received',
      actor_id: 's1',
      desk_id: 'd1',
      at: tx.at,
    })
    return parcel.id
  })
  return { actId, id: value }
}
