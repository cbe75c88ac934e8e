import { CALLS } from './calls.ts'
import { A, AT, DESK, RESIDENT, ROLES, STAFF, uid, UNIT2, USERS, type Row, type Who } from './ids.ts'
import { insertSql } from './seed.ts'
import type { World } from './people.ts'

/** Everybody who can ask the server for something. */
export const READERS = [...ROLES, 'neighbour', 'former', 'unlinked'] as const satisfies readonly Who[]

export const FORMER = uid(44)

/** Links the accounts of the neighbour, of somebody who has moved out, and of somebody whose account was taken back. */
export async function linkReaders(world: World): Promise<void> {
  const common = (id: string) => ({ id, building_id: A, created_at: AT })
  const parcel = (n: number, resident_id: string | null) => ({
    ...common(uid(n)),
    short_number: `A${n}`,
    label_code: `L${n}`,
    pickup_code: String(n),
    unit_id: UNIT2,
    resident_id,
    carrier: 'ups',
    status: 'received',
    received_at: AT,
    received_by: STAFF.desk,
  })
  const moved = { resident_id: FORMER, unit_id: UNIT2, kind: 'tenant', to_date: '2026-01-31' }
  const account = (n: number, user: keyof typeof USERS, resident_id: string, revoked_at: string | null = null) => ({
    id: uid(n),
    building_id: A,
    resident_id,
    user_id: USERS[user],
    revoked_at,
  })
  const rows: [string, Row][] = [
    ['residents', { ...common(FORMER), given_name: 'Zoé', family_name: 'Partie' }],
    ['occupancies', { ...common(uid(87)), ...moved }],
    // One that came for the former resident, and one for the household that lives where they lived.
    ['packages', parcel(65, FORMER)],
    ['packages', parcel(66, null)],
    ['resident_accounts', account(161, 'neighbour', RESIDENT.neighbour)],
    ['resident_accounts', account(162, 'former', FORMER)],
    ['resident_accounts', account(163, 'unlinked', RESIDENT.mine, AT)],
  ]
  await world.db.query(`set session_replication_role = replica`)
  // Clocks do not tick in this mode: each row is given a number of its own.
  for (const [i, [table, row]] of rows.entries())
    await world.db.query(...insertSql(table, table === 'resident_accounts' ? row : { ...row, change_seq: 1000 + i }))
  await world.db.query(`update private.building_clock set seq = 2000 where building_id = $1`, [A])
  await world.db.query(`set session_replication_role = origin`)
  // Something for audit_read.
  await world.db.query(
    `insert into private.audit_entries (building_id, place, desk_id, segment, n, body, hash, chain, sent_by)
     values ($1, 1, $2, $3, 1, '{}', sha256('x'), sha256('y'), $4)`,
    [A, DESK, uid(92), USERS.desk],
  )
  await world.db.query(
    `insert into private.desk_keys (building_id, desk_id, digest, user_id) values ($1, $2, encode(sha256('key'), 'hex'), $3)`,
    [A, DESK, USERS.manager],
  )
  // Something for who_sent: the manager has sent what the clerk signed.
  await world.db.query(
    `insert into private.senders (building_id, table_name, row_id, action, signed_by, sent_by, user_id)
     values ($1, 'package_events', $2, 'insert', $3, $4, $5)`,
    [A, uid(91), STAFF.desk, STAFF.manager, USERS.manager],
  )
}

/**
 * Writes a mark that says column and row into each text of each row, so that it is found wherever it comes out. Answers the
 * columns that hold a mark and those that can hold none.
 */
export async function plant(world: World): Promise<{ marked: string[]; unmarked: string[] }> {
  const { db } = world
  const { rows } = await db.query(
    `select c.relname as table, a.attname as column, a.atttypid = 'jsonb'::regtype as json
     from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
     where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.atttypid in ('text'::regtype, 'jsonb'::regtype)
     order by 1, a.attname`,
  )
  const marked: string[] = []
  const unmarked: string[] = []
  await db.query('begin')
  await db.query('set local session_replication_role = replica')
  for (const { table, column, json } of rows as { table: string; column: string; json: boolean }[]) {
    const mark = `'x' || ${marked.length} || '-' || right(id::text, 3) || 'x'`
    const value = json
      ? `case when '${column}' = 'phones' then jsonb_build_array(jsonb_build_object('typed', ${mark}))
           when jsonb_typeof(${column}) = 'array' then jsonb_build_array(${mark}) else jsonb_build_object('toName', ${mark}) end`
      : mark
    await db.query('savepoint one')
    try {
      await db.query(`update public.${table} set ${column} = ${value} where building_id = '${A}'`)
      marked.push(`${table}.${column}`)
    } catch (error) {
      // 23514: a column of a few words, or of a form that no mark has.
      if ((error as { code: string }).code !== '23514') throw error
      await db.query('rollback to one')
      unmarked.push(`${table}.${column}`)
    }
  }
  await db.query('commit')
  return { marked, unmarked }
}

/** The marks in what a reader is told, as column and row. */
export const marksIn = (told: string, marked: readonly string[]): string[] =>
  [
    ...new Set([...told.matchAll(/x(\d+)-(\d+)x/g)].map(([, column, row]) => `${marked[Number(column)]} ${row}`)),
  ].toSorted()

/** All that a reader is told: each column of each table, and what each function answers. */
export async function listen(world: World, who: Who, tables: Readonly<Record<string, readonly string[]>>) {
  const readable: Record<string, string[]> = {}
  const answers: Record<string, Row[]> = {}
  let told = ''
  await world.db.tryAs(who, async (query) => {
    const ask = async (sql: string): Promise<Row[]> => {
      await query('savepoint ask')
      try {
        return (await query(sql)).rows
      } catch {
        return []
      } finally {
        await query('rollback to ask')
      }
    }
    for (const [table, columns] of Object.entries(tables))
      for (const column of columns) {
        const rows = await ask(`select ${column} from public.${table} where building_id = '${A}'`)
        if (rows.length > 0) (readable[table] ??= []).push(column)
        told += JSON.stringify(rows)
      }
    for (const [name, sql] of Object.entries(CALLS)) {
      answers[name] = await ask(sql)
      told += JSON.stringify(answers[name])
    }
  })
  return { readable, answers, told }
}

/** Rows of tables, whole: their columns are those of the table. */
const ROW_ANSWERS = new Set(['row', 'rows', 'tables', 'results'])

/** The names of the values in an answer, with the way to them. */
export function fieldsOf(value: unknown, at = ''): string[] {
  if (Array.isArray(value)) return value.flatMap((each) => fieldsOf(each, at))
  if (value === null || typeof value !== 'object' || value instanceof Date) return at ? [at] : []
  return Object.entries(value).flatMap(([name, inner]) =>
    ROW_ANSWERS.has(name) ? [`${at}${at && '.'}${name}`] : fieldsOf(inner, `${at}${at && '.'}${name}`),
  )
}
