import { createHash } from 'node:crypto'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { APPLICATION_ID, applyPragmas } from '../../src/main/store/connection.ts'
import { createIds } from '../../src/main/store/ids.ts'
import { migrate } from '../../src/main/store/migrate.ts'
import type { TableRow } from '../../src/main/store/schema.ts'
import { replicaMigrations } from '../../src/main/store/testing.ts'
import { footprint, readOps } from '../../src/main/store/sync/ops.ts'
import { fromWire, isSynced } from '../../src/main/store/sync/values.ts'
import { SYNC_OPTIONS } from '../../src/main/sync/options.ts'
import { actAtDesk, writeElsewhere } from './acts.ts'
import { actsAccounted, Broken, handedOverOnce, sameRows, watchReads, type Said } from './checks.ts'
import { createSimDesk, type SimDesk } from './desk.ts'
import { createLine } from './network.ts'
import { watchPromptness } from './prompt.ts'
import { seeded, type Random } from '../../src/shared/random.ts'
import { createServer, type Observed, type Server } from './server.ts'
import { createWorld, type World } from './world.ts'

export interface SeedResult {
  seed: number
  acts: number
  refused: number
  crashes: number
  swaps: number
  restores: number
  healedMs: number
  /** A hash of everything that happened, in its order: the same seed must give the same one. */
  history: string
}

export interface RunOptions {
  dir?: string
  template?: string
  /** Only what every server does alike: no restore, no change of rights, nothing of a newer version. */
  plain?: boolean
  observe?: (event: Observed) => void
}

/** A seed that broke a promise: the message says which, the log what happened before. */
export class SimulationFailure extends Error {
  readonly seed: number
  readonly lines: readonly string[]
  constructor(seed: number, cause: unknown, lines: readonly string[]) {
    super(
      `seed ${seed}: ${cause instanceof Broken ? cause.message : cause instanceof Error ? (cause.stack ?? cause.message) : String(cause)}`,
      { cause },
    )
    this.seed = seed
    this.lines = lines
  }
}

const migrations = replicaMigrations()
const ROOT = existsSync('/dev/shm') ? '/dev/shm' : tmpdir()

/** An empty replica at a schema version, to be copied: migrating takes longer than a whole short life. */
export function template(dir: string, version: number): string {
  const file = join(dir, `template-${version}.db`)
  const db = new Database(file)
  db.pragma(`application_id = ${APPLICATION_ID}`)
  applyPragmas(db)
  migrate(db, migrations.slice(0, version))
  db.close()
  return file
}

/** One life of a building: some desks, a portal, a server, everything that can go wrong, and then nothing any more. */
export async function runSeed(seed: number, options: RunOptions = {}): Promise<SeedResult> {
  const dir = options.dir ?? mkdtempSync(join(ROOT, 'lofts-sim-'))
  const base = options.template ?? template(dir, migrations.length)
  const lines: string[] = []
  const desks: SimDesk[] = []
  try {
    return await live(seed, join(dir, `s${seed}`), base, lines, desks, options)
  } catch (error) {
    throw new SimulationFailure(seed, error, lines)
  } finally {
    for (const desk of desks) desk.end()
    rmSync(options.dir ? join(dir, `s${seed}`) : dir, { recursive: true, force: true })
  }
}

