import { uuidv7 } from 'uuidv7'
import type { Account } from '../../shared/contract/account.ts'
import { DeskError } from '../../shared/contract/errors.ts'
import type { Parsed, Response } from '../../shared/contract/index.ts'
import { may } from '../../shared/staff/permissions.ts'
import { describe } from '../store/faults.ts'
import { openFresh } from '../store/sync/fresh.ts'
import { withTurns } from '../sync/turns.ts'
import { createSyncEngine, type SyncEngine } from '../sync/engine.ts'
import type { SyncClock } from '../sync/ports.ts'
import { TransportError } from '../../supabase/fault.ts'
import { bringIn, fillFolder, takeOver, type JobProgress } from './connect/jobs.ts'
import { removeFill } from './connect/fill.ts'
import { Cancelled, createPatience, type Patience } from './connect/patience.ts'
import { forPerson } from './faults.ts'
import { expectGone, saveUnsent } from './gone.ts'
import { createLink, type Link } from './link.ts'
import { offerTo, visit, type Visitor } from './offer.ts'
import { addressOf } from './address.ts'
import type { AroundConnection, ConnectionPorts } from './ports.ts'
import { createMemory, type ConnectionRecord } from './record.ts'
import { createPasswords } from './session/password.ts'
import { worksAtDesk } from './session/places.ts'
import { clerkOfProject, goodbye, leaveSeat, managerOf } from './seat.ts'

const REQUEST_MS = 5000

