import { z } from 'zod'
import { ROLES } from '../staff/permissions.ts'
import { act, id, route, text } from './route.ts'

export const staffRoutes = {
  /** Everybody who works here or did, for the page of the team. */
  'staff.list': route(
    'building.read',
    z.object({}),
    z.array(
      z.object({
        id,
        name: z.string(),
        role: z.enum(ROLES),
        active: z.boolean(),
        /** They have an account in the project, and sign in by themselves. */
        hasAccount: z.boolean(),
      }),
    ),
  ),
  /** Makes the team member, or changes the one of this id. */
  'staff.save': route('staff.write', z.object({ id, name: text(8000), role: z.enum(ROLES), active: z.boolean() }), act),
  /** The project expects somebody under this address. `letter`: it was asked to write to it, and may have an account to write to. */
  'staff.invite': route(
    'staff.write',
    z.object({ staffId: id, email: text(320).trim().toLowerCase().pipe(z.email()) }),
    z.object({ letter: z.boolean() }),
  ),
} as const