async function live(
  seed: number,
  dir: string,
  base: string,
  lines: string[],
  desks: SimDesk[],
  options: RunOptions,
): Promise<SeedResult> {
  const random = seeded(seed)
  const world = createWorld()
  const start = world.now()
  const note = (line: string) => {
    lines.push(`${((world.now() - start) / 1000).toFixed(3)} ${line}`)
  }
  const own = random.fork()
  const ids = createIds({ now: () => new Date(world.now()), random: (n) => own.bytes(n) })
  const newId = () => ids.next()
  const building = newId()
  const server = createServer(world.now, building, options.observe)
  const staff = found(server, building, newId, random)
  const acts = new Map<SimDesk, Map<string, Said>>()
  let backup = server.backup()
  let restores = 0

  const count = 1 + random.int(3)
  for (let n = 0; n < count; n++) {
    const letter = 'ABC'[n]!
    const deskId = newId()
    const at = new Date(world.now()).toISOString()
    server.write('desks', deskId, () => ({
      id: deskId,
      building_id: building,
      name: letter,
      letter,
      created_at: at,
      updated_at: at,
      deleted_at: null,
    }))
    const desk = createSimDesk({
      world,
      random: random.fork(),
      dir: join(dir, letter),
      template: base,
      migrations,
      place: {
        building: {
          id: building,
          name: 'Lofts',
          address: '',
          timezone: 'America/Toronto',
          languages: ['fr', 'en'],
          isSample: false,
        },
        desk: { id: deskId, name: letter, letter },
      },
      actor: { id: staff[n % staff.length]!, name: 'Nadège', role: 'manager' },
      line: createLine(world, server, random.fork(), () => true),
      log: note,
    })
    desks.push(desk)
    acts.set(desk, new Map())
    watchReads(desk, server)
    watchPromptness(desk, world)
    if (random.chance(0.5)) desk.setClock(random.between(-40_000, 40_000))
  }
  backup = server.backup()
  // Some desks worked before sync was there, on rows that the server knows.
  for (const desk of desks) {
    if (random.chance(0.15)) await world.hold(workedAlone(desk, server, random, acts.get(desk)!, note))
    await world.hold(desk.start())
  }

  const calm = random.chance(0.1)
  const length = random.between(30_000, 240_000)
  const trouble = calm ? 0 : random.between(0, 0.4)
  for (const desk of desks) {
    desk.line.trouble = trouble
    desk.crashesAt(calm ? 0 : random.chance(0.5) ? random.between(0, 0.02) : 0)
  }
  // People act; the office writes; the world does its worst.
  const pace = random.between(2000, 15_000)
  const again = (every: number, run: () => void): void => {
    const next = () => {
      if (world.now() - start > length) return
      world.after(random.between(0, 2 * every), () => {
        if (world.now() - start > length) return
        run()
        next()
      })
    }
    next()
  }
  for (const desk of desks) {
    again(pace, () => {
      if (!desk.running()) return
      const burst = random.chance(0.03) ? random.int(20) : 1
      for (let i = 0; i < burst; i++) {
        const act = actAtDesk(desk, random)
        // What changed nothing has nothing to be sent.
        if (!act || !desk.store()!.prepare('SELECT 1 FROM _outbox WHERE id = ?').get(act.id)) continue
        note(`${desk.name} act ${act.what} ${act.id}`)
        acts.get(desk)!.set(act.id, { what: act.what, before: [] })
        if (!calm && random.chance(0.02)) {
          desk.line.poison.add(act.id)
          note(`${desk.name} ${act.id} is poison`)
        }
      }
    })
    again(60_000, () => decide(desk, random, acts.get(desk)!, note))
    if (!calm)
      again(random.between(20_000, 120_000), () => worst(desk, server, random, world, note, options.plain ?? false))
  }
  again(random.between(2000, 20_000), () =>
    writeElsewhere(server, random, building, newId, new Date(world.now()).toISOString(), options.plain ?? false),
  )
  if (random.chance(0.3) && !options.plain) {
    again(60_000, () => (backup = server.backup()))
    again(120_000, () => {
      server.restore(backup)
      restores++
      note('server restored from its backup')
    })
  }
  while (world.now() < start + length) {
    await world.until(Math.min(start + length, world.now() + 10_000))
    for (const desk of desks) desk.assertSound()
  }

  // Nothing goes wrong any more, and nobody writes: everything must find its way by itself.
  note('healed')
  for (const desk of desks) {
    desk.crashesAt(0)
    desk.line.trouble = 0
    desk.line.refuses = null
    desk.line.state = 'up'
    desk.line.restore()
    server.setRights(desk.place.desk.id, true)
    if (random.chance(0.5)) desk.engine()?.resume()
  }
  await poisonAlone(desks, world)
  const healed = world.now()
  const quiet = (): string | null => {
    for (const desk of desks) {
      const store = desk.store()
      if (!store || !desk.running()) return `${desk.name} does not run`
      const { waiting } = store.sync.waiting()
      if (waiting > 0) return `${desk.name}: ${waiting} acts wait`
      if (store.sync.needsFill()) return `${desk.name} is not filled`
      if (store.sync.epoch() !== server.epochOf(desk.place.desk.id)) return `${desk.name} reads another epoch`
      if (store.sync.cursor() !== server.pull(desk.place.desk.id, null, 1_000_000).cursor)
        return `${desk.name} has not read everything`
      const { state } = desk.engine()!.status()
      if (state !== 'live' && state !== 'polling') return `${desk.name} is ${state}`
    }
    return null
  }
  for (;;) {
    await world.until(world.now() + 2000)
    for (const desk of desks) desk.assertSound()
    const why = quiet()
    if (why === null) break
    if (world.now() - healed > 15 * 60_000) throw new Broken(`no peace after 15 minutes: ${why}`)
  }
  const healedMs = world.now() - healed
  check(desks, server, acts)
  if (random.chance(0.25)) await rot(desks, server, random, world, note)
  let refused = 0
  for (const desk of desks) refused += desk.store()!.unsent.refused.count()
  return {
    seed,
    acts: [...acts.values()].reduce((sum, of) => sum + of.size, 0),
    refused,
    crashes: desks.reduce((sum, desk) => sum + desk.counts().crashes, 0),
    swaps: desks.reduce((sum, desk) => sum + desk.counts().swaps, 0),
    restores,
    healedMs,
    history: createHash('md5').update(lines.join('\n')).digest('hex'),
  }
}

