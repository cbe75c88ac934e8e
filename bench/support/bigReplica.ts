import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import type { CarrierId } from '../../src/shared/carriers/index.ts'
import { APPLICATION_ID } from '../../src/main/store/connection.ts'
import { flushFile } from '../../src/main/store/files.ts'
import { migrate } from '../../src/main/store/migrate.ts'
import { migrationsFromDir } from '../../src/main/store/migrationsFromDir.ts'
import { rowStatements } from '../../src/main/store/rows.ts'
import { columnsOf } from '../../src/main/store/columns.ts'
import type { Row, SyncedTable, TableRow } from '../../src/main/store/schema.ts'
import { sampleDirectory, type Addressee } from '../../src/main/sample/directory.ts'
import { daysBefore, sampleParts } from '../../src/main/sample/parts.ts'
import { seeded } from '../../src/shared/random.ts'
import { makeBarcode } from '../../src/main/sample/tracking.ts'

const SIZE = { waiting: 800, withEvents: 20_000, residents: 5_000, floors: 50, unitsPerFloor: 50 }
/** The moment at which the big replica was left: benchmarks set their clock to it. */
export const BIG_NOW = '2026-11-22T19:00:00.000Z'
const YEARS = 6
const root = join(import.meta.dirname, '../..')
const CARRIERS: readonly (readonly [CarrierId, number])[] = [
  ['amazon', 32],
  ['canada_post', 17],
  ['intelcom', 15],
  ['ups', 11],
  ['fedex', 10],
  ['purolator', 9],
  ['uniuni', 4],
  ['dhl', 2],
]

const say = (text: string) => process.stderr.write(`big replica: ${text}\n`)

/**
 * The path of a replica with 5 000 residents and so many packages (1 000 at least). Made once and kept; callers copy it before they
 * write to it (cp --reflink=auto, or copyFile with COPYFILE_FICLONE).
 */
export async function bigReplica(packages: number): Promise<string> {
  const migrations = migrationsFromDir(join(root, 'migrations/replica'))
  const hash = createHash('sha256')
  for (const { sql } of migrations) hash.update(sql)
  const makers = [
    'bench/support/bigReplica.ts',
    'src/shared/random.ts',
    ...['directory', 'parts', 'people', 'tracking'].map((name) => `src/main/sample/${name}.ts`),
  ]
  for (const file of makers) hash.update(readFileSync(join(root, file)))
  const dir = join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'lofts-desk', 'bench')
  const file = join(dir, `replica-${hash.digest('hex').slice(0, 16)}-${packages}.db`)
  if (statSync(file, { throwIfNoEntry: false })) return file
  mkdirSync(dir, { recursive: true })
  const started = performance.now()
  const partial = `${file}.${process.pid}.partial`
  rmSync(partial, { force: true })
  try {
    build(partial, migrations, packages)
    await flushFile(partial)
    renameSync(partial, file)
  } catch (error) {
    rmSync(partial, { force: true })
    throw error
  }
  say(`${Math.round(statSync(file).size / 1e6)} MB in ${Math.round((performance.now() - started) / 1000)} s: ${file}`)
  return file
}

function build(file: string, migrations: ReturnType<typeof migrationsFromDir>, packages: number): void {
  const db = new Database(file)
  try {
    // Nothing here outlives a crash, so nothing need survive one.
    db.pragma('journal_mode = OFF')
    db.pragma('synchronous = OFF')
    db.pragma('locking_mode = EXCLUSIVE')
    db.pragma('ignore_check_constraints = ON')
    db.pragma('cache_size = -512000')
    db.pragma(`application_id = ${APPLICATION_ID}`)
    migrate(db, migrations)
    db.pragma('foreign_keys = OFF')
    const load = ['packages', 'package_events', 'handovers']
    // Triggers look up what they guard: without the indexes each row would read all before it.
    const aside = db
      .prepare<unknown[], { type: string; name: string; sql: string }>(
        `SELECT type, name, sql FROM sqlite_schema WHERE type IN ('index', 'trigger') AND sql IS NOT NULL
         AND tbl_name IN (SELECT value FROM json_each(?)) ORDER BY type`,
      )
      .all(JSON.stringify(load))
    for (const { type, name } of aside) db.exec(`DROP ${type} ${name}`)
    db.exec('BEGIN')
    fill(db, packages)
    db.exec('COMMIT')
    for (const { type, name, sql } of aside) {
      const at = performance.now()
      db.exec(sql)
      if (type === 'index') say(`index ${name}, ${Math.round(performance.now() - at)} ms`)
    }
    const orphans = db.pragma('foreign_key_check') as unknown[]
    if (orphans.length > 0) throw new Error(`${orphans.length} orphans`)
    db.pragma('analysis_limit = 400')
    db.exec('ANALYZE')
  } finally {
    db.close()
  }
}

