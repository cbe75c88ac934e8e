import { DeskError } from '../../shared/contract/errors.ts'
import type { SyncSide } from '../store/sync/side.ts'
import { describe } from '../store/faults.ts'
import { emptyAgenda, nextJob, type Job } from './agenda.ts'
import { backoffMs } from '../../supabase/backoff.ts'
import { createStatus } from './status.ts'
import { createChannel } from './channel.ts'
import { createChecker } from './checker.ts'
import { createJobs } from './jobs.ts'
import { SYNC_OPTIONS, type SyncOptions } from './options.ts'
import type { SyncPorts } from './ports.ts'
import { TransportError } from '../../supabase/fault.ts'
import { createPusher } from './pusher.ts'
import { createReader } from './reader.ts'
import { CalledOff, createRequests } from './requests.ts'
import { createSkew } from './skew.ts'
import { createWatchdog } from './watchdog.ts'

/** Keeps the replica and the server equal. One thing is done at a time; every failure leads to another try. */
export function createSyncEngine(ports: SyncPorts, changed: Partial<SyncOptions> = {}) {
  const options = { ...SYNC_OPTIONS, ...changed }
  const { clock, transport, log, place } = ports
  const agenda = emptyAgenda()
  const requests = createRequests(clock)
  const pusher = createPusher(ports, requests, options)
  const skew = createSkew(clock)
  const heard = (answer: { server_time: string }, sentAt: number) => {
    skew.heard(answer.server_time, sentAt)
    agenda.moved = clock.monotonic()
  }
  const reader = createReader(ports, requests, options, heard)
  const checker = createChecker(ports, requests, options, reader)
  const status = createStatus(ports, { skewMs: skew.get, filling: reader.filling })
  const channel = createChannel(transport, place.building, () => {
    agenda.readWanted = true
    wake()
  })
  const parts = { ports, options, agenda, status, requests, pusher, reader, checker, channel, heard, lockOut }
  const jobs = createJobs(parts)
  const watchdog = createWatchdog({ ports, options, agenda, reader, stuck, wake })

  let started = false
  let running = false
  let again = false
  let stopAlarm: (() => void) | null = null

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
      let job: ReturnType<typeof chooseJob>['job'] = null
      try {
        const side = ports.side()
        // One look at the clock for both: what is not yet due by it is what the alarm is set for.
        const now = clock.monotonic()
        const choice = side && chooseJob(side, now)
        job = choice?.job ?? null
        if (job) {
          await job.run()
        } else {
          if (choice) rest(side, now, choice.later)
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
      if (job) agenda.last = job.name
    }
    running = false
  }

  /** What to do now; null when there is nothing, or it is not yet time. `later`: when an act that waits may be sent. */
  function chooseJob(
    side: SyncSide,
    now: number,
  ): { job: { name: Job; run(): Promise<void> } | null; later: string | null } {
    if (!started || now < agenda.notBefore) return { job: null, later: null }
    if (!agenda.session) return { job: { name: 'sign_in', run: jobs.signIn }, later: null }
    if (now >= agenda.pollAt) agenda.readWanted = true
    const reading = agenda.readWanted || side.needsFill()
    const batch = pusher.next(side)
    const { later } = batch
    const checking = checker.busy() || now >= agenda.checkAt
    switch (nextJob(agenda, { pushing: batch.entries.length > 0, reading, checking })) {
      case 'push':
        return { job: { name: 'push', run: () => jobs.push(side, batch) }, later }
      case 'read':
        return { job: { name: 'read', run: () => jobs.read(side) }, later }
      case 'check':
        return { job: { name: 'check', run: () => jobs.check(side) }, later }
      default:
        return { job: null, later }
    }
  }

  /** Nothing to do now: says so, and sets the alarm for what comes next. */
  function rest(side: SyncSide, now: number, later: string | null): void {
    if (now < agenda.notBefore) return alarm(agenda.notBefore - now)
    status.enter(channel.joined() ? 'live' : 'polling')
    if (side.waiting().waiting === 0) status.complete()
    const push = later === null ? Infinity : Math.max(0, Date.parse(later) - clock.now().getTime())
    alarm(Math.min(agenda.pollAt - now, agenda.checkAt - now, push, options.entryBackoff.longestMs))
    status.tell()
  }
  function alarm(ms: number): void {
    stopAlarm?.()
    stopAlarm = clock.later(Math.max(1, Math.ceil(ms)), () => {
      stopAlarm = null
      wake()
    })
  }

  function lockOut(next: 'signed-out' | 'incompatible', code: string): void {
    agenda.session = false
    channel.leave()
    status.setProblem(code)
    status.enter(next)
    agenda.notBefore = clock.monotonic() + options.slowRetryMs
    status.tell()
  }

  function fault(error: unknown, job: Job): void {
    if (error instanceof CalledOff) return
    const known = error instanceof TransportError
    if (!known) log.error('sync.failed', { job, detail: describe(error) })
    const kind = known ? error.kind : 'again'
    const code = known ? error.code : error instanceof DeskError ? error.code : 'failed'
    checker.reset()
    if (kind === 'refused') return lockOut(code === 'too_old' ? 'incompatible' : 'signed-out', code)
    agenda.failures++
    agenda.failed = job
    status.setProblem(code)
    if (kind === 'sign_in') {
      agenda.session = false
      // The first time the session may just have run out; twice in a row is no sign-out either, but not our turn.
      if (!agenda.refusedOnce) {
        agenda.refusedOnce = true
        return status.tell()
      }
    }
    const wait = Math.max(known ? error.retryAfterMs : 0, backoffMs(agenda.failures, ports.chance, options.lineBackoff))
    agenda.notBefore = clock.monotonic() + wait
    if (!known || error.reached) status.tell()
    else status.enter('offline')
    log.info('sync.again', { job, code, wait })
  }

  function stuck(): void {
    log.error('sync.stuck', { state: status.state(), running })
    restart()
  }

  /** Begins anew whatever was under way: after sleep, with a new network, after a new sign-in. */
  function restart(): void {
    if (!started || reader.swapping()) return
    requests.callOff()
    checker.reset()
    channel.leave()
    Object.assign(agenda, {
      session: false,
      refusedOnce: false,
      failures: 0,
      failed: null,
      notBefore: 0,
      readWanted: true,
    })
    running = false
    if (status.state() !== 'live' && status.state() !== 'polling') status.enter('connecting')
    wake()
  }

  return {
    status: status.now,
    onStatus: status.onStatus,
    start(): void {
      if (started) return
      started = true
      agenda.moved = clock.monotonic()
      agenda.checkAt = agenda.moved + options.firstDigestMs
      agenda.readWanted = true
      ports.side()?.reread()
      status.enter('connecting')
      watchdog.start()
      wake()
    },
    /** An act was written, or the replica was opened again. */
    wake,
    /** The computer woke up, the network came back, somebody signed in: everything is tried at once. */
    resume: restart,
    /** Reads and sends now, and proves that both sides are equal. */
    syncNow(): void {
      agenda.readWanted = true
      agenda.checkAt = clock.monotonic()
      if (status.state() !== 'signed-out' && status.state() !== 'incompatible') agenda.notBefore = 0
      wake()
    },
    stop(): void {
      if (!started) return
      started = false
      requests.callOff()
      running = false
      stopAlarm?.()
      watchdog.stop()
      channel.leave()
      reader.close()
      checker.reset()
      status.enter('offline')
    },
  }
}

export type SyncEngine = ReturnType<typeof createSyncEngine>
