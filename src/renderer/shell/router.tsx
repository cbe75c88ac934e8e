import {
  createHashHistory,
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
} from '@tanstack/react-router'
import { HandoverScreen } from '../features/handover/index.tsx'
import { IntakeScreen } from '../features/intake/index.tsx'
import { PackageScreen } from '../features/packages/index.tsx'
import { WaitingScreen } from '../features/waiting/index.tsx'
import { NotFound } from './frame/NotFound.tsx'
import { ScreenFailed } from './frame/ScreenFailed.tsx'
import { Shell } from './frame/Shell.tsx'

const root = createRootRoute({ component: Shell, notFoundComponent: NotFound, errorComponent: ScreenFailed })
const getParentRoute = () => root

const readDeferred = () => import('./deferred.ts')
const deferred = (screen: keyof Awaited<ReturnType<typeof readDeferred>>) => lazyRouteComponent(readDeferred, screen)

const optional = (search: Record<string, unknown>, key: string): Record<string, string> =>
  typeof search[key] === 'string' ? { [key]: search[key] } : {}

interface HandoverSearch {
  packageId?: string
  residentId?: string
  unitId?: string
}

interface MessagesSearch {
  /** Whom a new conversation is with, and about which parcel. */
  residentId?: string
  packageId?: string
  /** Where a search led: a message and its place. */
  messageId?: string
  offset?: number
}

interface MoveOutSearch {
  /** Whose home ends. */
  homeId?: string
}

interface SettingsSearch {
  /** The group of settings that is shown first. */
  section?: string
}

interface IntakeSearch {
  residentId?: string
  unitId?: string
}

const messages = createRoute({
  getParentRoute,
  path: '/messages',
  component: deferred('MessagesScreen'),
  validateSearch: (search: Record<string, unknown>): MessagesSearch => ({
    ...optional(search, 'residentId'),
    ...optional(search, 'packageId'),
    ...optional(search, 'messageId'),
    ...(typeof search['offset'] === 'number' ? { offset: search['offset'] } : {}),
  }),
})
const ofMessages = () => messages

const routeTree = root.addChildren([
  // One screen for all of these: the list keeps its place while conversations come and go beside it.
  messages.addChildren([
    createRoute({ getParentRoute: ofMessages, path: '/' }),
    createRoute({ getParentRoute: ofMessages, path: '/new' }),
    createRoute({ getParentRoute: ofMessages, path: '/announcements' }),
    createRoute({ getParentRoute: ofMessages, path: '/templates' }),
    createRoute({ getParentRoute: ofMessages, path: '/$id' }),
  ]),
  createRoute({
    getParentRoute,
    path: '/',
    beforeLoad: () => {
      throw redirect({ to: '/intake' })
    },
  }),
  createRoute({
    getParentRoute,
    path: '/intake',
    component: IntakeScreen,
    validateSearch: (search: Record<string, unknown>): IntakeSearch => ({
      ...optional(search, 'residentId'),
      ...optional(search, 'unitId'),
    }),
  }),
  createRoute({ getParentRoute, path: '/waiting', component: WaitingScreen }),
  createRoute({ getParentRoute, path: '/notices', component: deferred('NoticesScreen') }),
  createRoute({ getParentRoute, path: '/packages/$id', component: PackageScreen }),
  createRoute({
    getParentRoute,
    path: '/handover',
    component: HandoverScreen,
    validateSearch: (search: Record<string, unknown>): HandoverSearch => ({
      ...optional(search, 'packageId'),
      ...optional(search, 'residentId'),
      ...optional(search, 'unitId'),
    }),
  }),
  createRoute({ getParentRoute, path: '/import', component: deferred('ImportScreen') }),
  createRoute({ getParentRoute, path: '/residents', component: deferred('ResidentsScreen') }),
  createRoute({ getParentRoute, path: '/residents/new', component: deferred('NewPersonScreen') }),
  createRoute({ getParentRoute, path: '/residents/check', component: deferred('ToCheckScreen') }),
  createRoute({ getParentRoute, path: '/residents/$id', component: deferred('ResidentScreen') }),
  createRoute({ getParentRoute, path: '/residents/$id/erase', component: deferred('EraseScreen') }),
  createRoute({ getParentRoute, path: '/units', component: deferred('UnitsScreen') }),
  createRoute({ getParentRoute, path: '/units/new', component: deferred('AddUnitsScreen') }),
  createRoute({ getParentRoute, path: '/units/$id', component: deferred('UnitScreen') }),
  createRoute({ getParentRoute, path: '/units/$id/move-in', component: deferred('MoveInScreen') }),
  createRoute({
    getParentRoute,
    path: '/units/$id/move-out',
    component: deferred('MoveOutScreen'),
    validateSearch: (search: Record<string, unknown>): MoveOutSearch => optional(search, 'homeId'),
  }),
  createRoute({ getParentRoute, path: '/ready', component: deferred('ReadyScreen') }),
  createRoute({ getParentRoute, path: '/sync', component: deferred('SyncScreen') }),
  createRoute({
    getParentRoute,
    path: '/settings',
    component: deferred('SettingsScreen'),
    validateSearch: (search: Record<string, unknown>): SettingsSearch => optional(search, 'section'),
  }),
  createRoute({ getParentRoute, path: '/shelves', component: deferred('ShelvesScreen') }),
  createRoute({ getParentRoute, path: '/shelves/$id', component: deferred('ShelfScreen') }),
  createRoute({ getParentRoute, path: '/staff', component: deferred('StaffScreen') }),
  createRoute({ getParentRoute, path: '/backups', component: deferred('BackupsScreen') }),
  createRoute({ getParentRoute, path: '/audit', component: deferred('AuditScreen') }),
  createRoute({ getParentRoute, path: '/health', component: deferred('HealthScreen') }),
  createRoute({ getParentRoute, path: '/privacy', component: deferred('PrivacyScreen') }),
  createRoute({ getParentRoute, path: '/devices', component: deferred('DevicesScreen') }),
  createRoute({ getParentRoute, path: '/settings/texts', component: deferred('NoticeTextsScreen') }),
  createRoute({ getParentRoute, path: '/incidents', component: deferred('IncidentsScreen') }),
])

/** Reads the screens that are not first before somebody opens one: their keys then answer like the others. */
export const readScreensAhead = (): void => void readDeferred().catch(() => undefined)

/** The place is kept in the address's hash: a reload comes back to the same screen. */
export const createDeskRouter = () =>
  createRouter({ routeTree, history: createHashHistory(), defaultErrorComponent: ScreenFailed, defaultPreload: false })

export type DeskRouter = ReturnType<typeof createDeskRouter>

declare module '@tanstack/react-router' {
  interface Register {
    router: DeskRouter
  }
}
