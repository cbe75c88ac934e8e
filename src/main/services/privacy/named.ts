import { fold } from '../../../shared/text/fold.ts'
import { fullNames, holdsName, namesFolded } from '../../store/fullNames.ts'
import type { ServiceDeps } from '../deps.ts'

/** A text that holds this one, whatever the case of its letters: LIKE folds those of ASCII alone. */
const likeOf = (text: string): string => `%${text.replaceAll(/[^ -~]|[%_\\]/g, '_')}%`

/** Rows about others in which a person's full name stands: who may pick up, who did, whom a label named, and what was corrected. */
export function rowsNaming({ store }: Pick<ServiceDeps, 'store'>, residents: readonly string[]): string[] {
  const own = JSON.stringify(residents)
  const OWN = 'SELECT value FROM json_each(@own)'
  const names = fullNames((sql) => store.prepare(sql), residents)
  if (names.length === 0) return []
  const folded = namesFolded(names)

  /** Rows whose column is one of the names; each way to write it is compared once. */
  const exactly = (table: string, column: string): string[] => {
    const texts = store
      .prepare<{ text: string }>(`SELECT DISTINCT ${column} AS text FROM ${table} WHERE ${column} IS NOT NULL`)
      .all()
      .filter(({ text }) => folded.has(fold(text)))
      .map(({ text }) => text)
    if (texts.length === 0) return []
    return store
      .prepare<{ id: string }>(
        `SELECT id FROM ${table} WHERE ${column} IN (SELECT value FROM json_each(@texts)) AND coalesce(resident_id, '') NOT IN (${OWN})`,
      )
      .all({ own, texts: JSON.stringify(texts) })
      .map(({ id }) => id)
  }
  const rows = [
    ...exactly('authorisations', 'name'),
    ...exactly('packages', 'written_name'),
    ...exactly('handovers', 'collected_by'),
  ]
  /** Events of rows that keep the rest of what they say, whose texts hold one of the names. */
  const within = (sql: string): string[] =>
    store
      .prepare<{ id: string; text: string }>(sql)
      .all({
        own,
        rows: JSON.stringify(rows),
        likes: JSON.stringify([...new Set(names.map(([, family]) => likeOf(family)))]),
      })
      .filter(({ text }) => holdsName(folded, text))
      .map(({ id }) => id)
  const LIKE = (text: string) => `EXISTS (SELECT 1 FROM json_each(@likes) WHERE ${text} LIKE value)`
  const ROWS = 'SELECT value FROM json_each(@rows)'
  return [
    ...rows,
    ...within(
      `SELECT e.id, e.detail AS text FROM package_events e WHERE ${LIKE('e.detail')} AND e.package_id NOT IN (${ROWS})
       AND coalesce((SELECT p.resident_id FROM packages p WHERE p.id = e.package_id), '') NOT IN (${OWN})`,
    ),
    ...within(
      `SELECT e.id, e.before || ' ' || e.after AS text FROM directory_events e
       WHERE e.table_name = 'authorisations' AND ${LIKE("e.before || ' ' || e.after")} AND e.row_id NOT IN (${ROWS})
       AND coalesce((SELECT a.resident_id FROM authorisations a WHERE a.id = e.row_id), '') NOT IN (${OWN})`,
    ),
  ]
}
