import { z } from 'zod'
import { ROLES, may, type Role } from '../../../shared/staff/permissions.ts'
import { TransportError } from '../../../supabase/fault.ts'
import type { Project } from '../../../supabase/project.ts'

const whoami = z.object({
  user_id: z.uuid(),
  staff: z.array(
    z.object({
      id: z.uuid(),
      building_id: z.uuid(),
      building: z.string(),
      display_name: z.string(),
      role: z.enum(ROLES),
      active: z.boolean(),
    }),
  ),
  may_found: z.boolean().default(false),
})

export interface PlaceOfStaff {
  staffId: string
  buildingId: string
  building: string
  name: string
  role: Role
  active: boolean
}
export interface WhoAmI {
  places: PlaceOfStaff[]
  /** May bring a building into the project. */
  mayFound: boolean
}

/** The places that the account has in the project, revoked ones too. */
export async function askPlaces(project: Project, signal: AbortSignal): Promise<WhoAmI> {
  const read = whoami.safeParse(await project.rpc('whoami', {}, signal))
  if (!read.success) throw new TransportError('again', 'bad_answer', { reached: true })
  return {
    mayFound: read.data.may_found,
    places: read.data.staff.map((place) => ({
      staffId: place.id,
      buildingId: place.building_id,
      building: place.building,
      name: place.display_name,
      role: place.role,
      active: place.active,
    })),
  }
}

/** Links the account with what expects it. Safe to repeat. */
export const claimInvitations = (project: Project, signal: AbortSignal): Promise<unknown> =>
  project.rpc('claim_invitations', {}, signal)

const desks = z.array(z.object({ id: z.uuid(), name: z.string(), letter: z.string() }))

/** The desks of a building. */
export async function askDesks(
  project: Project,
  building: string,
  signal: AbortSignal,
): Promise<z.infer<typeof desks>> {
  const read = desks.safeParse(await project.select('desks', 'id,name,letter', building, signal))
  if (!read.success) throw new TransportError('again', 'bad_answer', { reached: true })
  return read.data.toSorted((a, b) => a.letter.localeCompare(b.letter))
}

/** Whether a role works at a desk at all. */
export const worksAtDesk = (role: Role): boolean => may(role, 'packages.register')