function inserter(db: Database.Database, table: SyncedTable): (values: unknown[]) => void {
  const columns = columnsOf(table)
  const statement = db.prepare(
    `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
  )
  return (values) => void statement.run(values)
}

function fill(db: Database.Database, packages: number): void {
  const now = new Date(BIG_NOW)
  const random = seeded(20_261_122)
  const parts = sampleParts(random, now)
  const rows = rowStatements(db)
  const load = ({ table, row }: TableRow) => rows.load(table, row)
  const opened = daysBefore(now, 365 * YEARS)
  const staffId = parts.id(opened)
  const deskId = parts.id(opened)
  const shelfIds = Array.from({ length: 40 }, () => parts.id(opened))
  load(parts.row('buildings', opened, { id: parts.buildingId, name: 'Grand Banc', languages: '["fr","en"]' }))
  load(parts.row('staff', opened, { id: staffId, display_name: 'Nadège Beaumier', role: 'manager' }))
  load(parts.row('desks', opened, { id: deskId, name: 'Réception', letter: 'A' }))
  shelfIds.forEach((id, n) => load(parts.row('shelves', opened, { id, code: `E${n + 1}`, name: `Étagère ${n + 1}` })))
  const { rows: people, addressees } = sampleDirectory(parts, SIZE)
  people.forEach(load)
  say(`${addressees.length} residents`)

  const first = opened.getTime()
  const step = (now.getTime() - 60_000 - first) / packages
  const waiting = new Set(
    random.shuffled(Array.from({ length: 999 }, (_, n) => packages - 1 - n)).slice(0, SIZE.waiting),
  )
  const addPackage = inserter(db, 'packages')
  const addEvent = inserter(db, 'package_events')
  const addHandover = inserter(db, 'handovers')
  const started = performance.now()
  for (let n = 0; n < packages; n++) {
    const at = new Date(first + n * step)
    const to = random.pick(addressees)
    const waits = waiting.has(n)
    const leaves = new Date(Math.min(at.getTime() + random.int(30 * 3_600_000), now.getTime() - 1000))
    const id = parts.id(at)
    addPackage(packageValues({ parts, id, n, at, to, waits, leaves, staffId, shelfId: random.pick(shelfIds) }))
    if (n >= packages - SIZE.withEvents) {
      const event = (when: Date, type: string, from: string | null, status: string, act = parts.id(when)) => {
        const stamp = when.toISOString()
        addEvent([
          parts.id(when),
          parts.buildingId,
          id,
          act,
          type,
          from,
          status,
          staffId,
          deskId,
          stamp,
          '{}',
          null,
          null,
          stamp,
          stamp,
          null,
          n + 1,
        ])
        return act
      }
      event(at, 'received', null, 'received')
      event(at, 'notified', 'received', 'notified')
      if (!waits) {
        const act = event(leaves, 'handed_over', 'notified', 'picked_up')
        const stamp = leaves.toISOString()
        addHandover([
          parts.id(leaves),
          parts.buildingId,
          id,
          act,
          to.residentId,
          to.name,
          'known',
          null,
          staffId,
          stamp,
          stamp,
          stamp,
          null,
          n + 1,
        ])
      }
    }
    if ((n + 1) % 200_000 === 0) say(`${n + 1} packages, ${Math.round(performance.now() - started)} ms`)
  }
}

interface Parcel {
  parts: ReturnType<typeof sampleParts>
  id: string
  n: number
  at: Date
  to: Addressee
  waits: boolean
  leaves: Date
  staffId: string
  shelfId: string
}

const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
/** Nine letters, each code once and in no order, at a tenth of the cost of random ones. */
function labelCode(n: number): string {
  let low = Math.imul(n, 0x9e3779b1) >>> 0
  let high = n
  let code = ''
  for (let i = 0; i < 5; i++, low = Math.floor(low / 32)) code += CROCKFORD[low % 32]
  for (let i = 0; i < 4; i++, high = Math.floor(high / 32)) code += CROCKFORD[high % 32]
  return code
}

/** The values of a package in the order of its columns. */
function packageValues({
  parts: { random, buildingId },
  id,
  n,
  at,
  to,
  waits,
  leaves,
  staffId,
  shelfId,
}: Parcel): unknown[] {
  const carrier = random.weighted(CARRIERS)
  const barcode = makeBarcode(random, carrier)!
  const received = at.toISOString()
  const row: Row<'packages'> = {
    id,
    building_id: buildingId,
    short_number: `A${(n % 999) + 1}`,
    label_code: labelCode(n),
    pickup_code: String((n * 7919) % 1_000_000).padStart(6, '0'),
    unit_id: to.unitId,
    resident_id: to.residentId,
    carrier,
    tracking_number: barcode.tracking,
    raw_barcode: barcode.raw,
    symbology: barcode.symbology,
    kind: 'parcel',
    perishable: 0,
    oversize: n % 20 === 0 ? 1 : 0,
    signature_required: 0,
    shelf_id: shelfId,
    note: '',
    written_name: null,
    status: waits ? 'notified' : 'picked_up',
    direction: 'incoming',
    received_at: received,
    received_by: staffId,
    created_at: received,
    updated_at: waits ? received : leaves.toISOString(),
    deleted_at: null,
    change_seq: n + 1,
  }
  return Object.values(row)
}
