import { join } from 'node:path'
import { expect, it } from 'vitest'
import { migrationsFromDir } from '../../src/main/store/migrationsFromDir.ts'
import { DELIVERY_TABLES } from '../../src/shared/sync/noticeTables.ts'
import { TABLES } from '../../src/shared/sync/tables.ts'
import { worldForAll } from './world.ts'

/** What the server itself writes into every row. */
const SERVERS_OWN = ['id', 'building_id', 'created_at', 'updated_at', 'deleted_at', 'change_seq']
/** What is written by a function alone: a person is linked to their account. */
const BY_FUNCTION = ['staff.user_id']

const world = worldForAll()

// Bug: a new column that nobody was granted: each act that names it is refused, at every desk.
it('a desk may write every column of the tables that it writes', async () => {
  const { rows } = await world.db.query(
    `select c.table_name || '.' || c.column_name as name from information_schema.columns c
     where c.table_schema = 'public' and c.table_name = any($1) and c.column_name <> all($2)
     and not has_column_privilege('authenticated', 'public.' || c.table_name, c.column_name, 'insert, update') order by 1`,
    [Object.keys(TABLES).filter((table) => !Object.hasOwn(DELIVERY_TABLES, table)), SERVERS_OWN],
  )
  expect(rows.map((row) => row['name'])).toEqual(BY_FUNCTION)
})

// Bug: a server that was not told of a new schema refuses every act of an updated desk, until its next migration.
it('knows the newest schema of the desks', async () => {
  const migrations = migrationsFromDir(join(import.meta.dirname, '../../migrations/replica'))
  const { rows } = await world.db.query('select newest from private.sync_schema')
  expect(rows[0]?.['newest']).toBe(Math.max(...migrations.map(({ version }) => version)))
})
