import { DeskError } from '../../shared/contract/errors.ts'
import type { Parsed, Response } from '../../shared/contract/index.ts'
import type { Proof } from '../../shared/staff/proof.ts'
import { lesserRole, may, ROLE_PERMISSIONS, type Role } from '../../shared/staff/permissions.ts'
import type { Store } from '../store/open.ts'
import type { Actor, Place } from './deps.ts'
import { ordersOf } from './order.ts'
import { isSettingUp } from './setup.ts'

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
  /** Whose badge it is, null where they no longer work here. */
  badgeOf(text: string): { id: string; name: string } | null | 'unknown' | 'none'
  /** The project takes this desk's word for them. */
  vouches(id: string): boolean
  /** These work here, and nobody else. */
  worksHere(ids: readonly string[]): void
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
      .prepare('SELECT id, code, name, capacity, takes FROM shelves WHERE deleted_at IS NULL')
      .all() as Response<'session.get'>['shelves']
    return all.toSorted((a, b) => order.units(a.code, b.code))
  }
  const toActor = (row: StaffRecord): Actor => ({ id: row.id, name: row.display_name, role: row.role })
  let current: Actor | null = null
  /** Who was on duty when the staff changed: a new colleague takes nobody's place. */
  let before: string | null = null
  /** At a connected desk: whoever took over by what this desk has seen, while somebody else is signed in. */
  let standIn: { id: string; of: string; proof: Proof } | null = null

  const proven = (on: Actor, isSignedIn: boolean): Actor => ({
    ...on,
    // By a click nobody is more than a clerk while the PINs of this desk cannot be read.
    role: duty.isLost() && !isSignedIn ? lesserRole('desk', on.role) : on.role,
    proof: duty.proofOf(on.id) ?? (isSignedIn ? 'session' : 'click'),
  })
  /** With the rights that both have: the server takes no more under the session of the one who is signed in. */
  const inPlaceOf = (signedIn: Actor, row: StaffRecord): Actor => ({
    ...toActor(row),
    role: lesserRole(row.role, chosenNow(signedIn).role),
  })
  const mayStandIn = ({ id, role }: StaffRecord): boolean => may(role, 'packages.register') && duty.vouches(id)
  const standsIn = (signedIn: ReturnType<OnDuty>): Actor | null => {
    if (!standIn || signedIn?.id !== standIn.of || signedIn.disconnected) return null
    const row = staff().find(({ id }) => id === standIn!.id)
    return row && mayStandIn(row) ? { ...inPlaceOf(signedIn, row), proof: duty.proofOf(row.id) ?? standIn.proof } : null
  }
  const actor = (): Actor => {
    const signedIn = onDuty()
    return standsIn(signedIn) ?? proven(chosenNow(signedIn), signedIn !== null && !signedIn.disconnected)
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
      people.find((person) => person.id === (store.meta.get(ACTOR_KEY) ?? before)) ??
      people.find((person) => person.role === 'desk') ??
      people[0]
    if (!chosen) throw new DeskError('NOT_ALLOWED')
    current = toActor(chosen)
    return current
  }
  const stop = store.onChange(({ tables }) => {
    if (!tables['staff']) return
    before = current?.id ?? before
    current = null
    const working = staff().map(({ id }) => id)
    if (working.length > 0) duty.worksHere(working)
  })

  /** Somebody who works here; at a connected desk, and at one that was, the one who may be on duty alone. */
  const whoMayTake = (staffId: string): Actor => {
    // What a person signs is theirs: at a connected desk the server asks for their own sign-in, and a desk that was
    // connected once is no way around it.
    const only = onDuty()
    if (only?.id === staffId) return chosenNow(only)
    if (only?.disconnected) throw new DeskError('CONNECT_AGAIN_FIRST')
    const next = staff().find((person) => person.id === staffId)
    if (only && !(next && mayStandIn(next))) throw new DeskError('OWN_SIGN_IN_NEEDED')
    if (only && !duty.needsProof(only.id)) throw new DeskError('SEAT_NEEDS_PIN')
    if (!next) throw new DeskError('NOT_FOUND')
    return only ? inPlaceOf(only, next) : toActor(next)
  }
  const take = (next: Actor, proof: Proof): Actor => {
    const only = onDuty()
    if (only) standIn = only.id === next.id ? null : { id: next.id, of: only.id, proof }
    else {
      store.meta.set(ACTOR_KEY, next.id)
      current = next
    }
    return actor()
  }

  return {
    actor,
    everybody: (): Actor[] => staff().map(toActor),
    whoMayTake,
    take,
    mayTake(staffId: string): boolean {
      try {
        whoMayTake(staffId)
        return true
      } catch (error) {
        if (error instanceof DeskError) return false
        throw error
      }
    },
    /** Somebody signed in: nobody stands in for them any more. */
    seatTaken: (): void => void (standIn = null),

    get(): Response<'session.get'> {
      const on = actor()
      return {
        building: place.building,
        settingUp: isSettingUp(store.meta),
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
      const { id, name, role } = take(next, 'click')
      duty.clicked(id)
      return { id, name, role }
    },

    [Symbol.dispose]: stop,
  }
}

export type Session = ReturnType<typeof createSession>