/** While the server still stumbles on some acts, all that do not build on those must get through. */
async function poisonAlone(desks: readonly SimDesk[], world: World): Promise<void> {
  const sick = desks.filter((desk) => desk.line.poison.size > 0)
  if (sick.length === 0) return
  const free = (desk: SimDesk): number => {
    const store = desk.store()
    if (!store) return 1
    const basis = footprint()
    let count = 0
    for (const row of store.prepare<{ id: string; ops: string }>('SELECT id, ops FROM _outbox ORDER BY seq').all()) {
      const entry = { id: row.id, ops: readOps(row.ops) ?? [] }
      if (desk.line.poison.has(row.id) || basis.supports(entry)) basis.add(entry)
      else count++
    }
    return count
  }
  const since = world.now()
  while (sick.some((desk) => free(desk) > 0)) {
    await world.until(world.now() + 2000)
    for (const desk of desks) desk.assertSound()
    if (world.now() - since > 10 * 60_000) throw new Broken('an act on which the server stumbles holds others back')
  }
  for (const desk of sick) desk.line.poison.clear()
}

function check(desks: readonly SimDesk[], server: Server, acts: ReadonlyMap<SimDesk, ReadonlyMap<string, Said>>): void {
  for (const desk of desks) {
    sameRows(desk, server)
    actsAccounted(desk, server, acts.get(desk)!)
  }
  handedOverOnce(server)
}

/** The first rows of a building, as an administrator made them. */
function found(server: Server, building: string, newId: () => string, random: Random): string[] {
  const at = '2026-01-01T00:00:00.000Z'
  const common = (id: string) => ({ id, building_id: building, created_at: at, updated_at: at, deleted_at: null })
  server.write('buildings', building, () => ({
    ...common(building),
    name: 'Lofts',
    address: '',
    timezone: 'America/Toronto',
    languages: ['fr', 'en'],
    settings: {},
  }))
  const staff = [newId(), newId()]
  for (const id of staff)
    server.write('staff', id, () => ({
      ...common(id),
      user_id: null,
      display_name: 'Nadège',
      role: 'manager',
      active: true,
    }))
  for (let n = 0; n < 3 + random.int(5); n++) {
    const unit = newId()
    server.write('units', unit, () => ({ ...common(unit), number: String(101 + n), floor: 1, tower: null }))
    const person = newId()
    server.write('residents', person, () => ({
      ...common(person),
      given_name: 'Marie',
      family_name: `Roy ${n}`,
      aliases: [],
      language: 'fr',
      email: null,
      phone: null,
      channels: ['email'],
      emergency_contact: null,
      notes: '',
      confirmed_on: null,
    }))
    const home = newId()
    server.write('occupancies', home, () => ({
      ...common(home),
      resident_id: person,
      unit_id: unit,
      kind: 'owner',
      from_date: null,
      to_date: null,
      receives_packages: true,
    }))
    // The parent is numbered after its child.
    if (random.chance(0.5)) server.write('units', unit, (row) => ({ ...row, floor: 2 }))
  }
  for (let n = 0; n < 3; n++) {
    const shelf = newId()
    server.write('shelves', shelf, () => ({ ...common(shelf), code: `E${n}`, name: 'Étagère' }))
  }
  return staff
}

/** A desk that ran the version before sync: rows of the server, acts of its own, then the upgrade. */
async function workedAlone(
  desk: SimDesk,
  server: Server,
  random: Random,
  acts: Map<string, Said>,
  note: (line: string) => void,
): Promise<void> {
  const folder = desk.place.desk.letter
  note(`${folder} begins with the version before sync`)
  const store = await desk.openAlone(migrations.slice(0, 1))
  const rows = server
    .tables()
    .filter(isSynced)
    .flatMap((table) =>
      server
        .rows(table)
        .map(
          (row) =>
            ({ table, row: fromWire(table, { ...row, change_seq: String(row['change_seq']) }) }) as unknown as TableRow,
        ),
    )
  store.seed(rows)
  for (let n = 0; n < 5 + random.int(20); n++) {
    const act = actAtDesk(desk, random)
    if (act && store.prepare('SELECT 1 FROM _outbox WHERE id = ?').get(act.id))
      acts.set(act.id, { what: act.what, before: [] })
  }
  desk.closeAlone(migrations)
}

