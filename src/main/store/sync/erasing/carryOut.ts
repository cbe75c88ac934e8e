import { ERASED_TEXT } from '../../../../shared/privacy/erasing.ts'
import { textsIn } from '../../../../shared/text/lists.ts'
import { TABLES } from '../../../../shared/sync/tables.ts'
import { subjectOf } from '../../audit/subject.ts'
import type { AnyRow } from '../../rows.ts'
import type { SyncedTable } from '../../schema.ts'
import type { ChangeSet, SyncContext } from '../context.ts'
import { readOps } from '../ops.ts'
import { eraseForms } from './forms.ts'
import { fullNames, holdsName, namesFolded } from '../../fullNames.ts'
import { erasedColumns, erasedValues, type Erased } from './rows.ts'
import { touchedRows, type Touched } from './touched.ts'

/**
 * Key of `_meta`: erasures were carried out whose traces still stand in the search index, in files and in the log of the file. Its
 * value grows with each, so that one that comes meanwhile is not taken for done.
 */
export const TRACES = 'erasing_traces'

export interface ErasureRow {
  resident_id: string
  shown_as: string
  also: string
  at: string
}

/**
 * Carries erasures out on everything that this replica holds: rows, the server's copies of them, acts that wait, were sent or were
 * refused, what was set aside, labels that were asked for, and drafts. Doing it again changes nothing. Runs inside a write.
 */
export function carryOut(context: SyncContext, erasures: readonly ErasureRow[], changes: ChangeSet): void {
  if (erasures.length === 0) return
  const { sql } = context
  const wasReplaying = sql('SELECT 1 FROM _replaying').get() !== undefined
  // Events are append-only for acts of people.
  if (!wasReplaying) sql('INSERT INTO _replaying (one) VALUES (1)').run()
  for (const one of grouped(erasures)) carryOne(context, one, changes)
  if (!wasReplaying) sql('DELETE FROM _replaying').run()
  sql(
    `INSERT INTO _meta (key, value) VALUES (?, '1') ON CONFLICT (key) DO UPDATE SET value = CAST(value AS INTEGER) + 1`,
  ).run(TRACES)
  changes.add('erasures')
}

/** All erasures that stand here, on what another file has brought. */
export function carryOutAll(context: SyncContext, changes: ChangeSet): void {
  carryOut(context, context.sql('SELECT resident_id, shown_as, also, at FROM erasures').all() as ErasureRow[], changes)
}

interface Group extends Erased {
  residents: string[]
  also: string[]
}

/** The entries of one person are erased together. */
function grouped(erasures: readonly ErasureRow[]): Group[] {
  const groups = new Map<string, Group>()
  for (const { resident_id: resident, shown_as: shownAs, also, at } of erasures) {
    const key = `${at} ${shownAs}`
    const group = groups.get(key) ?? { shownAs, at, residents: [], also: [] }
    group.residents.push(resident)
    group.also.push(...textsIn(also))
    groups.set(key, group)
  }
  return [...groups.values()]
}

function carryOne(context: SyncContext, group: Group, changes: ChangeSet): void {
  const { sql, rows } = context
  const touched = touchedRows(context, group.residents, group.also)
  const json = (ids: Iterable<string>) => JSON.stringify([...ids])
  const subjects = saltsOver(context, touched)

  // While the name still stands here to be looked for.
  eraseForms(context, touched, changes)
  eraseNamingActs(context, group, changes)
  for (const [table, ids] of touched)
    for (const id of ids) {
      const row = rows.get(table, id)
      if (!row) continue
      const values = erasedColumns(table, row, group)
      if (Object.keys(values).length === 0) continue
      rows.update(table, id, values)
      changes.add(table, id)
    }
  for (const [table, ids] of touched) {
    const bases = sql(
      'SELECT row_id, row FROM _base WHERE table_name = ? AND row IS NOT NULL AND row_id IN (SELECT value FROM json_each(?))',
    ).all(table, json(ids)) as { row_id: string; row: string }[]
    for (const { row_id: id, row } of bases) {
      const base = JSON.parse(row) as AnyRow
      sql('UPDATE _base SET row = ? WHERE table_name = ? AND row_id = ?').run(
        JSON.stringify({ ...base, ...erasedColumns(table, base, group) }),
        table,
        id,
      )
    }
    sql('DELETE FROM _parked WHERE table_name = ? AND row_id IN (SELECT value FROM json_each(?))').run(table, json(ids))
  }
  eraseActs(context, touched, group, changes)

  // What was hashed of them can be told from nothing any more; the chain of the audit log stays whole.
  sql('DELETE FROM _audit_salts WHERE subject IN (SELECT value FROM json_each(?))').run(json(subjects))

  const packages = json(touched.get('packages')!)
  // The title of a label names its addressee; a parcel's number is enough.
  sql(
    `UPDATE _print_jobs SET title = coalesce((SELECT short_number FROM packages p WHERE p.id = package_id), '') WHERE package_id IN
     (SELECT value FROM json_each(?))`,
  ).run(packages)
  changes.add('_print_jobs')
  sql('DELETE FROM _drafts WHERE conversation_id IN (SELECT value FROM json_each(?))').run(
    json(touched.get('conversations')!),
  )
  changes.add('_drafts')
  // Names of files are people's words too; the files themselves go with the traces.
  sql(
    `UPDATE _files SET name = ? WHERE conversation_id IN (SELECT value FROM json_each(?)) OR id IN (SELECT value FROM json_each(?))`,
  ).run(ERASED_TEXT, json(touched.get('conversations')!), json(touched.get('attachments')!))
  changes.add('_files')
}

