import type { z } from 'zod'
import { accountRoutes } from './account.ts'
import { actsRoutes } from './acts.ts'
import { auditRoutes } from './audit.ts'
import { appRoutes } from './app.ts'
import { backupsRoutes } from './backups.ts'
import type { Present } from '../messaging/client.ts'
import type { ErrorCode } from './errors.ts'
import { dutyRoutes } from './duty.ts'
import { directoryRoutes } from './directory.ts'
import { firstRoutes } from './first.ts'
import { healthRoutes } from './health.ts'
import { importRoutes } from './imports.ts'
import { movesRoutes } from './moves.ts'
import { messagesRoutes } from './messages.ts'
import { noticesRoutes } from './notices.ts'
import { packagesRoutes } from './packages.ts'
import { incidentRoutes } from './incidents.ts'
import { privacyRoutes } from './privacy.ts'
import { printingRoutes } from './printing.ts'
import { scanRoutes } from './scan.ts'
import { sessionRoutes } from './session.ts'
import { settingsRoutes } from './settings.ts'
import { syncRoutes } from './sync.ts'
import { scannersRoutes } from './scanners.ts'
import { shelfChecksRoutes } from './shelfChecks.ts'
import { shelvesRoutes } from './shelves.ts'
import { staffRoutes } from './staff.ts'
import { supportRoutes } from './support.ts'
import { unitsRoutes } from './units.ts'

/** Everything that the console may ask of main: this list is the whole surface. */
export const routes = {
  ...appRoutes,
  ...firstRoutes,
  ...sessionRoutes,
  ...dutyRoutes,
  ...settingsRoutes,
  ...printingRoutes,
  ...packagesRoutes,
  ...noticesRoutes,
  ...actsRoutes,
  ...directoryRoutes,
  ...staffRoutes,
  ...unitsRoutes,
  ...shelvesRoutes,
  ...shelfChecksRoutes,
  ...movesRoutes,
  ...scanRoutes,
  ...syncRoutes,
  ...accountRoutes,
  ...scannersRoutes,
  ...messagesRoutes,
  ...supportRoutes,
  ...importRoutes,
  ...auditRoutes,
  ...incidentRoutes,
  ...privacyRoutes,
  ...backupsRoutes,
  ...healthRoutes,
} as const

export type Routes = typeof routes
export type RouteName = keyof Routes
/** What a caller may leave out is still optional here. */
export type Request<N extends RouteName> = z.input<Routes[N]['input']>
/** What a handler receives: parsed, defaults filled in. */
export type Parsed<N extends RouteName> = z.output<Routes[N]['input']>
export type Response<N extends RouteName> = z.output<Routes[N]['output']>

export interface RequestError {
  code: ErrorCode
  /** Facts for the sentence that the console shows: who, when, which. Never shown raw. */
  data?: Record<string, string | number | null>
}

export type Envelope<T> = { ok: true; data: T } | { ok: false; error: RequestError }

/** What main tells the console without being asked: what changed, never the rows. */
export type DeskEvent =
  /**
   * Rows of these tables: the ids of the parcels, people or conversations that they belong to; none: of any. `conversations`:
   * those that show something of it; null: any may.
   */
  | { type: 'changed'; tables: Record<string, string[]>; conversations: string[] | null }
  | { type: 'store' }
  | { type: 'settings' }
  /** An import, or the undo of one, has come further. */
  | { type: 'import' }
  /** An archive is written or opened a little further. */
  | { type: 'archive' }
  /** How sending and reading stand has changed. */
  | { type: 'sync' }
  /** The connection, or who is signed in, has changed. */
  | { type: 'account' }
  /** Who is on duty, the lock, or a PIN has changed. */
  | { type: 'duty' }
  /** The computer was locked or goes to sleep: the console locks as well, when it can. */
  | { type: 'lock' }
  /** A scanner came, went, or was set up; or the program that reads them did. */
  | { type: 'scanners' }
  /** A code from a scanner that is no keyboard. `at`: milliseconds since the epoch, when its last byte was read. */
  | { type: 'scan'; text: string; aim: string | null; corrupt: boolean; at: number }
  /** A scanner that was never set up sent something: it cannot be read yet. */
  | { type: 'newScanner'; name: string }
  /** Something that runs by itself does not go on; it is tried again. */
  | { type: 'fault'; code: ErrorCode }
  /** A resident wrote. */
  | { type: 'message'; conversationId: string; messageId: string }
  /** Who else is at a conversation now; never stored. */
  | { type: 'presence'; conversationId: string; people: readonly Present[] }
  /** A menu entry was chosen: the console runs the action of that name. */
  | { type: 'action'; id: string }

/** What preload puts on `window.desk`: the only way out of the sandbox. */
export interface DeskBridge {
  request<N extends RouteName>(route: N, input: Request<N>): Promise<Envelope<Response<N>>>
  on(listener: (event: DeskEvent) => void): () => void
}
