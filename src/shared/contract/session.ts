import { z } from 'zod'
import { SHELF_TAKES } from '../packages/shelfSizes.ts'
import { PERMISSIONS, ROLES } from '../staff/permissions.ts'
import { LANGUAGES } from '../text/languages.ts'
import { id, nothing, route } from './route.ts'

/** Who works here, with the role that they have. */
export const person = z.object({ id, name: z.string(), role: z.enum(ROLES) })

export const sessionRoutes = {
  'session.get': route(
    'building.read',
    nothing,
    z.object({
      building: z.object({
        id,
        name: z.string(),
        address: z.string(),
        timezone: z.string(),
        languages: z.array(z.enum(LANGUAGES)),
        /** Invented, to try the program with. */
        isSample: z.boolean(),
        /** Nothing but a place: this desk was begun to be connected, and takes the building of its project. */
        awaitsProject: z.boolean(),
      }),
      /** The building is being set up: each screen leads to the next step. */
      settingUp: z.boolean(),
      desk: z.object({ id, name: z.string(), letter: z.string() }),
      actor: person,
      staff: z.array(person),
      /** At a connected desk each person signs in themselves; nobody is switched to by a click. */
      ownSignIn: z.boolean(),
      permissions: z.array(z.enum(PERMISSIONS)),
      shelves: z.array(
        z.object({
          id,
          code: z.string(),
          name: z.string(),
          capacity: z.int().nullable(),
          takes: z.enum(SHELF_TAKES),
        }),
      ),
    }),
  ),
  'session.switch': route('building.read', z.object({ staffId: id }), person),
} as const
