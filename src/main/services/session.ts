import { DeskError } from '../../shared/contract/errors.ts'
import type { Parsed, Response } from '../../shared/contract/index.ts'
import type { Proof } from '../../shared/staff/proof.ts'
import { lesserRole, ROLE_PERMISSIONS, type Role } from '../../shared/staff/permissions.ts'
import type { Store } from '../store/open.ts'
import type { Actor, Place } from './deps.ts'
import { ordersOf } from './order.ts'

const ACTOR_KEY = 'actor_id'

interface StaffRecord {
  id: string
  display_name: string
  role: Role
}

/** Who alone may be on duty here: who is signed in, or who disconnected the desk. Null: everybody of the staff may. */
export type OnDuty = () => (Actor & { disconnected?: boolean }) | null

/** What the session asks of who proved to be on duty (services/duty). */
export interface DutyGate {
  needsProof(id: string): boolean
  hasPin(id: string): boolean
  isLost(): boolean
  proofOf(id: string): Proof | null
  clicked(id: string): void
}

/** Who is on duty at this desk; every act carries their name. */
export function createSession(store: Store, place: Place, onDuty: OnDuty, duty: DutyGate) {
  const order = ordersOf(place)
  const staff = (): StaffRecord[] => {
    const people = store
      .prepare('SELECT id, display_name, role FROM staff WHERE active = 1 AND deleted_at IS NULL')
      .all() as StaffRecord[]
    return people.toSorted((a, b) => order.texts(a.display_name, b.display_name))
  }
  const shelves = (): Response<'session.get'>['shelves'] => {
    const all = store
      .prepare('SELECT id, code, name FROM shelves WHERE deleted_at IS NULL')
      .all() as Response<'session.get'>['shelves']
    return all.toSorted((a, b) => order.units(a.code, b.code))
  }
  const toActor = (row: StaffRecord): Actor => ({ id: row.id, name: row.display_name, role: row.role })
  let current: Actor | null = null

  const proven = (on: Actor, isSignedIn: boolean): Actor => ({
    ...on,
    // By a click nobody is more than a clerk while the PINs of this desk cannot be read.
    role: duty.isLost() && !isSignedIn ? lesserRole('desk', on.role) : on.role,
    proof: duty.proofOf(on.id) ?? (isSignedIn ? 'session' : 'click'),
  })
  const actor = (): Actor => {
    const signedIn = onDuty()
    return proven(chosenNow(signedIn), signedIn !== null && !signedIn.disconnected)
  }
  const chosenNow = (signedIn: ReturnType<OnDuty>): Actor => {
    if (signedIn) {
      // Name and role as they are now, when the replica has them.
      if (current?.id !== signedIn.id)
        current = staff()
          .map(toActor)
          .find(({ id }) => id === signedIn.id) ?? { id: signedIn.id, name: signedIn.name, role: signedIn.role }
      return current
    }
    if (current) return current
    const people = staff()
    const chosen =
      people.find((person) => person.id === store.meta.get(ACTOR_KEY)) ??
      people.find((person) => person.role === 'desk') ??
      people[0]
    if (!chosen) throw new DeskError('NOT_ALLOWED')
    current = toActor(chosen)
    return current
  }
  const stop = store.onChange(({ tables }) => {
    if (tables['staff']) current = null
  })

  /** Somebody who works here; at a connected desk, and at one that was, the one who may be on duty alone. */
  const whoMayTake = (staffId: string): Actor => {
    // What a person signs is theirs: at a connected desk the server asks for their own sign-in, and a desk that was
    // connected once is no way around it.
    const only = onDuty()
    if (only?.id === staffId) return actor()
    if (only) throw new DeskError(only.disconnected ? 'CONNECT_AGAIN_FIRST' : 'OWN_SIGN_IN_NEEDED')
    const next = staff().find((person) => person.id === staffId)
    if (!next) throw new DeskError('NOT_FOUND')
    return toActor(next)
  }
  const take = (next: Actor): Actor => {
    store.meta.set(ACTOR_KEY, next.id)
    current = next
    return actor()
  }

  return {
    actor,
    everybody: (): Actor[] => staff().map(toActor),
    whoMayTake,
    take,

    get(): Response<'session.get'> {
      const on = actor()
      return {
        building: place.building,
        desk: place.desk,
        actor: { id: on.id, name: on.name, role: on.role },
        staff: staff().map(toActor),
        ownSignIn: onDuty() !== null,
        permissions: [...ROLE_PERMISSIONS[on.role]],
        shelves: shelves(),
      }
    },

    /** Goes on duty by a click. */
    switch({ staffId }: Parsed<'session.switch'>): Response<'session.switch'> {
      const next = whoMayTake(staffId)
      if (next.id === actor().id) return next
      if (duty.needsProof(staffId)) throw new DeskError(duty.hasPin(staffId) ? 'PIN_NEEDED' : 'PIN_NOT_SET')
      const { id, name, role } = take(next)
      duty.clicked(id)
      return { id, name, role }
    },

    [Symbol.dispose]: stop,
  }
}

export type Session = ReturnType<typeof createSession>
