import type { Proof } from '../../shared/staff/proof.ts'
import type { Role } from '../../shared/staff/permissions.ts'
import type { Language } from '../../shared/text/languages.ts'
import type { StorePorts } from '../store/ports.ts'
import type { Store } from '../store/open.ts'

/** The workstation's place: one building, one desk. */
export interface Place {
  building: {
    id: string
    name: string
    address: string
    timezone: string
    languages: Language[]
    /** Where telephone numbers without a country are of: two letters. */
    country: string
    /** So long a notice is held back, so that a registration can be undone before it leaves. */
    graceMinutes: number
    /** From when to when nobody is written to, "22:00-07:00"; empty: never. */
    quietHours: string
    /** Invented, to try the program with. */
    isSample: boolean
    /** Nothing but a place: the desk takes the building of its project. */
    awaitsProject: boolean
  }
  readonly desk: { id: string; name: string; letter: string }
}

/** Who is on duty and signs the acts. */
export interface Actor {
  id: string
  name: string
  role: Role
  /** How they proved to be there. */
  proof?: Proof
}

/** What every service is built from. */
export interface ServiceDeps {
  store: Store
  ports: StorePorts
  place: Place
}
