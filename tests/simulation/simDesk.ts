import { copyFileSync, existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Actor, Place } from '../../src/main/services/deps.ts'
import { openStore, type Migration, type Replica } from '../../src/main/store/open.ts'
import { unmark } from '../../src/main/store/inspect.ts'
import { connect } from '../../src/main/store/connection.ts'
import { migrate } from '../../src/main/store/migrate.ts'
import { openFresh, type FreshReplica } from '../../src/main/store/sync/fresh.ts'
import { fillHere } from '../../src/main/store/sync/filler.ts'
import type { SyncSide } from '../../src/main/store/sync/side.ts'
import { createSyncEngine, type SyncEngine } from '../../src/main/sync/engine.ts'
import type { SyncPorts } from '../../src/main/sync/ports.ts'
import { createIds } from '../../src/main/store/ids.ts'
import type { Change } from '../../src/main/store/changes.ts'
import type { createLine } from './network.ts'
import type { Random } from '../../src/shared/random.ts'
import { columnsLacking, lendNotices } from './lacking.ts'
import { servicesOf } from './simServices.ts'
import { Crash, mortalFresh, mortalSide } from './mortal.ts'
import type { World } from './world.ts'

export interface DeskParts {
  world: World
  random: Random
  dir: string
  template: string
  migrations: readonly Migration[]
  place: Place
  actor: Actor
  line: ReturnType<typeof createLine>
  log(line: string): void
  /** As on a real computer: time goes on between two looks at the clock, and a timer may fire a millisecond early. */
  restless?: boolean
}