/** What a desk has to do with a project: how it is connected, who is signed in, how sync stands. */
export function createConnection(ports: ConnectionPorts, around: AroundConnection) {
  const { log } = around.ports
  const clock: SyncClock = {
    now: around.ports.now,
    monotonic: ports.monotonic,
    schedule: withTurns(around.ports.later),
  }
  const memory = createMemory({ ...ports, log, meta: () => around.store()?.meta ?? null })
  let link: Link | null = null
  let engine: SyncEngine | null = null
  let job: { patience: Patience; progress: JobProgress; problem: string | null; done: Promise<void> } | null = null
  let visitor: Visitor | null = null
  let failed: string | null = null
  let telling = false
  let leaving = false

  const record = memory.get
  const tell = (type: 'account' | 'sync') => around.emit({ type })
  const connected = (): ConnectionRecord => {
    const current = record()
    if (current?.stage !== 'connected') throw new DeskError('NOT_CONNECTED')
    return current
  }
  function update(changes: Partial<ConnectionRecord>): void {
    const current = record()
    if (!current) return
    memory.set({ ...current, ...changes })
    tell('account')
  }

  function linkTo(current: ConnectionRecord): Link {
    link ??= createLink({
      address: current,
      network: ports.network,
      clock,
      random: ports.chance,
      log,
      signs: around.signs,
      fileOf: around.fileOf,
      stored: memory.tokens(),
      save: memory.setTokens,
      place: () => {
        const now = record()
        return now && { building: now.building.id, desk: now.deskId }
      },
      locked: (reason) => {
        log.warn('session.locked_out', { reason })
        if (record()?.session !== 'signed_out')
          update({ session: 'locked_out', locked: { reason, at: clock.now().toISOString() } })
      },
      confirmed: ({ staffId, name, role }) => {
        if (record()?.session === 'locked_out')
          update({ session: 'working', locked: null, person: { id: staffId, name, role } })
      },
    })
    if (current.session === 'locked_out') link.doubt()
    return link
  }

  function engineOf(current: ConnectionRecord): SyncEngine {
    if (engine) return engine
    engine = createSyncEngine({
      clock,
      random: ports.chance,
      transport: linkTo(current).transport,
      log,
      place: { building: current.building.id, desk: current.deskId },
      side: () => around.store()?.sync ?? null,
      replica: {
        open: () =>
          openFresh({
            file: around.file,
            building: current.building.id,
            migrations: around.migrations,
            ports: around.ports,
          }),
        swap: (fresh) => around.exchange((old) => fresh.replace(old)),
      },
    })
    let last = ''
    engine.onStatus((status) => {
      const { ended } = linkTo(current).keeper
      const now = JSON.stringify([status, ended()])
      if (now === last || telling) return
      last = now
      telling = true
      around.ports.defer(() => {
        telling = false
        tell('sync')
        tell('account')
      })
    })
    return engine
  }
  async function stopEngine(): Promise<void> {
    // A swap that is under way ends first: it must not be left half-way.
    await around.settled()
    engine?.stop()
    engine = null
  }

  function work(current: ConnectionRecord): void {
    if (current.session === 'signed_out' || !around.store()) return
    const running = engineOf(current)
    running.start()
    running.wake()
  }

  function begin(current: ConnectionRecord): void {
    if (job) return
    const patience = createPatience({
      clock,
      random: ports.chance,
      problem: (code) => {
        if (!job || job.problem === code) return
        job.problem = code
        tell('account')
      },
    })
    const progress: JobProgress = { phase: 'backup', done: 0, total: null, refused: 0 }
    const parts = {
      around,
      memory,
      link: linkTo(current),
      clock,
      chance: ports.chance,
      patience,
      progress: (changes: Partial<JobProgress>) => {
        Object.assign(progress, changes)
        tell('account')
      },
    }
    const run = current.stage === 'uploading' ? bringIn : takeOver
    failed = null
    const done = run(parts, current).then(
      () => finish(),
      (error: unknown) => halt(error),
    )
    job = { patience, progress, problem: null, done }
    tell('account')
  }
  function finish(): void {
    job = null
    log.info('connection.made', {})
    tell('account')
    around.emit({ type: 'store' })
    opened()
  }
  function halt(error: unknown): void {
    job = null
    if (leaving) return
    if (!(error instanceof Cancelled)) {
      failed = error instanceof TransportError || error instanceof DeskError ? error.message : 'failed'
      log.error('connection.failed', { detail: describe(error) })
    }
    forget()
  }
  /** Back to a desk by itself; an upload that got somewhere can be gone on with. */
  function forget(): void {
    const current = record()
    if (current?.stage === 'uploading' && current.snapshot)
      memory.setHalted({ url: current.url, building: current.building.id, snapshot: current.snapshot })
    if (current?.stage === 'replacing') removeFill(fillFolder(around))
    link?.keeper.forget()
    link = null
    memory.set(null)
    tell('account')
    tell('sync')
  }

  /** The replica was opened: goes on with whatever was under way. */
  function opened(): void {
    memory.opened()
    const current = record()
    const place = around.place()
    if (!current || !place) return
    const here = place.building.id === current.building.id
    if (current.stage === 'replacing' && here) memory.set({ ...current, stage: 'connected' })
    if (current.stage === 'connected' && !here) {
      // Another building's replica (an old backup, a new beginning) gives way to the project's.
      memory.set({ ...current, stage: 'replacing' })
      engine?.stop()
      engine = null
    }
    // A job that is under way ends by itself.
    if (job) return
    const now = record()!
    if (now.stage === 'connected') work(now)
    else begin(now)
  }

  /** Who disconnected the desk of the building that is here. */
  function leftHere(): ConnectionRecord['person'] | null {
    const left = memory.left()
    return left && left.building === around.place()?.building.id ? left.person : null
  }

  function account(): Account {
    const current = record()
    if (!current) return { state: 'none', failed, left: leftHere()?.name ?? null }
    if (current.stage !== 'connected')
      return {
        state: 'connecting',
        url: current.url,
        choice: current.stage === 'uploading' ? 'upload' : 'replace',
        ...(job?.progress ?? { phase: 'backup', done: 0, total: null, refused: 0 }),
        problem: job?.problem ?? null,
      }
    const { session } = current
    return {
      state: 'connected',
      url: current.url,
      building: current.building,
      email: current.email,
      person: current.person,
      session: session === 'working' && linkTo(current).keeper.ended() ? 'sign_in_again' : session,
      locked: current.locked,
      remembered: memory.remembered(),
      waiting: around.store()?.unsent.count() ?? 0,
    }
  }

  return {
    account,
    syncStatus: (): Response<'sync.status'> => (record()?.stage === 'connected' && engine ? engine.status() : null),
    syncNow(): void {
      if (!engine) throw new DeskError('NOT_CONNECTED')
      engine.syncNow()
    },
    /** A file of a message from the project; null without a line or without such a file. */
    fetchFile: async (path: string): Promise<Uint8Array | null> =>
      link ? await link.bucket.download(path).catch(() => null) : null,
    opened,
    /** An act was written. */
    changed: (): void => engine?.wake(),
    /** The computer woke up, was unlocked, or its network came back. */
    resume: (): void => engine?.resume(),
    /** True while nobody may use the console. */
    closed: (): boolean => {
      const current = record()
      return current?.stage === 'connected' && current.session !== 'working'
    },
    /** Who signs acts here; null where everybody of the staff may: at a desk that was never connected. */
    onDuty: (): (ConnectionRecord['person'] & { disconnected?: boolean }) | null => {
      const current = record()
      if (current?.stage === 'connected') return current.person
      const store = around.store()
      const alone = leftHere() ?? (store && clerkOfProject(store))
      return alone && { ...alone, disconnected: true }
    },

    async look(input: Parsed<'account.look'>): Promise<Response<'account.look'>> {
      if (record()) throw new DeskError('ALREADY_CONNECTED')
      const store = around.store()
      const place = around.place()
      if (!store || !place) throw new DeskError('NOT_READY')
      const found = await visit(addressOf(input), ports.network, input, clock)
      visitor = found
      return await offerTo(found, store, place.building)
    },

    async connect(input: Parsed<'account.connect'>): Promise<Account> {
      if (record()) throw new DeskError('ALREADY_CONNECTED')
      const store = around.store()
      const local = around.place()
      if (!visitor || !store || !local) throw new DeskError('NOT_READY')
      const offer = await offerTo(visitor, store, local.building)
      const { address, signedIn, places } = visitor
      const common = { ...address, email: offer.email, snapshot: null, session: 'working' as const, locked: null }
      let next: ConnectionRecord
      if (input.choice === 'upload') {
        const person = offer.local.staff.find(({ id }) => id === input.staffId)
        if (!offer.mayUpload || !person) throw new DeskError('NOT_ALLOWED')
        const halted = memory.halted()
        const goesOn = halted?.url === address.url && halted.building === local.building.id
        // Half-way up already: the account is the one that founded it.
        const founded = places.find(({ buildingId }) => buildingId === local.building.id)
        next = {
          ...common,
          stage: 'uploading',
          building: { id: local.building.id, name: local.building.name },
          deskId: local.desk.id,
          person: { id: founded?.staffId ?? person.id, name: person.name, role: 'admin' },
          snapshot: goesOn ? halted.snapshot : null,
        }
      } else {
        const place = places.find(
          ({ buildingId, active, role }) => buildingId === input.buildingId && active && worksAtDesk(role),
        )
        const building = offer.buildings.find(({ id }) => id === input.buildingId)
        if (!place || !building) throw new DeskError('NOT_STAFF')
        next = {
          ...common,
          stage: offer.same && building.id === local.building.id ? 'connected' : 'replacing',
          building: { id: building.id, name: building.name },
          deskId: await deskFor(visitor, building.id, input.desk),
          person: { id: place.staffId, name: place.name, role: place.role },
        }
      }
      memory.set(next)
      linkTo(next).keeper.take(signedIn.tokens)
      visitor = null
      if (next.stage === 'connected') {
        // The same building: what waits is kept, everything else is read again.
        store.meta.set('desk_id', next.deskId)
        store.sync.wantFill()
        around.emit({ type: 'store' })
      }
      opened()
      tell('account')
      return account()
    },

    async cancel(): Promise<Account> {
      if (job && job.progress.phase !== 'changing') {
        job.patience.cancel()
        await job.done
      }
      return account()
    },

    ...createPasswords(ports.network, clock.now, connected),

    async signIn(input: Parsed<'account.signIn'>): Promise<Account> {
      const before = connected()
      const found = await visit(before, ports.network, input, clock)
      const place = found.places.find(({ buildingId, active }) => buildingId === before.building.id && active)
      const change = { email: found.signedIn.email, session: 'working' as const, locked: null }
      if (!place || !worksAtDesk(place.role)) throw new DeskError('NOT_STAFF')
      const { keeper, trust } = linkTo(before)
      // What the one before wrote goes out under their own session, also when they left while there was no line.
      if (place.staffId !== before.person.id && before.session !== 'locked_out') await leave(before)
      if (before.session !== 'locked_out') void goodbye(linkTo(before), before)
      keeper.take(found.signedIn.tokens)
      trust()
      update({ ...change, person: { id: place.staffId, name: place.name, role: place.role } })
      work(connected())
      engine?.resume()
      around.emit({ type: 'store' })
      return account()
    },

    async signOut(): Promise<Account> {
      const current = connected()
      const over = await leave(current)
      await stopEngine()
      if (over) {
        await goodbye(linkTo(current), current)
        linkTo(current).keeper.forget()
      }
      update({ session: 'signed_out', locked: null })
      return account()
    },

    async disconnect(input: Parsed<'account.disconnect'>): Promise<Account> {
      const current = connected()
      const manager = await managerOf(current, ports.network, input, clock)
      await leave(current)
      await stopEngine()
      await goodbye(linkTo(current), current)
      memory.leave(current.building.id, manager)
      forget()
      around.emit({ type: 'store' })
      return account()
    },

    async leave({ building }: Parsed<'account.leave'>): Promise<Account> {
      const current = connected()
      const store = around.store()
      if (!store) throw new DeskError('NOT_READY')
      // Who they are was said by the server, and is sealed: nobody else can prove here who they are.
      if (!may(current.person.role, 'desk.connect')) throw new DeskError('MANAGER_NEEDED')
      if (building !== current.building.name) throw new DeskError('BAD_REQUEST', { field: 'building' })
      const heard = engineOf(current).status().lastCompleteSync
      await expectGone(current, ports.network, { heard, now: clock.now() })
      const { waiting } = store.sync.waiting()
      const saved = saveUnsent(store, around.dataDir, clock.now())
      await store.backup('before_connect')
      await stopEngine()
      memory.leave(current.building.id, current.person)
      log.warn('connection.left_without_project', { heard, waiting, saved: saved !== null })
      forget()
      around.emit({ type: 'store' })
      return account()
    },

    /** The program ends. A connection that is not complete goes on at the next start. */
    async stop(): Promise<void> {
      leaving = true
      job?.patience.cancel()
      await job?.done
      await stopEngine()
    },
  }

  function leave(current: ConnectionRecord): Promise<boolean> {
    const to = linkTo(current)
    const running = to.keeper.ended() ? engine : engineOf(current)
    running?.start()
    return leaveSeat(current, {
      link: to,
      engine: running,
      store: () => around.store(),
      later: around.ports.later,
    })
  }

  async function deskFor(
    guest: Visitor,
    building: string,
    desk: { id: string } | { name: string; letter: string },
  ): Promise<string> {
    if ('id' in desk) return desk.id
    const id = uuidv7()
    const row = { id, building_id: building, name: desk.name, letter: desk.letter }
    await forPerson(guest.project.insert('desks', row, AbortSignal.timeout(REQUEST_MS)))
    return id
  }
}

export type Connection = ReturnType<typeof createConnection>
