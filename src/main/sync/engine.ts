import type { PullAnswer } from '../../shared/sync/wire.ts'
import type { SyncSide } from '../store/sync/side.ts'
import { describe } from '../store/faults.ts'
import { backoffMs } from './backoff.ts'
import { createChecker } from './checker.ts'
import { SYNC_OPTIONS, type SyncOptions } from './options.ts'
import { TransportError, type SyncPorts, type SyncState, type SyncStatus } from './ports.ts'
import { createPusher } from './pusher.ts'
import { createReader } from './reader.ts'
import { CalledOff, createRequests } from './requests.ts'
import { createSkew } from './skew.ts'

type Job = 'sign_in' | 'push' | 'read' | 'check'

/** Keeps the replica and the server equal. One request is in flight at a time; every failure leads to another try. */
export function createSyncEngine(ports: SyncPorts, changed: Partial<SyncOptions> = {}) {
  const options = { ...SYNC_OPTIONS, ...changed }
  const { clock, transport, log, place } = ports
  const requests = createRequests(clock)
  const pusher = createPusher(ports, requests, options)
  const skew = createSkew(clock)
  const reader = createReader(ports, requests, options, (answer) => heard(answer))
  const checker = createChecker(ports, requests, options, reader)
  const listeners = new Set<(status: SyncStatus) => void>()

  let state: SyncState = 'offline'
  let started = false
  let running = false
  let again = false
  let session = false
  let refusedOnce = false
  let channel: (() => void) | null = null
  let joined = false
  let readWanted = true
  let checkAt = 0
  let pollAt = 0
  let notBefore = 0
  let failures = 0
  let failed: Job | null = null
  let lastJob: Job | null = null
  let problem: string | null = null
  let completed: string | null = null
  let moved = 0
  let stopAlarm: (() => void) | null = null
  let stopWatchdog: (() => void) | null = null

  function status(): SyncStatus {
    const side = ports.side()
    const waiting = side?.waiting() ?? { waiting: 0, waitingSince: null }
    return {
      state,
      ...waiting,
      lastCompleteSync: completed ?? side?.meta.get('last_complete') ?? null,
      attentionCount: side?.attention.count() ?? 0,
      skewMs: skew.get(),
      filling: reader.filling(),
      problem,
    }
  }
  function tell(): void {
    if (listeners.size === 0) return
    try {
      const now = status()
      for (const listener of listeners) listener(now)
    } catch (error) {
      log.error('sync.listener_failed', { detail: describe(error) })
    }
  }
  function enter(next: SyncState): void {
    if (state === next) return
    log.info('sync.state', { from: state, to: next })
    state = next
    tell()
  }
  function heard(answer: Pick<PullAnswer, 'server_time'>): void {
    skew.heard(answer.server_time)
    moved = clock.monotonic()
  }
  /** A data request worked. */
  function worked(): void {
    failures = 0
    failed = null
    refusedOnce = false
    problem = null
    moved = clock.monotonic()
    if (state !== 'live' && state !== 'polling') enter('catching-up')
  }

  function wake(): void {
    if (!started) return
    if (running) {
      again = true
      return
    }
    running = true
    again = false
    void work(requests.generation())
  }

  async function work(own: number): Promise<void> {
    for (;;) {
      again = false
      let job: ReturnType<typeof chooseJob> = null
      try {
        const side = ports.side()
        job = side && chooseJob(side)
        if (job) {
          await job.run()
        } else {
          if (side) rest(side)
          if (!again) break
        }
      } catch (error) {
        if (own !== requests.generation()) return
        fault(error, job?.name ?? 'check')
        if (!job) {
          // The replica itself does not answer: not at once again.
          alarm(options.lineBackoff.longestMs)
          break
        }
      }
      if (own !== requests.generation()) return
      if (job) lastJob = job.name
    }
    running = false
  }

  /** What to do now; null when there is nothing, or it is not yet time. */
  function chooseJob(side: SyncSide): { name: Job; run(): Promise<void> } | null {
    const now = clock.monotonic()
    if (!started || now < notBefore) return null
    if (!session) return { name: 'sign_in', run: signIn }
    if (now >= pollAt) readWanted = true
    const reading = readWanted || side.needsFill()
    const batch = pusher.next(side)
    const pushing = batch.entries.length > 0
    const push = { name: 'push' as const, run: () => push1(side, batch) }
    const read = { name: 'read' as const, run: () => read1(side) }
    if (pushing && reading) {
      // After a failure the other one shows whether the line is good.
      if (failed) return failed === 'push' ? read : push
      return lastJob === 'push' ? read : push
    }
    if (pushing) return failed === 'push' ? read : push
    if (reading) return read
    if (checker.busy() || now >= checkAt) return { name: 'check', run: () => check1(side) }
    return null
  }

  async function signIn(): Promise<void> {
    if (state !== 'signed-out' && state !== 'incompatible') enter('signing-in')
    try {
      await requests.run(options.signInTimeoutMs, (signal) => transport.signIn(signal))
    } catch (error) {
      if (error instanceof TransportError && error.kind === 'sign_in') return lockOut('signed-out', error.code)
      throw error
    }
    session = true
    if (state === 'signing-in') enter('connecting')
    if (!channel) join()
  }
  function join(): void {
    let here = true
    const leave = transport.listen(place.building, {
      hint() {
        if (!here) return
        readWanted = true
        wake()
      },
      ready() {
        if (!here) return
        joined = true
        readWanted = true
        wake()
      },
      down() {
        if (!here) return
        joined = false
        readWanted = true
        wake()
      },
    })
    channel = () => {
      here = false
      joined = false
      channel = null
      leave()
    }
  }

  async function push1(side: SyncSide, batch: ReturnType<typeof pusher.next>): Promise<void> {
    skew.sent()
    const answer = await pusher.push(side, batch, failed === null)
    if (answer) {
      heard(answer)
      if (answer.epoch !== side.epoch()) readWanted = true
      worked()
    }
    tell()
  }

  async function read1(side: SyncSide): Promise<void> {
    skew.sent()
    if (side.needsFill()) {
      if (state === 'live' || state === 'polling') enter('catching-up')
      checker.reset()
      readWanted = true
      await reader.fill()
      worked()
      tell()
      return
    }
    // A hint that comes while the page is under way asks for another one.
    readWanted = false
    try {
      const { result } = await reader.pull(side)
      if (result === 'more') readWanted = true
      else pollAt = clock.monotonic() + (joined ? options.livePollMs : pollMs())
    } catch (error) {
      readWanted = true
      throw error
    }
    worked()
  }
  const pollMs = () => options.pollMs / 2 + ports.random() * options.pollMs

  async function check1(side: SyncSide): Promise<void> {
    skew.sent()
    const result = await checker.step(side)
    if (result === 'more') return
    if (result === 'read') {
      readWanted = true
      return
    }
    checkAt = clock.monotonic() + (result === 'later' ? options.firstDigestMs : options.digestEveryMs)
    if (result === 'equal') side.prune()
    worked()
  }

  /** Nothing to do now: says so, and sets the alarm for what comes next. */
  function rest(side: SyncSide): void {
    const now = clock.monotonic()
    if (now < notBefore) return alarm(notBefore - now)
    enter(joined ? 'live' : 'polling')
    const { waiting } = side.waiting()
    if (waiting === 0) {
      completed = clock.now().toISOString()
      const stored = side.meta.get('last_complete')
      if (stored === null || Math.abs(Date.parse(completed) - Date.parse(stored)) > 60_000)
        side.meta.set('last_complete', completed)
    }
    const later = pusher.next(side).later
    const push = later === null ? Infinity : Math.max(0, Date.parse(later) - clock.now().getTime())
    alarm(Math.min(pollAt - now, checkAt - now, push, options.entryBackoff.longestMs))
    tell()
  }
  function alarm(ms: number): void {
    stopAlarm?.()
    stopAlarm = clock.schedule(Math.max(1, Math.ceil(ms)), () => {
      stopAlarm = null
      wake()
    })
  }

  function lockOut(next: 'signed-out' | 'incompatible', code: string): void {
    session = false
    channel?.()
    problem = code
    enter(next)
    notBefore = clock.monotonic() + options.slowRetryMs
    tell()
  }

  function fault(error: unknown, job: Job): void {
    if (error instanceof CalledOff) return
    const known = error instanceof TransportError
    if (!known) log.error('sync.failed', { job, detail: describe(error) })
    const kind = known ? error.kind : 'again'
    const code = known ? error.code : 'failed'
    checker.reset()
    if (kind === 'refused') return lockOut(code === 'too_old' ? 'incompatible' : 'signed-out', code)
    failures++
    failed = job
    problem = code
    if (kind === 'sign_in') {
      session = false
      // The first time the session may just have run out; twice in a row is no sign-out either, but not our turn.
      if (!refusedOnce) {
        refusedOnce = true
        return tell()
      }
    }
    const wait = Math.max(known ? error.retryAfterMs : 0, backoffMs(failures, ports.random, options.lineBackoff))
    notBefore = clock.monotonic() + wait
    if (!known || error.reached) tell()
    else enter('offline')
    log.info('sync.again', { job, code, wait })
  }

  /** Begins anew whatever was under way: after sleep, with a new network, after a new sign-in. */
  function restart(): void {
    if (!started || reader.swapping()) return
    requests.callOff()
    checker.reset()
    channel?.()
    session = false
    refusedOnce = false
    failures = 0
    failed = null
    notBefore = 0
    readWanted = true
    running = false
    if (state !== 'live' && state !== 'polling') enter('connecting')
    wake()
  }
  function watch(): void {
    stopWatchdog = clock.schedule(options.watchdogMs / 2, () => {
      watch()
      try {
        const side = ports.side()
        const now = clock.monotonic()
        const work = readWanted || now >= pollAt || (side?.waiting().waiting ?? 0) > 0
        const stuck = now - Math.max(moved, notBefore) > options.watchdogMs
        if (side && work && stuck && !reader.swapping()) {
          log.error('sync.stuck', { state, running })
          moved = now
          restart()
        }
      } catch (error) {
        log.error('sync.failed', { job: 'watch', detail: describe(error) })
      }
      wake()
    })
  }

  return {
    status,
    onStatus(listener: (status: SyncStatus) => void): () => void {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    start(): void {
      if (started) return
      started = true
      moved = clock.monotonic()
      checkAt = moved + options.firstDigestMs
      readWanted = true
      ports.side()?.reread()
      enter('connecting')
      watch()
      wake()
    },
    /** An act was written, or the replica was opened again. */
    wake,
    /** The computer woke up, the network came back, somebody signed in: everything is tried at once. */
    resume: restart,
    /** Reads and sends now, and proves that both sides are equal. */
    syncNow(): void {
      readWanted = true
      checkAt = 0
      notBefore = state === 'signed-out' || state === 'incompatible' ? notBefore : 0
      wake()
    },
    stop(): void {
      if (!started) return
      started = false
      requests.callOff()
      running = false
      stopAlarm?.()
      stopWatchdog?.()
      channel?.()
      reader.close()
      checker.reset()
      enter('offline')
    },
  }
}

export type SyncEngine = ReturnType<typeof createSyncEngine>