/** Under which salts the audit log has what these rows said: a row of somebody else that named the person is under theirs. */
function saltsOver({ rows }: SyncContext, touched: Touched): Set<string> {
  const rowOf = (table: string, id: string) =>
    Object.hasOwn(TABLES, table) ? rows.get(table as SyncedTable, id) : undefined
  const subjects = new Set<string>()
  for (const [table, ids] of touched)
    for (const id of ids) {
      subjects.add(id)
      const values = rows.get(table, id)
      if (values) subjects.add(subjectOf({ table, id, values }, rowOf))
    }
  return subjects
}

/** The acts of each queue that change one of these rows, by the rows' ids. */
const ACTS_ON = {
  // A desk that works alone keeps every act that it ever did.
  _outbox: `SELECT id, ops FROM _outbox WHERE seq IN
    (SELECT r.seq FROM _outbox_rows r WHERE r.table_name = @table AND r.row_id IN (SELECT value FROM json_each(@ids)))`,
  _sent: `SELECT id, ops FROM _sent WHERE EXISTS (SELECT 1 FROM json_each(ops) op
    WHERE op.value ->> 'table' = @table AND op.value ->> 'id' IN (SELECT value FROM json_each(@ids)))`,
  _attention: `SELECT id, ops FROM _attention WHERE json_valid(ops) AND EXISTS (SELECT 1 FROM json_each(ops) op
    WHERE op.value ->> 'table' = @table AND op.value ->> 'id' IN (SELECT value FROM json_each(@ids)))`,
} as const

/** Acts keep what they did and lose what they said of the person. */
function eraseActs(context: SyncContext, touched: Touched, erased: Erased, changes: ChangeSet): void {
  for (const [table, ids] of touched)
    changeActs(context, table, ids, changes, (values) => erasedValues(table, values, erased))
}

/** Acts on rows of others, of which an event named the person: they lose the texts with that name and keep the others. */
function eraseNamingActs(context: SyncContext, { residents, also, ...erased }: Group, changes: ChangeSet): void {
  const { sql } = context
  const names = namesFolded(fullNames(sql, residents))
  const of = (text: string) => new Set(sql(text).pluck().all(JSON.stringify(also)) as string[])
  const rows = new Map<SyncedTable, ReadonlySet<string>>([
    ['packages', of('SELECT package_id FROM package_events WHERE id IN (SELECT value FROM json_each(?))')],
    [
      'authorisations',
      of(
        `SELECT row_id FROM directory_events WHERE table_name = 'authorisations' AND id IN (SELECT value FROM json_each(?))`,
      ),
    ],
  ])
  for (const [table, ids] of rows)
    changeActs(context, table, ids, changes, (values) =>
      Object.fromEntries(
        Object.entries(erasedValues(table, values, erased)).filter(
          ([column]) => column in values && holdsName(names, String(values[column])),
        ),
      ),
    )
}

/** Writes what these rows' changes become into every act that waits, was sent or was refused. */
function changeActs(
  { sql }: SyncContext,
  table: SyncedTable,
  ids: ReadonlySet<string>,
  changes: ChangeSet,
  become: (values: AnyRow) => AnyRow,
): void {
  if (ids.size === 0) return
  for (const queue of ['_outbox', '_sent', '_attention'] as const) {
    const acts = sql(ACTS_ON[queue]).all({ table, ids: JSON.stringify([...ids]) }) as { id: string; ops: string }[]
    for (const { id, ops: text } of acts) {
      const ops = readOps(text)?.map((op) =>
        op.table === table && ids.has(op.id) ? { ...op, values: { ...op.values, ...become(op.values) } } : op,
      )
      sql(`UPDATE ${queue} SET ops = ? WHERE id = ?`).run(JSON.stringify(ops ?? []), id)
      if (queue === '_attention') sql("UPDATE _attention SET message = '', detail = '{}' WHERE id = ?").run(id)
      if (queue === '_outbox') nameAgain(sql, id)
      changes.add(queue)
    }
  }
}

/** Texts as long as an id stand among the ids that an act names. */
function nameAgain(sql: SyncContext['sql'], id: string): void {
  sql('DELETE FROM _outbox_names WHERE seq = (SELECT seq FROM _outbox WHERE id = ?)').run(id)
  sql(
    `INSERT OR IGNORE INTO _outbox_names (name, seq)
     SELECT given.value, o.seq FROM _outbox o, json_each(o.ops) op, json_each(op.value, '$.values') given
     WHERE o.id = ? AND given.type = 'text' AND length(given.value) = 36 AND given.key <> 'building_id'`,
  ).run(id)
}
