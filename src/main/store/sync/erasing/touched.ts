import type { SyncContext } from '../context.ts'
import type { SyncedTable } from '../../schema.ts'

export type Touched = ReadonlyMap<SyncedTable, ReadonlySet<string>>

const GIVEN = 'SELECT value FROM json_each(?)'
const OF_PEOPLE = ['occupancies', 'authorisations', 'absences', 'belongings'] as const

/** Every row that says something of these entries of people; `also`: rows of others that named them. */
export function touchedRows(
  { sql }: Pick<SyncContext, 'sql'>,
  residents: readonly string[],
  also: readonly string[],
): Touched {
  const ids = (text: string, ...given: (readonly string[])[]): string[] =>
    sql(text)
      .pluck()
      .all(...given.map((list) => JSON.stringify(list))) as string[]
  const rows = new Map<SyncedTable, Set<string>>()
  const add = (table: SyncedTable, found: readonly string[]): string[] => {
    const known = rows.get(table) ?? new Set<string>()
    for (const id of found) known.add(id)
    rows.set(table, known)
    return [...known]
  }
  const named = (table: SyncedTable) => ids(`SELECT id FROM ${table} WHERE id IN (${GIVEN})`, also)

  add('residents', residents)
  for (const table of OF_PEOPLE) add(table, ids(`SELECT id FROM ${table} WHERE resident_id IN (${GIVEN})`, residents))
  add('authorisations', named('authorisations'))
  const packages = add('packages', [
    ...ids(`SELECT id FROM packages WHERE resident_id IN (${GIVEN})`, residents),
    ...named('packages'),
  ])
  add('package_events', [
    ...ids(`SELECT id FROM package_events WHERE package_id IN (${GIVEN})`, packages),
    ...named('package_events'),
  ])
  add('notices', ids(`SELECT id FROM notices WHERE package_id IN (${GIVEN})`, packages))
  add('handovers', [
    ...ids(`SELECT id FROM handovers WHERE package_id IN (${GIVEN})`, packages),
    // No index by who collected: hand-overs are few beside parcels.
    ...ids(`SELECT id FROM handovers WHERE resident_id IN (${GIVEN})`, residents),
    ...named('handovers'),
  ])
  const conversations = add(
    'conversations',
    ids(
      `SELECT DISTINCT p.conversation_id FROM conversation_participants p WHERE p.resident_id IN (${GIVEN})
       AND NOT EXISTS (SELECT 1 FROM conversation_participants o WHERE o.conversation_id = p.conversation_id AND o.resident_id IS NOT NULL
         AND o.resident_id NOT IN (${GIVEN}) AND o.resident_id NOT IN (SELECT resident_id FROM erasures))`,
      residents,
      residents,
    ),
  )
  const messages = add('messages', [
    ...ids(`SELECT id FROM messages WHERE announcement_id IS NULL AND conversation_id IN (${GIVEN})`, conversations),
    ...ids(
      `SELECT m.id FROM messages m JOIN conversation_participants p ON p.conversation_id = m.conversation_id
       WHERE p.resident_id IN (${GIVEN}) AND m.author_resident_id = p.resident_id`,
      residents,
    ),
  ])
  add('attachments', ids(`SELECT id FROM attachments WHERE message_id IN (${GIVEN})`, messages))
  const told = [...OF_PEOPLE, 'residents', 'conversations'].flatMap((table) => [...rows.get(table as SyncedTable)!])
  add('directory_events', [
    ...ids(`SELECT id FROM directory_events WHERE row_id IN (${GIVEN})`, told),
    ...named('directory_events'),
  ])
  return rows
}
