import type { Pool } from 'pg'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

export interface Column {
  name: string
  type: string
  /** The expression of its default, as the catalog writes it. */
  fallback: string | null
}

export interface Table {
  schema: string
  name: string
  oid: string
  columns: Map<string, Column>
  key: string[]
}

export interface Argument {
  name: string
  type: string
  required: boolean
}

export interface Routine {
  schema: string
  name: string
  args: Argument[]
  volatility: 'i' | 's' | 'v'
  returnsSet: boolean
  /** Rows with named columns, as opposed to one value. */
  composite: boolean
  returnsVoid: boolean
  returnsJson: boolean
  /** The table whose rows it returns, if any. */
  table: string | null
  /** Settings of its own that are applied to the transaction of a call. */
  settings: [string, string][]
}

/** A way from one table to another; the columns stand in pairs. */
export interface Relation {
  from: string
  to: string
  constraint: string
  kind: 'many-to-one' | 'one-to-one' | 'one-to-many' | 'many-to-many'
  columns: string[]
  targetColumns: string[]
  /** True on the side that holds the foreign key. */
  holdsKey: boolean
  via?: { table: string; constraint: string; columns: string[]; targetConstraint: string; targetColumns: string[] }
}

/** What the Data API knows of the database until it is told to look again. */
export interface Catalog {
  tables: Map<string, Table>
  routines: Map<string, Routine[]>
  relations: Relation[]
  /** Settings of a role that a transaction takes over, such as its statement_timeout. */
  roleSettings: Map<string, [string, string][]>
}

interface Key {
  table: string
  target: string
  constraint: string
  columns: string[]
  targetColumns: string[]
  unique: boolean
  in_key: boolean
}

/** The name under which tables and routines are kept. */
export const fullName = (schema: string, name: string): string => `${schema}.${name}`

function relationsOf(keys: Key[]): Relation[] {
  const found: Relation[] = []
  for (const key of keys) {
    const pair = { constraint: key.constraint }
    found.push(
      {
        ...pair,
        from: key.table,
        to: key.target,
        kind: key.unique ? 'one-to-one' : 'many-to-one',
        columns: key.columns,
        targetColumns: key.targetColumns,
        holdsKey: true,
      },
      {
        ...pair,
        from: key.target,
        to: key.table,
        kind: key.unique ? 'one-to-one' : 'one-to-many',
        columns: key.targetColumns,
        targetColumns: key.columns,
        holdsKey: false,
      },
    )
  }
  // A table whose primary key holds two foreign keys joins their two targets.
  for (const near of keys) {
    for (const far of keys) {
      if (near === far || near.table !== far.table || !near.in_key || !far.in_key) continue
      found.push({
        from: near.target,
        to: far.target,
        constraint: near.constraint,
        kind: 'many-to-many',
        columns: near.targetColumns,
        targetColumns: far.targetColumns,
        holdsKey: false,
        via: {
          table: near.table,
          constraint: near.constraint,
          columns: near.columns,
          targetConstraint: far.constraint,
          targetColumns: far.columns,
        },
      })
    }
  }
  return found
}

const QUERIES = readFileSync(fileURLToPath(new URL('../sql/catalog.sql', import.meta.url)), 'utf8').split('-- next\n')

/** Reads the catalog of the exposed schemas. */
export async function loadCatalog(admin: Pool, schemas: string[]): Promise<Catalog> {
  const [tables = '', keys = '', routines = '', settings = ''] = QUERIES
  const client = await admin.connect()
  try {
    // With an empty path the catalog writes every type with its schema.
    await client.query("begin; set local search_path = ''")
    const tableRows = await client.query<{
      schema: string
      name: string
      oid: string
      key: string[] | null
      columns: Column[] | null
    }>(tables, [schemas])
    const keyRows = await client.query<Key>(keys, [schemas])
    const routineRows = await client.query<Routine>(routines, [schemas])
    const settingRows = await client.query<{ role: string; name: string; value: string }>(settings)
    const byName = new Map<string, Routine[]>()
    for (const row of routineRows.rows) {
      const name = fullName(row.schema, row.name)
      byName.set(name, [...(byName.get(name) ?? []), row])
    }
    const roleSettings = new Map<string, [string, string][]>()
    for (const row of settingRows.rows) {
      roleSettings.set(row.role, [...(roleSettings.get(row.role) ?? []), [row.name, row.value]])
    }
    return {
      tables: new Map(
        tableRows.rows.map((row) => [
          fullName(row.schema, row.name),
          { ...row, key: row.key ?? [], columns: new Map((row.columns ?? []).map((column) => [column.name, column])) },
        ]),
      ),
      routines: byName,
      relations: relationsOf(keyRows.rows),
      roleSettings,
    }
  } finally {
    await client.query('rollback')
    client.release()
  }
}
