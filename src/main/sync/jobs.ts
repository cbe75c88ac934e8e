import type { Batch, SyncSide } from '../store/sync/side.ts'
import type { Agenda } from './agenda.ts'
import type { Status } from './status.ts'
import type { Checker } from './checker.ts'
import type { SyncOptions } from './options.ts'
import type { SyncPorts } from './ports.ts'
import { TransportError } from '../../supabase/fault.ts'
import type { Pusher } from './pusher.ts'
import type { Reader } from './reader.ts'
import type { Requests } from './requests.ts'

export interface JobParts {
  ports: SyncPorts
  options: SyncOptions
  agenda: Agenda
  status: Status
  requests: Requests
  pusher: Pusher
  reader: Reader
  checker: Checker
  channel: { join(): void; joined(): boolean }
  /** The server has answered what was asked at `sentAt`. */
  heard(answer: { server_time: string }, sentAt: number): void
  /** Nothing more to be done until somebody signs in or a newer version comes. */
  lockOut(next: 'signed-out' | 'incompatible', code: string): void
}

/** The four things that the engine does, one at a time. Each throws what went wrong. */
export function createJobs(parts: JobParts) {
  const { ports, options, agenda, status, requests, pusher, reader, checker, channel, heard, lockOut } = parts
  const { clock, transport, chance } = ports
  const resting = () => status.state() === 'live' || status.state() === 'polling'
  const pollMs = () => options.pollMs / 2 + chance() * options.pollMs

  /** A data request worked. */
  function worked(): void {
    agenda.failures = 0
    agenda.failed = null
    agenda.refusedOnce = false
    agenda.moved = clock.monotonic()
    status.setProblem(null)
    if (!resting()) status.enter('catching-up')
  }

  async function signIn(): Promise<void> {
    if (status.state() !== 'signed-out' && status.state() !== 'incompatible') status.enter('signing-in')
    try {
      await requests.run(options.signInTimeoutMs, (signal) => transport.signIn(signal))
    } catch (error) {
      if (error instanceof TransportError && error.kind === 'sign_in') return lockOut('signed-out', error.code)
      throw error
    }
    agenda.session = true
    if (status.state() === 'signing-in') status.enter('connecting')
    channel.join()
  }

  async function push(side: SyncSide, batch: Batch): Promise<void> {
    const sentAt = clock.monotonic()
    const answer = await pusher.push(side, batch, agenda.failed === null)
    if (answer) {
      heard(answer, sentAt)
      if (answer.epoch !== side.epoch()) agenda.readWanted = true
      worked()
    }
    status.tell()
  }

  async function fill(): Promise<void> {
    if (resting()) status.enter('catching-up')
    checker.reset()
    agenda.readWanted = true
    await reader.fill()
    worked()
    status.tell()
  }
  async function read(side: SyncSide): Promise<void> {
    if (side.needsFill()) return fill()
    // A hint that comes while the page is under way asks for another one.
    agenda.readWanted = false
    try {
      const { result } = await reader.pull(side)
      if (result === 'more') agenda.readWanted = true
      else agenda.pollAt = clock.monotonic() + (channel.joined() ? options.livePollMs : pollMs())
    } catch (error) {
      agenda.readWanted = true
      throw error
    }
    worked()
  }

  let comparedFrom = 0
  async function check(side: SyncSide): Promise<void> {
    if (!checker.busy()) comparedFrom = clock.monotonic()
    const result = await checker.step(side)
    if (result === 'more') return
    if (result === 'read') {
      agenda.readWanted = true
      return
    }
    // Who asked while this comparison ran wants one of what is here now: it stays due.
    if (agenda.checkAt <= comparedFrom)
      agenda.checkAt = clock.monotonic() + (result === 'later' ? options.firstDigestMs : options.digestEveryMs)
    if (result === 'equal') side.prune()
    worked()
  }

  return { signIn, push, read, check }
}