/** A desk: a real replica on disk, the real engine and services; its process may end at any step. */
export function createSimDesk(parts: DeskParts) {
  const { world, random, place, actor, log } = parts
  const file = join(parts.dir, 'replica.db')
  const name = place.desk.letter
  let offset = 0
  let jumped = -Infinity
  let spoiled = false
  let crashing = 0
  let life = 0
  let store: Replica | null = null
  let engine: SyncEngine | null = null
  let freshOpen: FreshReplica | null = null
  let services: ReturnType<typeof servicesOf> | null = null
  const watchers = new Set<(change: Change, store: Replica) => void>()
  const openers = new Set<(store: Replica) => void>()
  let crashes = 0
  let swaps = 0
  let stopped = true
  let broken: unknown = null

  let lookedAt = -1
  const now = () => {
    const at = world.now()
    const again = parts.restless && lookedAt === at ? 1 : 0
    lookedAt = at
    return new Date(at + offset + again)
  }
  const say =
    (level: string) =>
    (event: string, fields?: object): void =>
      log(`${name} ${level} ${event} ${fields ? JSON.stringify(fields) : ''}`)
  const bytes = random.fork()
  const impatient = random.fork()
  // A building is small here: now and then the portions are small too, so that a page, a slice or a batch is cut anywhere.
  const sizes = random.chance(0.6)
    ? {}
    : {
        pageRows: random.pick([5, 20, 60]),
        liveRows: random.pick([5, 20, 60]),
        sliceRows: random.pick([3, 7, 40]),
        batchCount: random.pick([1, 3, 10]),
        digestSlice: random.pick([4, 30]),
      }
  const ports = {
    now,
    random: (n: number) => bytes.bytes(n),
    log: { info: say('info'), warn: say('warn'), error: say('error') },
  }
  const ids = createIds(ports)

  function crash(where: string): never {
    log(`${name} crash at ${where}`)
    const own = life
    kill()
    if (own === life) life++
    throw new Crash(where)
  }
  /** What a killed process leaves: what was committed, and nothing that still runs. */
  function kill(): void {
    crashes++
    life++
    stopped = true
    const dying = engine
    const open = store
    const half = freshOpen
    engine = null
    store = null
    services = null
    freshOpen = null
    dying?.stop()
    const db = open?.sync.parts.context.db
    if (db?.open) db.close()
    half?.close()
    // The check after an unclean end takes a thread and real time, and has its own tests: here, now and then is enough.
    if (crashes % 12 !== 0) unmark(file)
    world.after(random.between(100, 20_000), () => void world.hold(start()))
  }
  const point = (where: string) => {
    if (crashing > 0 && random.chance(crashing)) crash(where)
  }
  const mortal = (of: number) => ({ isAlive: () => of === life, point })

  async function openReplica(of: number, migrations = parts.migrations): Promise<boolean> {
    const result = await openStore({ file, backupDir: join(parts.dir, 'backups'), migrations, ports })
    if (!result.ok) throw new Error(`${name}: the replica is ${JSON.stringify(result.state)}`)
    if (of !== life) {
      result.store.sync.parts.context.db.close()
      return false
    }
    const opened = result.store
    store = opened
    services = servicesOf({ store: opened, ports, place })
    side = mortalSide(opened.sync, mortal(of), 'replica')
    opened.onChange((change) => {
      try {
        for (const watcher of watchers) watcher(change, opened)
      } catch (error) {
        // The store shields itself from listeners: the run asks for this later.
        broken ??= error
        log(`${name} BROKEN ${String(error)}`)
      }
      engine?.wake()
    })
    try {
      for (const opener of openers) opener(opened)
    } catch (error) {
      broken ??= error
      log(`${name} BROKEN ${String(error)}`)
    }
    return true
  }
  let side: SyncSide | null = null

  function engineOf(of: number): SyncEngine {
    const engineRandom = random.fork()
    const line: SyncPorts = {
      clock: {
        now,
        monotonic: () => world.now(),
        later: (ms, run) => world.after(parts.restless && ms > 1 ? ms - 1 : ms, () => of === life && run()),
      },
      chance: () => engineRandom.next(),
      transport: parts.line.transport(place.desk.id, actor.id),
      side: () => (of === life && store ? side : null),
      place: { building: place.building.id, desk: place.desk.id },
      log: ports.log,
      replica: {
        open() {
          const fresh = openFresh({
            file,
            building: place.building.id,
            migrations: parts.migrations,
            ports,
            blank: (path) => copyFileSync(parts.template, path),
            filler: fillHere,
          })
          freshOpen = fresh
          return mortalFresh(fresh, mortal(of))
        },
        swap: (fresh) =>
          world.hold(
            (async () => {
              const old = store!
              // Services stop: whoever acts now is told to wait.
              services = null
              point('before replace')
              fresh.replace({
                sync: old.sync,
                close() {
                  point('before the old replica closes')
                  store = null
                  old.close()
                  point('before the fresh replica takes its place')
                },
              })
              swaps++
              freshOpen = null
              point('after the fresh replica took its place')
              await openReplica(of)
            })(),
          ),
      },
    }
    return createSyncEngine(line, sizes)
  }

  async function start(migrations = parts.migrations): Promise<void> {
    if (store) return
    const own = ++life
    stopped = false
    if (!existsSync(file)) {
      mkdirSync(parts.dir, { recursive: true })
      copyFileSync(parts.template, file)
    }
    if (!(await openReplica(own, migrations))) return
    try {
      point('after opening')
      const begun = (engine = engineOf(own))
      // Whoever listens may ask for something at once, even while the engine is about to rest.
      begun.onStatus(() => {
        if (own !== life || !impatient.chance(0.02)) return
        parts.line.line.heard.toldAt = world.now()
        begun.syncNow()
      })
      begun.start()
    } catch (error) {
      if (!(error instanceof Crash)) throw error
    }
  }

  let lent: ReturnType<typeof columnsLacking> = []
  return {
    name,
    actor,
    place,
    line: parts.line.line,
    start,
    /** Opens without a line: as before sync was there, with the columns that today's acts write. */
    async openAlone(migrations: readonly Migration[]): Promise<Replica> {
      const own = ++life
      await openReplica(own, [...migrations])
      const { db } = store!.sync.parts.context
      lendNotices(db)
      lent = columnsLacking(db)
      for (const { table, column, type } of lent) db.exec(`ALTER TABLE ${table} ADD COLUMN ${column} ${type}`)
      return store!
    },
    /** Closes and upgrades, without the backup that opening would make: it takes a thread and real time. */
    closeAlone(migrations: readonly Migration[]): void {
      store?.close()
      store = null
      services = null
      const db = connect(file)
      for (const { table, column } of lent) db.exec(`ALTER TABLE ${table} DROP COLUMN ${column}`)
      db.exec('DROP TABLE notice_deliveries')
      migrate(db, migrations)
      db.close()
    },
    store: () => store,
    services: () => services,
    engine: () => engine,
    now,
    newId: () => ids.next(),
    running: () => !stopped && store !== null && services !== null,
    crash: () => {
      try {
        crash('any time')
      } catch {
        // As intended.
      }
    },
    jumpedAt: () => jumped,
    /** Rows went wrong on the disk: what is read from now on need not be newer than what was. */
    spoil: () => void (spoiled = true),
    spoiled: () => spoiled,
    /** Something is not as promised: the run asks for it with `assertSound`. */
    fail: (error: unknown) => void (broken ??= error),
    jump(ms: number): void {
      offset += ms
      jumped = world.now()
      log(`${name} clock jumps ${ms}`)
    },
    setClock: (ms: number) => void (offset = ms),
    crashesAt: (p: number) => void (crashing = p),
    /** Throws what a watcher saw go wrong. */
    assertSound(): void {
      if (broken) throw broken
    },
    counts: () => ({ crashes, swaps }),
    onChange: (watcher: (change: Change, store: Replica) => void) => void watchers.add(watcher),
    onOpen: (opener: (store: Replica) => void) => void openers.add(opener),
    /** Ends the process for good. */
    end(): void {
      life++
      engine?.stop()
      freshOpen?.close()
      if (store?.sync.parts.context.db.open) store.sync.parts.context.db.close()
      store = null
      parts.line.close()
    },
  }
}

export type SimDesk = ReturnType<typeof createSimDesk>
