import { DeskError } from '../../shared/contract/errors.ts'
import type { Parsed, Response } from '../../shared/contract/index.ts'
import { ROLE_PERMISSIONS, type Role } from '../../shared/staff/permissions.ts'
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

/** Who is on duty at this desk; every act carries their name. */
export function createSession(store: Store, place: Place, onDuty: OnDuty) {
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

  const actor = (): Actor => {
    const signedIn = onDuty()
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

  return {
    actor,

    get(): Response<'session.get'> {
      const on = actor()
      return {
        building: place.building,
        desk: place.desk,
        actor: on,
        staff: staff().map(toActor),
        ownSignIn: onDuty() !== null,
        permissions: [...ROLE_PERMISSIONS[on.role]],
        shelves: shelves(),
      }
    },

    switch({ staffId }: Parsed<'session.switch'>): Response<'session.switch'> {
      // What a person signs is theirs: at a connected desk the server asks for their own sign-in, and a desk that was
      // connected once is no way around it.
      const only = onDuty()
      if (only?.id === staffId) return actor()
      if (only) throw new DeskError(only.disconnected ? 'CONNECT_AGAIN_FIRST' : 'OWN_SIGN_IN_NEEDED')
      const next = staff().find((person) => person.id === staffId)
      if (!next) throw new DeskError('NOT_FOUND')
      store.meta.set(ACTOR_KEY, next.id)
      current = toActor(next)
      return current
    },

    [Symbol.dispose]: stop,
  }
}
