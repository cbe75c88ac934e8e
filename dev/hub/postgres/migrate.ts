import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Pool, PoolClient } from 'pg'
import { asProjectOwner } from './supautils.ts'

const own = (name: string): string =>
  readFileSync(fileURLToPath(new URL(`../sql/${name}.sql`, import.meta.url)), 'utf8')

/** One database is prepared by one hub at a time. */
const LOCK = 7_241_995

/**
 * Runs a file as a project does: as postgres, which is no superuser there, so that what only a superuser may do fails here too. The
 * file may begin and commit by itself; one that does not is a transaction all the same, as every request of several statements.
 */
async function asOwner(client: PoolClient, sql: string): Promise<void> {
  const { rows } = await client.query<{ name: string }>('select session_user as name')
  await client.query('set session authorization postgres')
  try {
    await client.query(asProjectOwner(sql, rows[0]?.name ?? ''))
  } catch (error) {
    await client.query('rollback')
    throw error
  } finally {
    await client.query('reset session authorization')
  }
}

/** Makes a plain Postgres into the environment that a Supabase project offers. Harmless when repeated. */
export async function bootstrap(admin: Pool): Promise<void> {
  const client = await admin.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [LOCK])
    await client.query(own('bootstrap'))
    await client.query(own('auth'))
    await client.query(own('realtime'))
    await client.query(own('storage'))
    await client.query("delete from realtime.messages where inserted_at < now() - interval '3 days'")
  } finally {
    await client.query('select pg_advisory_unlock($1)', [LOCK])
    client.release()
  }
}

/** Applies the files of `folder` that were not applied yet, in the order of their names. */
export async function migrate(admin: Pool, folder: string, log: (line: string) => void = () => {}): Promise<string[]> {
  if (!existsSync(folder)) throw new Error(`There is no folder ${folder}`)
  const files = readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .toSorted()
  const client = await admin.connect()
  const done: string[] = []
  try {
    await client.query('select pg_advisory_lock($1)', [LOCK])
    const known = await client.query<{ version: string; checksum: string }>(
      'select version, checksum from supabase_migrations.schema_migrations',
    )
    const applied = new Map(known.rows.map((row) => [row.version, row.checksum]))
    for (const file of files) {
      const sql = readFileSync(join(folder, file), 'utf8')
      const checksum = createHash('sha256').update(sql).digest('hex')
      const version = file.slice(0, -4)
      const before = applied.get(version)
      if (before !== undefined) {
        if (before !== checksum) log(`${file} changed since it was applied: this database still has its older form`)
        continue
      }
      try {
        await asOwner(client, sql)
        await client.query(
          'insert into supabase_migrations.schema_migrations (version, name, checksum) values ($1, $2, $3)',
          [version, file, checksum],
        )
      } catch (error) {
        throw new Error(`${file}: ${(error as Error).message}${place(sql, error)}`, { cause: error })
      }
      done.push(file)
    }
  } finally {
    await client.query('select pg_advisory_unlock($1)', [LOCK])
    client.release()
  }
  return done
}

function place(sql: string, error: unknown): string {
  const position = Number((error as { position?: string }).position)
  return Number.isFinite(position) && position > 0 ? ` (line ${sql.slice(0, position).split('\n').length})` : ''
}
