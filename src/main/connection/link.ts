import type { LockReason } from '../../shared/contract/account.ts'
import type { Logger } from '../store/ports.ts'
import type { SyncClock, Transport } from '../sync/ports.ts'
import { TransportError } from '../../supabase/fault.ts'
import type { SignRelay } from '../sync/presence.ts'
import { openProject, type NetworkPorts, type Project, type ProjectAddress } from '../../supabase/project.ts'
import { createUploads } from '../sync/supabase/uploads.ts'
import { openBucket, type Bucket } from '../../supabase/bucket.ts'
import { createTransport } from '../sync/supabase/transport.ts'
import { createSession, type Session } from '../../supabase/session/session.ts'
import { askDesks, askPlaces, worksAtDesk, type PlaceOfStaff } from './session/places.ts'
import { askTokens, type Tokens } from '../../supabase/session/tokens.ts'

export interface LinkParts {
  address: ProjectAddress
  network: NetworkPorts
  clock: SyncClock
  chance(): number
  log: Logger
  presence: SignRelay
  /** The bytes of a message's file on this desk. */
  fileOf(id: string): Promise<Uint8Array | null>
  /** By what the project takes an act of somebody who is not signed in; null where nothing more is said. */
  keyFor(staffId: string): string | null
  stored: Tokens | null
  save(tokens: Tokens | null): void
  /** Where this desk stands; null while that is not settled. */
  place(): { building: string; desk: string } | null
  /** The account may not work here (any more). */
  locked(reason: LockReason): void
  /** It may, after it was doubted. */
  confirmed(place: PlaceOfStaff): void
}

/** A project with the session of whoever is signed in, and the engine's line to it. */
export interface Link {
  project: Project
  bucket: Bucket
  session: Session
  transport: Transport
  log: Logger
  /** Asks at the next contact whether the account may still work here. */
  doubt(): void
  trust(): void
}

/** Makes the line to a project, with what is remembered of its session. */
export function createLink(parts: LinkParts): Link {
  const { address, clock, log } = parts
  const session = createSession(
    {
      renew: (refresh, signal) => askTokens(project.fetch, address, { refresh_token: refresh }, clock.now, signal),
      save: parts.save,
      now: clock.now,
      log,
    },
    parts.stored,
  )
  const project = openProject(address, parts.network, session.token)
  const bucket = openBucket(address, parts.network, session.token)
  let doubted = false

  async function confirm(signal: AbortSignal): Promise<void> {
    const at = parts.place()
    if (!doubted || !at) return
    const { places } = await askPlaces(project, signal)
    const place = places.find(({ buildingId, active }) => buildingId === at.building && active)
    let reason: LockReason | null = null
    if (!place) reason = places.some(({ buildingId }) => buildingId === at.building) ? 'revoked' : 'not_staff'
    else if (!worksAtDesk(place.role)) reason = 'role'
    else if (!(await askDesks(project, at.building, signal)).some(({ id }) => id === at.desk)) reason = 'desk_removed'
    if (reason) {
      parts.locked(reason)
      throw new TransportError('sign_in', 'locked_out', { message: reason })
    }
    doubted = false
    parts.confirmed(place!)
  }

  const transport = createTransport({
    project,
    session: {
      fresh: session.fresh,
      refused: session.refused,
      doubted: () => void (doubted = true),
      async confirm(signal) {
        try {
          await confirm(signal)
        } catch (error) {
          if (error instanceof TransportError && error.code !== 'locked_out' && error.kind === 'sign_in')
            session.refused()
          throw error
        }
      },
      onToken: session.onToken,
    },
    clock,
    chance: parts.chance,
    log,
    presence: parts.presence,
    uploads: createUploads(bucket, parts.fileOf, clock.later),
    building: () => parts.place()?.building ?? '',
    keyFor: parts.keyFor,
  })
  return {
    project,
    bucket,
    session,
    transport,
    log,
    doubt: () => void (doubted = true),
    trust: () => void (doubted = false),
  }
}
