import type { Account } from '../../shared/contract/account.ts'
import type { Parsed } from '../../shared/contract/index.ts'
import { accountView } from './account.ts'
import { createChoice } from './connect/choose.ts'
import { createConnecting } from './connect/run.ts'
import { connectionContext } from './context.ts'
import { invite } from './invite.ts'
import { createProjectLink } from './projectLink.ts'
import type { AroundConnection, ConnectionPorts } from './ports.ts'
import { createAuditReading } from './auditReading.ts'
import { claimDesk } from './auditSending.ts'
import { forPerson } from './faults.ts'
import { tryNotices } from './tryNotices.ts'
import { createRunningSync } from './running.ts'
import { createSeats } from './seats.ts'
import { createSilence } from './silence.ts'
import { letVouch } from './vouch.ts'
import { createPasswords } from './session/password.ts'

/**
 * What a desk has to do with a project. Its parts know only what stands before them here: what is remembered, the line with its
 * session, the engine, the job that connects, and what people see and do.
 */
export function createConnection(ports: ConnectionPorts, around: AroundConnection) {
  const context = connectionContext(ports, around)
  const { clock, memory, tell, connected } = context
  const projectLink = createProjectLink(context)
  const sync = createRunningSync(context, projectLink)
  const silence = createSilence(context)
  const connecting = createConnecting(context, projectLink, opened)
  const { account, closed, onDuty } = accountView(context, projectLink, connecting)
  const { look, choose } = createChoice(context, projectLink)
  const seats = createSeats(context, projectLink, sync, silence)

  /** The replica was opened: goes on with whatever was under way. */
  function opened(): void {
    memory.opened()
    const current = memory.get()
    const place = around.place()
    if (!current || !place) return
    silence.watch()
    const here = place.building.id === current.building.id
    if (current.stage === 'replacing' && here) memory.set({ ...current, stage: 'connected' })
    if (current.stage === 'connected' && !here) {
      // Another building's replica (an old backup, a new beginning) gives way to the project's.
      memory.set({ ...current, stage: 'replacing' })
      sync.drop()
    }
    // A job that is under way ends by itself.
    if (connecting.isRunning()) return
    const now = memory.get()!
    if (now.stage === 'connected') sync.work(now)
    else connecting.begin(now)
  }
  const thenAccount = async (done: Promise<void>): Promise<Account> => {
    await done
    return account()
  }

  return {
    account,
    closed,
    onDuty,
    invite: (input: Parsed<'staff.invite'>) => invite(context, projectLink, input),
    tryNotices: (input: Parsed<'notices.try'>) => tryNotices(context, projectLink, input),
    letVouch: () => letVouch(context, projectLink),
    look,
    opened,
    fetchFile: projectLink.fetchFile,
    filesRemoved: sync.filesRemoved,
    senders: projectLink.senders,
    /** The audit log of the building, as the project keeps it. */
    log: { ...createAuditReading(context, projectLink), isUnclaimed: sync.isUnclaimed },
    /** Lets this computer speak for its desk, in the place of the one before. */
    async claimDesk(): Promise<void> {
      await forPerson(claimDesk(context, projectLink, connected()))
      sync.claimed()
      tell('sync')
    },
    syncStatus: sync.status,
    syncNow: sync.syncNow,
    changed: sync.changed,
    resume: sync.resume,
    ...createPasswords(ports.network, clock.now, connected),
    async connect(input: Parsed<'account.connect'>): Promise<Account> {
      await choose(input)
      opened()
      tell('account')
      return account()
    },
    cancel: () => thenAccount(connecting.cancel()),
    signIn: (input: Parsed<'account.signIn'>) => thenAccount(seats.signIn(input)),
    signOut: () => thenAccount(seats.signOut()),
    disconnect: (input: Parsed<'account.disconnect'>) => thenAccount(seats.disconnect(input)),
    leave: (input: Parsed<'account.leave'>) => thenAccount(seats.leave(input)),
    /** The program ends. */
    async stop(): Promise<void> {
      silence.stop()
      await connecting.stop()
      await sync.stop()
    },
  }
}

export type Connection = ReturnType<typeof createConnection>
