import { z } from 'zod'
import { LONGEST_PIN } from '../staff/pin.ts'
import { ROLES } from '../staff/permissions.ts'
import { id, instant, nothing, route, text } from './route.ts'

const person = z.object({ id, name: z.string(), role: z.enum(ROLES) })
/** As it was typed; what is wrong with it is answered by code. */
const pin = text(LONGEST_PIN * 2)

/** Where what seals the PINs of this desk is kept: the system's key ring, a file because there is none, or it cannot be read any more. */
export const PIN_KEEPING = ['ring', 'file', 'lost'] as const

export const dutyRoutes = {
  /** Who may go on duty here and how; asked also while the console is locked. */
  'duty.status': route(
    null,
    nothing,
    z.object({
      /** Nobody uses the console until somebody has proved who they are. */
      locked: z.boolean(),
      /** Whoever has no PIN goes on duty no more: an administrator here has one. */
      everybodyProves: z.boolean(),
      keeping: z.enum(PIN_KEEPING),
      /** There is a code on paper for when the PINs cannot be read any more. */
      recovery: z.boolean(),
      /** A badge is proof enough here, without the PIN. */
      badgeAlone: z.boolean(),
      on: id.nullable(),
      people: z.array(
        person.extend({
          hasPin: z.boolean(),
          /** Since when they have a badge at this desk. */
          badgeSince: instant.nullable(),
          /** Their PIN was given by an administrator: they choose their own with it. */
          temporary: z.boolean(),
          /** They may go on duty here as things are; at a connected desk because they are signed in, or let it vouch for them. */
          mayTake: z.boolean(),
          /** Too many wrong PINs: none is read before then. */
          waitsUntil: instant.nullable(),
        }),
      ),
    }),
  ),
  /** Goes on duty, or opens the locked console, by a PIN. `newPin`: their own, where an administrator gave the one. */
  'duty.prove': route(null, z.object({ staffId: id, pin, newPin: pin.nullable() }), person),
  /**
   * A badge was read: whose it is, and whether they are on duty by it or still have to prove it by their PIN. `none`: it is no
   * badge of this desk; `unknown`: it only looks like one; `gone`: its person no longer works here.
   */
  'duty.useBadge': route(
    null,
    z.object({ text: text(16_384) }),
    z.discriminatedUnion('kind', [
      z.object({ kind: z.enum(['none', 'unknown', 'gone']) }),
      z.object({ kind: z.enum(['on_duty', 'pin_next']), person }),
    ]),
  ),
  /** Gives somebody the badge that was just read, in the place of the one they had. */
  'duty.giveBadge': route('staff.write', z.object({ staffId: id, text: text(16_384) }), z.object({})),
  'duty.dropBadge': route('staff.write', z.object({ staffId: id }), z.object({})),
  'duty.setBadgeAlone': route('staff.write', z.object({ alone: z.boolean() }), z.object({})),
  /** A code on paper, shown once, with which the PINs begin anew when they cannot be read any more. */
  'duty.makeRecovery': route('staff.write', nothing, z.object({ code: z.string() })),
  /** The PINs cannot be read any more: with the code they begin anew, and so does who proves what. */
  'duty.recover': route('building.read', z.object({ code: text(100) }), z.object({})),
  /** Closes the console until somebody proves who they are; nothing where the person on duty has no PIN. */
  'duty.lock': route('building.read', nothing, z.object({ locked: z.boolean() })),
  /** The PIN of the person on duty; `pin` is the present one, where there is one. */
  'duty.setPin': route('building.read', z.object({ pin: pin.nullable(), newPin: pin }), z.object({})),
  /** Gives somebody a PIN that works once, to choose their own: for a new one, and for one that was forgotten. */
  'duty.givePin': route('staff.write', z.object({ staffId: id }), z.object({ pin: z.string() })),
} as const
