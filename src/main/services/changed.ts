import type { DeskEvent } from '../../shared/contract/index.ts'
import type { Change } from '../store/changes.ts'
import type { Store } from '../store/open.ts'

export type Changed = Omit<Extract<DeskEvent, { type: 'changed' }>, 'type'>

/** The parcel, person or conversation on whose page the row of a table stands, found by the ids of rows. */
const ownersOf = (table: string, column: string) =>
  `SELECT DISTINCT ${column} AS id FROM ${table} WHERE id IN (SELECT value FROM json_each(?))`
/** The person whose page shows what stands on an entry. */
const personsOf = (table: string) =>
  `SELECT DISTINCT coalesce(r.merged_into, r.id) AS id FROM ${table} t JOIN residents r ON r.id = t.resident_id
   WHERE t.id IN (SELECT value FROM json_each(?))`
const OWNERS: Readonly<Record<string, string>> = {
  // An entry, the person that it was merged into, and the one that it was taken out of.
  residents: `WITH given AS (SELECT value AS id FROM json_each(?)) SELECT id FROM given
    UNION SELECT merged_into FROM residents WHERE id IN (SELECT id FROM given) AND merged_into IS NOT NULL
    UNION SELECT before ->> '$.merged_into' FROM directory_events
      WHERE row_id IN (SELECT id FROM given) AND before ->> '$.merged_into' IS NOT NULL`,
  package_events: ownersOf('package_events', 'package_id'),
  handovers: ownersOf('handovers', 'package_id'),
  notices: ownersOf('notices', 'package_id'),
  notice_deliveries: `SELECT DISTINCT n.package_id AS id FROM notice_deliveries d JOIN notices n ON n.id = d.notice_id
    WHERE d.id IN (SELECT value FROM json_each(?))`,
  occupancies: personsOf('occupancies'),
  authorisations: personsOf('authorisations'),
  absences: personsOf('absences'),
  belongings: personsOf('belongings'),
  conversation_participants: ownersOf('conversation_participants', 'conversation_id'),
  messages: ownersOf('messages', 'conversation_id'),
  attachments: `SELECT DISTINCT m.conversation_id AS id FROM attachments a JOIN messages m ON m.id = a.message_id
    WHERE a.id IN (SELECT value FROM json_each(?))`,
}
/** Rows that are an owner themselves; drafts are told by their conversation. */
const OWN = new Set(['packages', 'conversations', '_drafts'])

const OF_CONVERSATIONS = ['conversations', 'conversation_participants', 'messages', 'attachments', '_drafts']
const OF_PARCELS = ['packages', 'package_events']
/** Any conversation may show it: a name, a unit, a template, what was refused, and who is on duty. */
const OF_ANY_CONVERSATION = [
  'announcements',
  'message_templates',
  'staff',
  'residents',
  'units',
  'occupancies',
  '_attention',
  '_meta',
]

/** More than this is worth asking for everything again. */
const MOST = 100

/** What the window is told of changed rows: what they belong to, since a page is asked for by that. */
export function changedOf({ prepare }: Pick<Store, 'prepare'>): (change: Change) => Changed {
  /** Empty: they may belong to anything. A row that was dropped no longer says what it belonged to. */
  function owners(table: string, ids: readonly string[]): readonly string[] {
    if (ids.length > MOST) return []
    if (OWN.has(table)) return ids
    const sql = OWNERS[table]
    if (sql === undefined || ids.length === 0) return []
    const given = JSON.stringify(ids)
    const there = prepare<{ n: number }>(
      `SELECT count(*) AS n FROM ${table} WHERE id IN (SELECT value FROM json_each(?))`,
    )
    return there.get(given)!.n < ids.length
      ? []
      : prepare<{ id: string }>(sql)
          .all(given)
          .map(({ id }) => id)
  }

  return ({ tables }) => {
    const told = Object.fromEntries(Object.entries(tables).map(([table, ids]) => [table, [...owners(table, ids)]]))
    const about = (names: readonly string[]): string[] | null => {
      const found = names.flatMap((table) => (told[table] ? [told[table]] : []))
      return found.some((ids) => ids.length === 0) ? null : [...new Set(found.flat())]
    }
    const own = about(OF_CONVERSATIONS)
    const parcels = about(OF_PARCELS)
    const isAny = own === null || parcels === null || OF_ANY_CONVERSATION.some((table) => told[table])
    const ofParcels =
      isAny || parcels.length === 0
        ? []
        : prepare<{ id: string }>('SELECT id FROM conversations WHERE package_id IN (SELECT value FROM json_each(?))')
            .all(JSON.stringify(parcels))
            .map(({ id }) => id)
    return { tables: told, conversations: isAny ? null : [...new Set([...own, ...ofParcels])] }
  }
}
