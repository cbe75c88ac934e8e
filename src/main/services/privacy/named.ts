import { setImmediate } from 'node:timers/promises'
import { fold } from '../../../shared/text/fold.ts'
import { fullNames, holdsName, namesFolded } from '../../store/fullNames.ts'
import type { ServiceDeps } from '../deps.ts'

/** A text that holds this one, whatever the case of its letters: LIKE folds those of ASCII alone. */
const likeOf = (text: string): string => `%${text.replaceAll(/[^ -~]|[%_\\]/g, '_')}%`

/** So many events are looked through at once: a few milliseconds, in which a scan may have to wait. */
const AT_ONCE = 5000

/**
 * Rows about others in which a person's full name stands: who may pick up, who did, whom a label named, and what was corrected. The
 * events of years are looked through slice by slice; what was written meanwhile is among them when this ends.
 */
export async function rowsNaming(
  { store }: Pick<ServiceDeps, 'store'>,
  residents: readonly string[],
): Promise<string[]> {
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
  // One comparison for each family name: a list of them inside the statement takes ten times as long.
  const likes = [...new Set(names.map(([, family]) => likeOf(family)))]
  const given = {
    own,
    rows: JSON.stringify(rows),
    ...Object.fromEntries(likes.map((like, n) => [`like${n}`, like])),
  }
  const LIKE = (text: string) => `(${likes.map((_, n) => `${text} LIKE @like${n}`).join(' OR ')})`
  const ROWS = 'SELECT value FROM json_each(@rows)'
  const found: string[] = []
  /** Events of rows that keep the rest of what they say, whose texts hold one of the names; answers the last place of the table. */
  async function within(table: 'package_events' | 'directory_events', sql: string, from: number): Promise<number> {
    const last = store.prepare<{ at: number | null }>(`SELECT max(rowid) AS at FROM ${table}`)
    const slice = store.prepare<{ id: string; text: string }>(`${sql} AND e.rowid > @after AND e.rowid <= @until`)
    let after = from
    for (let end = last.get()!.at ?? 0; after < end; end = last.get()!.at ?? 0) {
      const until = Math.min(after + AT_ONCE, end)
      for (const { id, text } of slice.all({ ...given, after, until })) if (holdsName(folded, text)) found.push(id)
      after = until
      // Everything else has its turn.
      if (after < end) await setImmediate()
    }
    return after
  }
  const PARCELS = `SELECT e.id, e.detail AS text FROM package_events e WHERE ${LIKE('e.detail')} AND e.package_id NOT IN (${ROWS})
    AND coalesce((SELECT p.resident_id FROM packages p WHERE p.id = e.package_id), '') NOT IN (${OWN})`
  const COLLECTORS = `SELECT e.id, e.before || ' ' || e.after AS text FROM directory_events e
    WHERE e.table_name = 'authorisations' AND ${LIKE("e.before || ' ' || e.after")} AND e.row_id NOT IN (${ROWS})
    AND coalesce((SELECT a.resident_id FROM authorisations a WHERE a.id = e.row_id), '') NOT IN (${OWN})`
  const seen = await within('package_events', PARCELS, 0)
  await within('directory_events', COLLECTORS, 0)
  await within('package_events', PARCELS, seen)
  return [...rows, ...found]
}
