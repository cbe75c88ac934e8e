import { z } from 'zod'
import { fitsAsPassword, SHORTEST_PASSWORD } from '../staff/password.ts'
import { ROLES } from '../staff/permissions.ts'
import { columnText, id, instant, nothing, route, text } from './route.ts'
import { person } from './session.ts'

const email = text(320).trim().toLowerCase().pipe(z.email())
const password = z.string().min(1).max(500)
const newPassword = z.string().min(SHORTEST_PASSWORD).max(100).refine(fitsAsPassword)
const url = text(500).trim().pipe(z.url())
const key = text(4000).trim().min(1)
/** Where an account is, for a desk that is not connected yet. */
const project = z.object({ url, key }).nullable()

/** Why somebody who is signed in may not work here. */
export const LOCK_REASONS = ['revoked', 'not_staff', 'role', 'desk_removed'] as const

/** How a desk comes to a project: its own building goes up, the project's comes down, or the two are the same. */
export const CONNECT_PHASES = ['backup', 'sending', 'reading', 'changing'] as const

export const account = z.discriminatedUnion('state', [
  /**
   * The desk works by itself. `failed`: why the last try to connect it came to nothing, as a code. `left`: who disconnected it; they
   * alone are on duty until it is connected again.
   */
  z.object({ state: z.literal('none'), failed: z.string().nullable(), left: z.string().nullable() }),
  /** It is being connected; the desk works on meanwhile. */
  z.object({
    state: z.literal('connecting'),
    url: z.string(),
    choice: z.enum(['upload', 'replace']),
    phase: z.enum(CONNECT_PHASES),
    done: z.int(),
    total: z.int().nullable(),
    /** Acts of the upload that the server refused so far. */
    refused: z.int(),
    /** Why it does not move at the moment, as a code. */
    problem: z.string().nullable(),
  }),
  z.object({
    state: z.literal('connected'),
    url: z.string(),
    building: z.object({ id, name: z.string() }),
    email: z.string(),
    /** Who is signed in, and so on duty. */
    person,
    /**
     * working: tokens are good, or will be when there is a line. sign_in_again: the server ended the session; the desk works on
     * and nothing is sent. signed_out, locked_out: the console is closed until somebody signs in.
     */
    session: z.enum(['working', 'sign_in_again', 'signed_out', 'locked_out']),
    locked: z.object({ reason: z.enum(LOCK_REASONS), at: instant }).nullable(),
    /** False where this computer cannot keep a secret: somebody signs in again after each start. */
    remembered: z.boolean(),
    /** Acts that are saved on this desk and not yet sent. */
    waiting: z.int(),
  }),
])

/** What may be connected, as the account that has just signed in. */
export const connectOffer = z.object({
  email: z.string(),
  local: z.object({
    building: z.string(),
    units: z.int(),
    residents: z.int(),
    packages: z.int(),
    /** Acts that a replacement would leave behind (the backup keeps them). */
    unsent: z.int(),
    /** The active staff of the local building: who of them is signing in? */
    staff: z.array(person),
  }),
  /** The project has this building already: nothing is replaced, what waits is sent. */
  same: z.boolean(),
  /** The account may bring a building into this project. */
  mayUpload: z.boolean(),
  buildings: z.array(
    z.object({
      id,
      name: z.string(),
      role: z.enum(ROLES),
      desks: z.array(z.object({ id, name: z.string(), letter: z.string() })),
      /** A manager or an admin may make a desk for this workstation. */
      mayAddDesk: z.boolean(),
    }),
  ),
})

export const accountRoutes = {
  'account.status': route(null, nothing, account),
  /** Signs in at a project and says what may be connected. Nothing changes yet. */
  'account.look': route('settings.write', z.object({ url, key, email, password }), connectOffer),
  /** Begins to connect as offered by account.look; the status tells how far it is. */
  'account.connect': route(
    'settings.write',
    z.discriminatedUnion('choice', [
      /** `staffId`: who of the local staff the account is. */
      z.object({ choice: z.literal('upload'), staffId: id }),
      z.object({
        choice: z.literal('replace'),
        buildingId: id,
        desk: z.union([
          z.object({ id }),
          z.object({ name: columnText('desks', 'name').trim().min(1), letter: z.string().regex(/^[A-Z]{1,2}$/) }),
        ]),
      }),
    ]),
    account,
  ),
  /** Calls off a connection that is not complete: the desk stays as it was. */
  'account.cancel': route('settings.write', nothing, account),
  'account.signIn': route(null, z.object({ email, password }), account),
  /** Has the project write an e-mail with a code for a new password, if there is such an account. */
  'account.sendCode': route(null, z.object({ project, email }), nothing),
  /** Sets a password by the code of an invitation or of account.sendCode. Signing in with it comes after. */
  'account.setPassword': route(
    null,
    z.object({
      project,
      email,
      code: text(40)
        .transform((typed) => typed.replaceAll(/\D/g, ''))
        .pipe(z.string().min(6).max(10)),
      password: newPassword,
    }),
    nothing,
  ),
  'account.signOut': route(null, nothing, account),
  /** The desk works by itself again, on what it has: by the sign-in of a manager or an administrator. `key`: where the project takes the old one no more. */
  'account.disconnect': route('settings.write', z.object({ email, password, key: key.optional() }), account),
  /**
   * The same where the project is gone for good and no password can be checked: by the manager or administrator who is signed in,
   * after days of silence. `building`: its name, typed to confirm.
   */
  'account.leave': route('desk.connect', z.object({ building: text(200).trim() }), account),
} as const

export type Account = z.infer<typeof account>
export type ConnectOffer = z.infer<typeof connectOffer>
export type LockReason = (typeof LOCK_REASONS)[number]
