import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { CALLS } from './calls.ts'
import { COLUMNS, FUNCTIONS, TABLES } from './matrix.ts'
import { A, type Role, type Row } from './ids.ts'
import { createWorld, stateOf, type World } from './people.ts'
import { insertSql } from './seed.ts'
import { announceFiles, CHANGE, NEW } from './writes.ts'

let world: World
beforeAll(async () => {
  world = await createWorld(inject('serverUrl'))
  await announceFiles(world)
})
afterAll(() => world.drop())

/** How many rows a statement reached; 0 when it was refused, which for reads and changes is the same to the caller. */
async function reach(role: Role, sql: string): Promise<number> {
  return world.db.tryAs(role, async (query) => {
    try {
      const answer = await query(sql)
      return sql.startsWith('select') ? Number(answer.rows[0]!['n']) : answer.count
    } catch (error) {
      expect((error as { code: string }).code).toBe('42501')
      return 0
    }
  })
}

async function letters(role: Role, table: string): Promise<string> {
  const where = `building_id = '${A}'`
  const [{ n }] = (await world.db.query(`select count(*) as n from public.${table} where ${where}`)).rows as [Row]
  const all = Number(n)
  expect(all, `the world has a row in ${table}`).toBeGreaterThan(0)
  const letter = (count: number, name: string) => (count === 0 ? '-' : count === all ? name.toUpperCase() : name)

  const read = letter(await reach(role, `select count(*) as n from public.${table} where ${where}`), 's')
  const updated = letter(await reach(role, `update public.${table} set ${CHANGE[table]} where ${where}`), 'u')
  const gone = letter(await reach(role, `delete from public.${table} where ${where}`), 'd')

  const rows = NEW[table]!(role)
  const done: boolean[] = []
  for (const row of rows) {
    const state = await world.db.tryAs(role, (query) => stateOf(query(...insertSql(table, row))))
    expect([null, '42501']).toContain(state)
    done.push(state === null)
  }
  const inserted = done.every(Boolean) ? 'I' : done[0] ? 'i' : '-'
  return `${read}${inserted}${updated}${gone}`
}

describe('rights', () => {
  it('names every table and function of the schema public, so that a new one cannot come in unseen', async () => {
    const tables = await world.db.query(
      `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'v', 'm', 'f')`,
    )
    expect(tables.rows.map((row) => row['name']).toSorted()).toEqual(Object.keys(TABLES).toSorted())
    const functions = await world.db.query(
      `select proname || '(' || replace(pg_get_function_identity_arguments(oid), ' ', ' ') || ')' as name,
              proname || '(' || array_to_string(array(select format_type(t, null) from unnest(proargtypes) t), ',') || ')' as signature
       from pg_proc where pronamespace = 'public'::regnamespace`,
    )
    expect(functions.rows.map((row) => row['signature']).toSorted()).toEqual(Object.keys(FUNCTIONS).toSorted())
  })

  describe.each(COLUMNS)('%s', (role) => {
    it.each(Object.keys(TABLES))('%s', async (table) => {
      expect(await letters(role, table)).toBe(TABLES[table]![COLUMNS.indexOf(role)])
    })

    it.each(Object.keys(FUNCTIONS))('%s', async (name) => {
      const state = await world.db.tryAs(role, (query) => stateOf(query(CALLS[name]!)))
      expect([null, '42501']).toContain(state)
      expect(state === null ? 'x' : '-').toBe(FUNCTIONS[name]![COLUMNS.indexOf(role)])
    })
  })
})
