import { DeskError } from '../../shared/contract/errors.ts'
import type { Parsed } from '../../shared/contract/index.ts'
import { may } from '../../shared/staff/permissions.ts'
import type { ConnectionContext } from './context.ts'
import { saveUnsent } from './gone.ts'
import type { ProjectLink } from './projectLink.ts'
import { visit } from './offer.ts'
import type { ConnectionRecord } from './record.ts'
import type { RunningSync } from './running.ts'
import type { SilenceWatch } from './silence.ts'
import { goodbye, leaveSeat, managerOf } from './seat.ts'
import { endVouching } from './vouch.ts'
import { worksAtDesk } from './session/places.ts'

/** People coming and going at a connected desk, and the desk leaving its project. */
export function createSeats(
  { ports, around, clock, memory, connected, update }: ConnectionContext,
  projectLink: ProjectLink,
  sync: RunningSync,
  silence: SilenceWatch,
) {
  /** What a person wrote goes out before they go. False: their session is still needed for it. */
  function leave(current: ConnectionRecord): Promise<boolean> {
    const link = projectLink.to(current)
    const engine = link.session.ended() ? sync.made() : sync.of(current)
    engine?.start()
    return leaveSeat(current, { link, engine, store: () => around.store(), later: around.ports.later })
  }
  function disconnectedBy(current: ConnectionRecord, person: ConnectionRecord['person']): void {
    memory.leave(current.building.id, person)
    projectLink.forget()
    around.emit({ type: 'store' })
  }

  return {
    async signIn(input: Parsed<'account.signIn'>): Promise<void> {
      const before = connected()
      const found = await visit(before, ports.network, input, clock)
      const place = found.places.find(({ buildingId, active }) => buildingId === before.building.id && active)
      const change = { email: found.signedIn.email, session: 'working' as const, locked: null }
      if (!place || !worksAtDesk(place.role)) throw new DeskError('NOT_STAFF')
      const { session, trust } = projectLink.to(before)
      // What the one before wrote goes out under their own session, also when they left while there was no line.
      if (place.staffId !== before.person.id && before.session !== 'locked_out') await leave(before)
      if (before.session !== 'locked_out') void goodbye(projectLink.to(before), before)
      session.take(found.signedIn.tokens)
      trust()
      update({ ...change, person: { id: place.staffId, name: place.name, role: place.role } })
      sync.work(connected())
      sync.resume()
      around.emit({ type: 'store' })
    },

    async signOut(): Promise<void> {
      const current = connected()
      const over = await leave(current)
      await sync.stop()
      if (over) {
        await endVouching(current, projectLink.to(current))
        await goodbye(projectLink.to(current), current)
        projectLink.to(current).session.forget()
      }
      update({ session: 'signed_out', locked: null })
    },

    /** The desk leaves its project, by the password of a manager. */
    async disconnect(input: Parsed<'account.disconnect'>): Promise<void> {
      const current = connected()
      const manager = await managerOf(current, ports.network, input, clock)
      await leave(current)
      await sync.stop()
      await goodbye(projectLink.to(current), current)
      disconnectedBy(current, manager)
    },

    /** The desk leaves a project that is gone, which can prove nothing any more. */
    async leave({ building }: Parsed<'account.leave'>): Promise<void> {
      const current = connected()
      const store = around.store()
      if (!store) throw new DeskError('NOT_READY')
      // Who they are was said by the server, and is sealed: nobody else can prove here who they are.
      if (!may(current.person.role, 'desk.connect')) throw new DeskError('MANAGER_NEEDED')
      if (building !== current.building.name) throw new DeskError('BAD_REQUEST', { field: 'building' })
      const { heard } = await silence.expect()
      const waiting = store.unsent.count()
      const saved = saveUnsent(store, around.dataDir, clock.now())
      await store.backup('before_connect')
      await sync.stop()
      around.ports.log.warn('connection.left_without_project', { heard, waiting, saved: saved !== null })
      disconnectedBy(current, current.person)
    },
  }
}
