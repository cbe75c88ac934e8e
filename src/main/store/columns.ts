import { SYNC_TABLES } from '../../shared/sync/tables.ts'
import type { SyncedTable } from './schema.ts'

/** Every synced table by its SQL name, parents before children. */
export const SYNCED_TABLES = Object.keys(SYNC_TABLES) as readonly SyncedTable[]
/** Synced tables that came with a later migration: a backup from before it lacks them and is good all the same. */
export const SINCE: Partial<Record<SyncedTable, number>> = {
  conversations: 3,
  conversation_participants: 3,
  announcements: 3,
  messages: 3,
  attachments: 3,
  message_templates: 3,
  directory_events: 9,
  belongings: 16,
  erasures: 19,
  incidents: 20,
  notice_deliveries: 22,
}
const STAMPS = ['created_at', 'updated_at', 'deleted_at', 'change_seq'] as const
type KeptByStore = 'id' | 'building_id' | (typeof STAMPS)[number]
/** The columns that the store fills in: they say nothing about the building. */
export const KEPT_BY_STORE: ReadonlySet<string> = new Set<KeptByStore>(['id', 'building_id', ...STAMPS])

/** What a row says, for a new row that says the same. */
export const factsOf = <R extends object>(row: R): Omit<R, KeptByStore> =>
  Object.fromEntries(Object.entries(row).filter(([column]) => !KEPT_BY_STORE.has(column))) as Omit<R, KeptByStore>

const columnNames = new Map<string, readonly string[]>()

/** The columns that a write to the table may name; what the store and the server fill in comes last. */
export function columnsOf(table: SyncedTable): readonly string[] {
  let names = columnNames.get(table)
  if (!names) {
    if (!Object.hasOwn(SYNC_TABLES, table)) throw new Error(`not a synced table: ${table as string}`)
    names = [
      ...Object.keys(SYNC_TABLES[table]).filter((name) => !(STAMPS as readonly string[]).includes(name)),
      ...STAMPS,
    ]
    columnNames.set(table, names)
  }
  return names
}