/** Somebody looks at what was refused. */
function decide(desk: SimDesk, random: Random, acts: Map<string, Said>, note: (line: string) => void): void {
  const store = desk.store()
  if (!store || !desk.running()) return
  const items = store.unsent.refused.list()
  if (items.length === 0) return
  const { id } = random.pick(items)
  if (random.chance(0.5)) {
    for (const renamed of store.unsent.refused.retry(id)) {
      note(`${desk.name} retries ${renamed.id} as ${renamed.newId}`)
      const said = acts.get(renamed.id)
      acts.delete(renamed.id)
      if (said) acts.set(renamed.newId, { ...said, before: [...said.before, renamed.id] })
    }
    desk.engine()?.wake()
  } else {
    const gone = items.filter((item) => item.id === id || item.causeId === id)
    store.unsent.refused.discard(id)
    for (const item of gone) acts.delete(item.id)
    note(`${desk.name} gives up ${id}`)
  }
}

function worst(
  desk: SimDesk,
  server: Server,
  random: Random,
  world: ReturnType<typeof createWorld>,
  note: (line: string) => void,
  plain: boolean,
): void {
  const { line } = desk
  switch (random.int(9)) {
    case 0:
    case 1:
    case 2: {
      line.state = random.pick(['down', 'out', 'in'] as const)
      line.drop()
      note(`${desk.name} line ${line.state}`)
      world.after(random.between(500, 120_000), () => {
        line.state = 'up'
        note(`${desk.name} line up`)
        line.restore()
        if (random.chance(0.5)) desk.engine()?.resume()
      })
      return
    }
    case 3:
      desk.crash()
      return
    case 4:
      desk.jump(random.pick([-1, 1]) * random.pick([1000, 60_000, 3_600_000, 86_400_000 * 300]))
      return
    case 5:
      line.drop()
      world.after(random.between(1000, 60_000), () => line.restore())
      return
    case 6: {
      line.refuses = random.pick(['too_old', 'session'] as const)
      note(`${desk.name} is refused: ${line.refuses}`)
      world.after(random.between(1000, 60_000), () => (line.refuses = null))
      return
    }
    case 7:
      if (plain) return
      server.setRights(desk.place.desk.id, false)
      note(`${desk.name} revoked`)
      world.after(random.between(1000, 60_000), () => {
        server.setRights(desk.place.desk.id, true)
        note(`${desk.name} allowed again`)
      })
      return
    default:
      desk.engine()?.resume()
  }
}

/** A row goes wrong on the disk: the next comparison finds it and puts it right. */
async function rot(
  desks: readonly SimDesk[],
  server: Server,
  random: Random,
  world: ReturnType<typeof createWorld>,
  note: (line: string) => void,
): Promise<void> {
  const desk = random.pick(desks)
  const { db } = desk.store()!.sync.parts.context
  const table = random.pick(['authorisations', 'residents', 'notices'])
  const ids = db.prepare(`SELECT id FROM ${table} ORDER BY id`).pluck().all() as string[]
  if (ids.length === 0) return
  const id = random.pick(ids)
  desk.spoil()
  db.pragma('foreign_keys = OFF')
  /** A number that is too high looks as if the server had been put back: everything is read again. */
  let ahead = false
  switch (random.int(5)) {
    case 0:
      db.prepare(`DELETE FROM ${table} WHERE id = ?`).run(id)
      break
    case 1:
      ahead = true
      db.prepare(`UPDATE ${table} SET change_seq = change_seq + 1 WHERE id = ?`).run(id)
      break
    case 3:
      // As another program would, past every trigger: neither id nor number tell of it.
      db.prepare(`UPDATE ${table} SET created_at = '2001-01-01T00:00:00.000Z' WHERE id = ?`).run(id)
      break
    case 2:
      db.prepare(`UPDATE ${table} SET change_seq = max(1, change_seq - 1), created_at = '' WHERE id = ?`).run(id)
      break
    default:
      db.prepare(`UPDATE ${table} SET id = ? WHERE id = ?`).run(desk.newId(), id)
  }
  db.pragma('foreign_keys = ON')
  note(`${desk.name} a row of ${table} went wrong`)
  // On request at once; otherwise with the next of the regular comparisons.
  const asked = random.chance(0.7)
  const crashing = random.chance(0.2)
  const { swaps } = desk.counts()
  if (asked) desk.engine()!.syncNow()
  if (crashing) desk.crashesAt(0.2)
  await world.until(world.now() + 20_000)
  desk.crashesAt(0)
  await world.until(world.now() + 60_000 + (asked && !crashing ? 0 : SYNC_OPTIONS.digestEveryMs))
  desk.assertSound()
  sameRows(desk, server)
  if (!crashing && !ahead && desk.counts().swaps > swaps)
    throw new Broken(`${desk.name}: repairing a row took a whole reading`)
}
