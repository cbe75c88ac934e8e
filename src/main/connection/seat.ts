import type { Parsed } from '../../shared/contract/index.ts'
import { DeskError } from '../../shared/contract/errors.ts'
import { NOBODY_ID } from '../../shared/staff/nobody.ts'
import { may } from '../../shared/staff/permissions.ts'
import { describe } from '../store/faults.ts'
import type { Replica } from '../store/open.ts'
import type { SyncEngine } from '../sync/engine.ts'
import type { SyncClock } from '../sync/ports.ts'
import type { NetworkPorts } from '../../supabase/project.ts'
import { drained } from './drain.ts'
import type { Link } from './link.ts'
import { visit } from './offer.ts'
import { publicKey } from './projectKey.ts'
import type { ConnectionRecord } from './record.ts'
import { endSession } from '../../supabase/session/tokens.ts'

const DRAIN_MS = 8000
const REQUEST_MS = 5000
/** How many acts one call hands on (sync_hand_on). */
const AT_ONCE = 10_000
const ROUNDS = 3

interface Leaving {
  link: Link
  engine: SyncEngine | null
  store(): Replica | null
  later(ms: number, run: () => void): () => void
}

/**
 * What a person wrote goes out under their own session before it ends. What cannot be sent yet is handed on by its ids, so that
 * the server takes it from whoever sits here next. False: there was no line, and this session is still needed for that.
 */
export async function leaveSeat(current: ConnectionRecord, { link, engine, store, later }: Leaving): Promise<boolean> {
  if (engine) await drained(engine, later, DRAIN_MS)
  const { id } = current.person
  let named = 0
  // What is written while the server is told is told in another round.
  for (let round = 0; round < ROUNDS; round++) {
    const waiting = store()?.unsent.of(id) ?? []
    if (waiting.length === named || link.session.ended()) return true
    try {
      await link.session.fresh()
      for (let from = 0; from < waiting.length; from += AT_ONCE)
        await link.project.rpc(
          'sync_hand_on',
          { desk: current.deskId, acts: waiting.slice(from, from + AT_ONCE) },
          AbortSignal.timeout(REQUEST_MS),
        )
    } catch (error) {
      link.log.warn('session.not_handed_on', { waiting: waiting.length, detail: describe(error) })
      return false
    }
    named = waiting.length
  }
  return true
}

/** Tells the server that a session is over; without a line it forgets it by itself in time. */
export async function goodbye({ session, project }: Link, current: ConnectionRecord): Promise<void> {
  const token = session.token()
  if (!token) return
  await endSession(project.fetch, current, token, AbortSignal.timeout(REQUEST_MS)).catch(() => undefined)
}

/** Who may disconnect this desk, by their own password; everybody else is refused. */
export async function managerOf(
  current: ConnectionRecord,
  network: NetworkPorts,
  { email, password, key }: Parsed<'account.disconnect'>,
  clock: SyncClock,
): Promise<ConnectionRecord['person']> {
  const address = { url: current.url, key: key === undefined ? current.key : publicKey(key) }
  const found = await visit(address, network, { email, password }, clock)
  void endSession(found.project.fetch, address, found.signedIn.tokens.access, AbortSignal.timeout(REQUEST_MS)).catch(
    () => undefined,
  )
  const place = found.places.find(({ buildingId, active }) => buildingId === current.building.id && active)
  if (!place) throw new DeskError('NOT_STAFF')
  if (!may(place.role, 'desk.connect')) throw new DeskError('MANAGER_NEEDED')
  return { id: place.staffId, name: place.name, role: place.role }
}

/** With the rights of a clerk, so that the desk can be connected again. */
const NOBODY: ConnectionRecord['person'] = { id: NOBODY_ID, name: '', role: 'desk' }

/**
 * A replica that came from a project, though nothing says so any more: whoever took that away is made a clerk by it, never a
 * manager; where the building has no clerk, nobody. Null for a building that no project has had.
 */
export function clerkOfProject(store: Replica): ConnectionRecord['person'] | null {
  if (store.sync.cursor() === null) return null
  return (
    store
      .prepare<ConnectionRecord['person']>(
        `SELECT id, display_name AS name, role FROM staff WHERE role = 'desk' AND active = 1 AND deleted_at IS NULL ORDER BY id LIMIT 1`,
      )
      .get() ?? NOBODY
  )
}
