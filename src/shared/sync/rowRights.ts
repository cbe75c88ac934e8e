import { DIRECTORY_RIGHTS, type DirectoryTable } from '../people/kinds.ts'
import type { TABLES } from './tables.ts'
import type { Permission } from '../staff/permissions.ts'

interface RowRights {
  insert: Permission
  /** For a change and for a removal. */
  change: Permission
}

const both = (permission: Permission): RowRights => ({ insert: permission, change: permission })

/** What somebody must be allowed to do to write a row of each synced table, as the project's policies ask it. */
const ROW_RIGHTS: Readonly<Record<Exclude<keyof typeof TABLES, 'directory_events'>, RowRights>> = {
  buildings: both('building.write'),
  staff: both('staff.write'),
  desks: both('building.write'),
  units: both('directory.write'),
  residents: both('directory.write'),
  occupancies: both('directory.write'),
  authorisations: both('directory.care'),
  absences: both('directory.care'),
  belongings: both('directory.care'),
  shelves: both('directory.write'),
  packages: { insert: 'packages.register', change: 'packages.correct' },
  package_events: both('packages.correct'),
  handovers: { insert: 'packages.hand_over', change: 'acts.undo' },
  notices: { insert: 'packages.register', change: 'packages.notify' },
  notice_deliveries: both('packages.notify'),
  carrier_rules: both('carriers.teach'),
  erasures: both('privacy.erase'),
  incidents: both('incidents.write'),
  conversations: both('messages.write'),
  conversation_participants: both('messages.write'),
  announcements: both('messages.announce'),
  messages: both('messages.write'),
  attachments: both('messages.write'),
  message_templates: both('messages.manage'),
}

/** The right that one written row of an act needs; an entry of the directory's history needs that of the table it is about. */
export function rowRight({
  table,
  op,
  values,
}: {
  table: keyof typeof TABLES
  op: string
  values: Readonly<Record<string, unknown>>
}): Permission {
  if (table !== 'directory_events') return ROW_RIGHTS[table][op === 'insert' ? 'insert' : 'change']
  const about = String(values['table_name'])
  return Object.hasOwn(DIRECTORY_RIGHTS, about) ? DIRECTORY_RIGHTS[about as DirectoryTable] : 'directory.write'
}
