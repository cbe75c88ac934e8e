import { auditBody, type AuditBody } from '../../../shared/audit/entry.ts'
import type { ProjectEntry } from '../../../shared/audit/project.ts'
import type { Parsed, Response } from '../../../shared/contract/index.ts'
import { DeskError } from '../../../shared/contract/errors.ts'
import { readDate } from '../../../shared/people/dates.ts'
import { addDays, startOfDate } from '../../../shared/time/zone.ts'
import type { ServiceDeps } from '../deps.ts'

export type Filter = Pick<Parsed<'audit.list'>, 'actorId' | 'area' | 'from' | 'to'>
export type Entry = Response<'audit.list'>['rows'][number]

interface Kept {
  seq: number
  body: Uint8Array
  hash: Uint8Array
}
const NOBODY = { desk: null, sentBy: null }

/** How what an entry is about is called today, by table; the first of these that it names. */
const CALLED = {
  packages: 'SELECT short_number FROM packages WHERE id = ?',
  residents: "SELECT trim(given_name || ' ' || family_name) FROM residents WHERE id = ?",
  units: 'SELECT number FROM units WHERE id = ?',
  staff: 'SELECT display_name FROM staff WHERE id = ?',
  shelves: 'SELECT code FROM shelves WHERE id = ?',
} as const
const NAMES = Object.values(CALLED).map((sql) => sql.replace(/^SELECT (.*) FROM/, 'SELECT $1 AS name FROM'))

/** Reads the log of this desk, newest first. */
export function createEntries({ store, place }: ServiceDeps) {
  const nameOf = (sql: string, id: string): string | null => store.prepare<{ name: string }>(sql).get(id)?.name ?? null

  function about({ rows = [], about: whom }: AuditBody): string | null {
    const tables = Object.keys(CALLED)
    for (const [at, table] of tables.entries()) {
      const row = rows.find((one) => one.table === table)
      const name = row && nameOf(NAMES[at]!, row.id)
      if (name) return name
    }
    const id = whom ?? rows.find((row) => row.about !== undefined)?.about
    if (id === undefined) return null
    for (const sql of NAMES) {
      const name = nameOf(sql, id)
      if (name) return name
    }
    return null
  }
  function toEntry(seq: number, body: string, hash: string): Entry {
    const read = auditBody.safeParse(JSON.parse(body)).data
    const begins = hash.slice(0, 16)
    // What cannot be read stands in its place all the same: the check says what is wrong with it.
    if (!read)
      return {
        seq,
        at: new Date(0).toISOString(),
        what: '?',
        area: 'audit',
        by: null,
        about: null,
        rows: 0,
        facts: {},
        again: false,
        hash: begins,
        ...NOBODY,
      }
    const count = Object.values(read.counts ?? {}).reduce((sum, one) => sum + one, 0)
    return {
      seq,
      at: read.at,
      what: read.what,
      area: read.area,
      by: read.by === null ? null : (nameOf(NAMES[3]!, read.by) ?? read.by),
      about: about(read),
      rows: read.rows?.length ?? count,
      facts: read.detail ?? {},
      again: read.again ?? false,
      hash: begins,
      ...NOBODY,
    }
  }
  const dayOf = (typed: string, field: 'from' | 'to', later: number): string | null => {
    if (typed.trim() === '') return null
    const date = readDate(typed)
    if (date === null) throw new DeskError('FIELDS_REFUSED', { [field]: 'no_such_date' })
    return startOfDate(place.building.timezone, addDays(date, later)).toISOString()
  }

  const between = ({ from, to }: Pick<Filter, 'from' | 'to'>) => ({
    since: dayOf(from, 'from', 0),
    until: dayOf(to, 'to', 1),
  })

  return {
    between,
    /** Entries as the project keeps them: whose desk, and under whose session they came, where that is not whoever did it. */
    ofProject(kept: readonly ProjectEntry[]): Entry[] {
      const letter = store.prepare<{ letter: string }>('SELECT letter FROM desks WHERE id = ?')
      return kept.map(({ place: seq, body, hash, desk_id: desk, sent_by: sender }) => {
        const entry = toEntry(seq, body, hash)
        const sentBy = sender === null ? null : nameOf(NAMES[3]!, sender)
        return { ...entry, desk: letter.get(desk)?.letter ?? '?', sentBy: sentBy === entry.by ? null : sentBy }
      })
    },
    /** Entries that come before a place, newest first. */
    read({ actorId, area, ...days }: Filter, before: number | null, limit: number): Entry[] {
      const { since, until } = between(days)
      const where = [
        before === null ? null : 'seq < @before',
        actorId === null ? null : 'actor_id = @actorId',
        area === null ? null : 'area = @area',
        since === null ? null : 'at >= @since',
        until === null ? null : 'at < @until',
      ].filter((one) => one !== null)
      return store
        .prepare<Kept>(
          `SELECT seq, body, hash FROM _audit ${where.length === 0 ? '' : `WHERE ${where.join(' AND ')}`} ORDER BY seq DESC LIMIT @limit`,
        )
        .all({ before, actorId, area, since, until, limit })
        .map(({ seq, body, hash }) =>
          toEntry(seq, Buffer.from(body).toString('utf8'), Buffer.from(hash).toString('hex')),
        )
    },
  }
}
