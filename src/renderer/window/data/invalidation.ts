import type { Request, RouteName } from '../../../shared/contract/index.ts'

const PARCELS: readonly RouteName[] = [
  'packages.list',
  'packages.get',
  'packages.counts',
  'search.all',
  'residents.get',
  'units.get',
  'handover.open',
  'labels.preview',
  'notices.ofParcel',
  'notices.ofPerson',
  'notices.open',
  'notices.status',
  'shelves.check',
  'shelves.list',
]
const PEOPLE: readonly RouteName[] = [
  'search.addressee',
  'search.all',
  'residents.list',
  'residents.get',
  'units.list',
  'units.get',
  'moves.consequences',
  'handover.open',
  'packages.list',
  'packages.get',
  'packages.noticeText',
  'notices.ofParcel',
  'notices.ofPerson',
  'notices.open',
  'shelves.check',
]

/** Which answers read which table. A table missing here makes every answer ask again. */
export const ROUTES_OF_TABLE: Readonly<Record<string, readonly RouteName[]>> = {
  buildings: [
    'session.get',
    'setup.get',
    'settings.get',
    'acts.recent',
    'packages.noticeText',
    'privacy.notice',
    'notices.texts',
    'labels.preview',
    'notices.open',
    'notices.status',
  ],
  staff: [
    'session.get',
    'duty.status',
    'staff.list',
    'packages.get',
    'packages.senders',
    'acts.recent',
    'directory.history',
    'setup.get',
  ],
  desks: ['session.get', 'settings.get', 'acts.recent'],
  shelves: ['session.get', 'setup.get', 'shelves.preview', 'acts.recent', ...PARCELS],
  units: [...PEOPLE, 'setup.get', 'units.filters', 'units.preview', 'acts.recent'],
  residents: [
    ...PEOPLE,
    'setup.get',
    'acts.recent',
    'residents.duplicates',
    'residents.alike',
    'residents.unconfirmed',
    'residents.pickupCodes',
  ],
  occupancies: [...PEOPLE, 'acts.recent', 'residents.duplicates', 'residents.unconfirmed'],
  directory_events: ['settings.get', 'notices.texts', 'directory.history', 'directory.conflicts', 'acts.recent'],
  incidents: ['incidents.list'],
  erasures: [...PEOPLE, 'acts.recent', 'directory.history'],
  authorisations: ['residents.get', 'moves.consequences', 'handover.open'],
  absences: ['search.addressee', 'search.all', 'residents.list', 'residents.get', 'units.get'],
  belongings: ['search.all', 'residents.get', 'units.get', 'moves.consequences'],
  // Rows of people carry how many parcels wait for them.
  packages: [
    ...PARCELS,
    'residents.pickupCodes',
    'setup.get',
    'search.addressee',
    'residents.list',
    'units.list',
    'acts.recent',
    'packages.noticeText',
  ],
  package_events: ['packages.get', 'packages.senders', 'packages.counts', 'acts.recent'],
  handovers: PARCELS,
  notices: PARCELS,
  notice_deliveries: PARCELS,
  carrier_rules: ['carriers.list'],
  _print_jobs: ['printing.status', 'packages.get', 'setup.get'],
  // Who is on duty: what they may do, what is theirs to answer, what they have not read.
  _meta: [
    'session.get',
    'setup.get',
    'directory.conflicts',
    'messages.counts',
    'packages.get',
    'packages.senders',
    'sync.refused',
  ],
  _outbox: ['sync.status', 'sync.waiting', 'account.status'],
  _attention: ['sync.status', 'sync.refused'],
  // The message screens listen for themselves, through MessagingClient; only the rail's badge asks as the rest does.
  conversations: ['messages.counts', 'units.get', 'moves.consequences'],
  conversation_participants: ['messages.counts'],
  announcements: [],
  messages: ['messages.counts', 'units.get'],
  attachments: [],
  message_templates: [],
  _conversation_heads: [],
  _message_texts: [],
  _drafts: [],
  _files: [],
  // Bookkeeping of the replica: nothing on a screen reads it.
  _base: [],
  _outbox_names: [],
  _outbox_rows: [],
  _sent: [],
  _parked: [],
  _sync: [],
  _replaying: [],
  _shelf_checks: ['shelves.check', 'shelves.list'],
  _audit: ['audit.list', 'audit.status'],
  _audit_salts: [],
  _audit_anchors: ['audit.status', 'audit.desks'],
}

/** Whose ids the rows of a table are told by. */
const OWNER_OF_TABLE: Readonly<Record<string, 'parcel' | 'person'>> = {
  packages: 'parcel',
  package_events: 'parcel',
  handovers: 'parcel',
  notices: 'parcel',
  notice_deliveries: 'parcel',
  residents: 'person',
  occupancies: 'person',
  authorisations: 'person',
  absences: 'person',
  belongings: 'person',
}

/** Routes that answer about one parcel or one person: which one, by what was asked. */
const ABOUT_ONE: {
  readonly [N in RouteName]?: readonly [owner: 'parcel' | 'person', id: (input: Request<N>) => string]
} = {
  'packages.get': ['parcel', ({ id }) => id],
  'packages.senders': ['parcel', ({ id }) => id],
  'packages.noticeText': ['parcel', ({ packageId }) => packageId],
  'notices.ofParcel': ['parcel', ({ packageId }) => packageId],
  'residents.get': ['person', ({ id }) => id],
  'notices.ofPerson': ['person', ({ residentId }) => residentId],
  'residents.pickupCodes': ['person', ({ id }) => id],
}

type Tables = Readonly<Record<string, readonly string[]>>

/** Which answers are asked again after rows changed: those that read the table, and of those about one thing only its own. */
export function touchedBy(tables: Tables): (key: readonly unknown[]) => boolean {
  const changed = Object.entries(tables)
  if (changed.some(([table]) => !ROUTES_OF_TABLE[table])) return () => true
  return ([route, input]) => {
    const one = ABOUT_ONE[route as RouteName]
    return changed.some(([table, ids]) => {
      if (!ROUTES_OF_TABLE[table]?.includes(route as RouteName)) return false
      if (!one || ids.length === 0 || OWNER_OF_TABLE[table] !== one[0]) return true
      return ids.includes((one[1] as (given: unknown) => string)(input))
    })
  }
}
