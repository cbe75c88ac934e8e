import { createHash } from 'node:crypto'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createIds } from '../../src/main/store/ids.ts'
import { replicaMigrations } from '../../src/main/store/testing.ts'
import { seeded } from '../../src/shared/random.ts'
import { actAtDesk, writeElsewhere } from './acts.ts'
import { actsAccounted, Broken, handedOverOnce, sameRows, watchReads, type Said } from './checks.ts'
import { createSimDesk, type SimDesk } from './simDesk.ts'
import { found, workedAlone } from './founding.ts'
import { createLine } from './network.ts'
import { watchPromptness } from './prompt.ts'
import { createServer, type Observed, type Server } from './server/server.ts'
import { template } from './template.ts'
import { decide, poisonAlone, rot, worst } from './trouble.ts'
import { createWorld } from './world.ts'

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
          country: 'CA',
          graceMinutes: 1,
          quietHours: '',
          isSample: false,
          awaitsProject: false,
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

function check(desks: readonly SimDesk[], server: Server, acts: ReadonlyMap<SimDesk, ReadonlyMap<string, Said>>): void {
  for (const desk of desks) {
    sameRows(desk, server)
    actsAccounted(desk, server, acts.get(desk)!)
  }
  handedOverOnce(server)
}
