import { Client } from 'pg'
import { createDatabase } from '../support/postgres.ts'
import { type Row, type Query, type Who, USERS } from './ids.ts'
import { SEED, insertSql } from './seed.ts'

const CLAIMS = (who: Who): string =>
  who === 'anon' ? '{"role":"anon"}' : JSON.stringify({ role: 'authenticated', sub: USERS[who] })

/** One connection to a test's database. */
export async function connect(url: string) {
  const client = new Client({ connectionString: url })
  await client.connect()
  const query: Query = async (sql, params) => {
    const answer = await client.query<Row>(sql, params)
    return { rows: answer.rows, count: answer.rowCount ?? 0 }
  }
  const begin = async (who: Who): Promise<void> => {
    await query('begin')
    await query(`select set_config('request.jwt.claims', $1, true)`, [CLAIMS(who)])
    await query(`set local role ${who === 'anon' ? 'anon' : 'authenticated'}`)
  }
  return {
    /** As the superuser, who passes by every policy. */
    query,
    begin,
    commit: () => query('commit'),
    rollback: () => query('rollback'),
    /** One transaction of a person, as the Data API runs a request. */
    async as<T>(who: Who, fn: (query: Query) => Promise<T>): Promise<T> {
      await begin(who)
      try {
        const value = await fn(query)
        await query('commit')
        return value
      } catch (error) {
        await query('rollback')
        throw error
      }
    },
    /** What a person could do: rolled back. */
    async tryAs<T>(who: Who, fn: (query: Query) => Promise<T>): Promise<T> {
      await begin(who)
      try {
        return await fn(query)
      } finally {
        await query('rollback')
      }
    },
    end: () => client.end(),
  }
}
export type Connection = Awaited<ReturnType<typeof connect>>

async function seed(url: string): Promise<void> {
  const db = await connect(url)
  await db.query('begin')
  for (const [who, id] of Object.entries(USERS))
    await db.query('insert into auth.users (id, email, email_confirmed_at) values ($1, $2, now())', [
      id,
      `${who}@example.com`,
    ])
  for (const [table, rows] of SEED) for (const row of rows) await db.query(...insertSql(table, row))
  await db.query('commit')
  await db.end()
}

/** A project with two buildings, a person of each role and at least one row in every table. */
export async function createWorld(serverUrl: string) {
  const database = await createDatabase(serverUrl, { name: 'lofts_world', run: seed })
  const db = await connect(database.url)
  const open: Connection[] = [db]
  return {
    db,
    url: database.url,
    /** One more connection, for tests of what happens at the same time. */
    async another(): Promise<Connection> {
      const next = await connect(database.url)
      open.push(next)
      return next
    },
    async drop(): Promise<void> {
      for (const connection of open) await connection.end()
      await database.drop()
    },
  }
}
export type World = Awaited<ReturnType<typeof createWorld>>

/** The SQLSTATE that a call fails with; null when it succeeds. */
export async function stateOf(call: Promise<unknown>): Promise<string | null> {
  try {
    await call
    return null
  } catch (error) {
    return (error as { code?: string }).code ?? String(error)
  }
}
