import { DeskError } from '../../shared/contract/errors.ts'
import type { ConnectOffer } from '../../shared/contract/account.ts'
import { may } from '../../shared/staff/permissions.ts'
import { textOrder } from '../../shared/text/order.ts'
import type { Replica } from '../store/open.ts'
import type { SyncClock } from '../sync/ports.ts'
import { TransportError } from '../../supabase/fault.ts'
import { openProject, type NetworkPorts, type Project, type ProjectAddress } from '../../supabase/project.ts'
import { forPerson } from './faults.ts'
import { askDesks, askPlaces, claimInvitations, worksAtDesk, type PlaceOfStaff } from './session/places.ts'
import { askTokens, type SignedIn } from '../../supabase/session/tokens.ts'

const LIMIT_MS = 20_000
const limit = () => AbortSignal.timeout(LIMIT_MS)

/** An account that has just signed in, and what it may do in the project. */
export interface Visitor {
  address: ProjectAddress
  signedIn: SignedIn
  project: Project
  places: PlaceOfStaff[]
  mayFound: boolean
}

/** Signs in with a password, claims what expects the account and asks for its places. Nothing is kept. */
export async function visit(
  address: ProjectAddress,
  network: NetworkPorts,
  { email, password }: { email: string; password: string },
  clock: SyncClock,
): Promise<Visitor> {
  let token: string | null = null
  const project = openProject(address, network, () => token)
  return await forPerson(
    (async () => {
      const signedIn = await askTokens(project.fetch, address, { email, password }, clock.now, limit())
      token = signedIn.tokens.access
      await onceTrusted(clock, () => claimInvitations(project, limit()))
      return { address, signedIn, project, ...(await onceTrusted(clock, () => askPlaces(project, limit()))) }
    })(),
  )
}

/** Who signed in a moment ago may come from the future for another of the project's computers: it passes in seconds. */
async function onceTrusted<T>(clock: SyncClock, request: () => Promise<T>): Promise<T> {
  for (const wait of [500, 1000, 2000, 4000]) {
    try {
      return await request()
    } catch (error) {
      if (!(error instanceof TransportError) || error.code !== 'clock') throw error
      await new Promise<void>((go) => void clock.later(wait, go))
    }
  }
  return await request()
}

/** What the visitor may connect this desk with. */
export async function offerTo(
  visitor: Visitor,
  store: Replica,
  building: { id: string; name: string; languages: readonly ('fr' | 'en')[]; awaitsProject: boolean },
): Promise<ConnectOffer> {
  const order = textOrder(building.languages[0] ?? 'fr')
  const staffed = visitor.places.filter(({ active, role }) => active && worksAtDesk(role))
  // Which project a desk belongs to is for managers and administrators to say.
  const working = staffed.filter(({ role }) => may(role, 'desk.connect'))
  if (staffed.length > 0 && working.length === 0 && !visitor.mayFound) throw new DeskError('MANAGER_NEEDED')
  const here = working.find(({ buildingId }) => buildingId === building.id)
  const readBefore = store.sync.cursor() !== null
  const count = (table: string) =>
    store.prepare<{ n: number }>(`SELECT count(*) AS n FROM ${table} WHERE deleted_at IS NULL`).get()!.n
  return {
    email: visitor.signedIn.email,
    local: {
      building: building.name,
      units: count('units'),
      residents: count('residents'),
      packages: count('packages'),
      unsent: store.unsent.count(),
      staff: store
        .prepare<ConnectOffer['local']['staff'][number]>(
          `SELECT id, display_name AS name, role FROM staff WHERE active = 1 AND deleted_at IS NULL AND role <> 'board'`,
        )
        .all()
        .toSorted((a, b) => order(a.name, b.name)),
    },
    same: here !== undefined && readBefore,
    // A building that came only half-way up goes on from there.
    mayUpload: building.awaitsProject ? false : here ? !readBefore && here.role === 'admin' : visitor.mayFound,
    buildings: await Promise.all(
      working
        .filter(({ buildingId }) => buildingId !== building.id || readBefore)
        .map(async ({ buildingId, building: name, role }) => ({
          id: buildingId,
          name,
          role,
          desks: await forPerson(askDesks(visitor.project, buildingId, limit())),
          mayAddDesk: role === 'manager' || role === 'admin',
        })),
    ),
  }
}
