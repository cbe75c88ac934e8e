import { createHashHistory, createRootRoute, createRoute, createRouter, redirect } from '@tanstack/react-router'
import { BackupsScreen } from '../features/backups/index.tsx'
import { AuditScreen } from '../features/audit/index.tsx'
import { DevicesScreen } from '../features/devices/index.tsx'
import { HandoverScreen } from '../features/handover/index.tsx'
import { HealthScreen } from '../features/health/index.tsx'
import { ImportScreen } from '../features/import/index.tsx'
import { IntakeScreen } from '../features/intake/index.tsx'
import { MessagesScreen } from '../features/messages/index.tsx'
import { PackageScreen } from '../features/packages/index.tsx'
import {
  AddUnitsScreen,
  EraseScreen,
  MoveInScreen,
  MoveOutScreen,
  NewPersonScreen,
  ResidentScreen,
  ResidentsScreen,
  ToCheckScreen,
  UnitScreen,
  UnitsScreen,
} from '../features/residents/index.tsx'
import { IncidentsScreen } from '../features/incidents/index.tsx'
import { PrivacyScreen } from '../features/privacy/index.tsx'
import { ReadyScreen } from '../features/ready/index.tsx'
import { SettingsScreen } from '../features/settings/index.tsx'
import { StaffScreen } from '../features/staff/index.tsx'
import { SyncScreen } from '../features/sync/index.tsx'
import { WaitingScreen } from '../features/waiting/index.tsx'
import { NotFound } from './frame/NotFound.tsx'
import { ScreenFailed } from './frame/ScreenFailed.tsx'
import { Shell } from './frame/Shell.tsx'

const root = createRootRoute({ component: Shell, notFoundComponent: NotFound, errorComponent: ScreenFailed })
const getParentRoute = () => root

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
  component: MessagesScreen,
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
  createRoute({ getParentRoute, path: '/import', component: ImportScreen }),
  createRoute({ getParentRoute, path: '/residents', component: ResidentsScreen }),
  createRoute({ getParentRoute, path: '/residents/new', component: NewPersonScreen }),
  createRoute({ getParentRoute, path: '/residents/check', component: ToCheckScreen }),
  createRoute({ getParentRoute, path: '/residents/$id', component: ResidentScreen }),
  createRoute({ getParentRoute, path: '/residents/$id/erase', component: EraseScreen }),
  createRoute({ getParentRoute, path: '/units', component: UnitsScreen }),
  createRoute({ getParentRoute, path: '/units/new', component: AddUnitsScreen }),
  createRoute({ getParentRoute, path: '/units/$id', component: UnitScreen }),
  createRoute({ getParentRoute, path: '/units/$id/move-in', component: MoveInScreen }),
  createRoute({
    getParentRoute,
    path: '/units/$id/move-out',
    component: MoveOutScreen,
    validateSearch: (search: Record<string, unknown>): MoveOutSearch => optional(search, 'homeId'),
  }),
  createRoute({ getParentRoute, path: '/ready', component: ReadyScreen }),
  createRoute({ getParentRoute, path: '/sync', component: SyncScreen }),
  createRoute({
    getParentRoute,
    path: '/settings',
    component: SettingsScreen,
    validateSearch: (search: Record<string, unknown>): SettingsSearch => optional(search, 'section'),
  }),
  createRoute({ getParentRoute, path: '/staff', component: StaffScreen }),
  createRoute({ getParentRoute, path: '/backups', component: BackupsScreen }),
  createRoute({ getParentRoute, path: '/audit', component: AuditScreen }),
  createRoute({ getParentRoute, path: '/health', component: HealthScreen }),
  createRoute({ getParentRoute, path: '/incidents', component: IncidentsScreen }),
  createRoute({ getParentRoute, path: '/privacy', component: PrivacyScreen }),
  createRoute({ getParentRoute, path: '/devices', component: DevicesScreen }),
])

/** The place is kept in the address's hash: a reload comes back to the same screen. */
export const createDeskRouter = () =>
  createRouter({ routeTree, history: createHashHistory(), defaultErrorComponent: ScreenFailed, defaultPreload: false })

export type DeskRouter = ReturnType<typeof createDeskRouter>

declare module '@tanstack/react-router' {
  interface Register {
    router: DeskRouter
  }
}
