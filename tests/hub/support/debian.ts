import { execFile, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chown, mkdtemp, rm } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { freePort } from '../../../dev/hub/postgres/embedded.ts'
import type { Server } from '../../../dev/hub/postgres/embedded.ts'

const BIN = '/usr/lib/postgresql/15/bin'

/** Whether Debian's server of the oldest version that the hub takes is installed. */
export const hasDebian = (): boolean => existsSync(join(BIN, 'postgres'))

const run = promisify(execFile)

async function answers(port: number): Promise<boolean> {
  return await new Promise((done) => {
    const probe = connect(port, '127.0.0.1', () => {
      probe.destroy()
      done(true)
    })
    probe.once('error', () => done(false))
  })
}

/** A throwaway cluster of Debian's Postgres 15. */
export async function startDebian(): Promise<Server> {
  const folder = await mkdtemp(join(tmpdir(), 'hub-debian-'))
  let owner: { uid?: number; gid?: number } = {}
  if (process.getuid?.() === 0) {
    const id = async (flag: string): Promise<number> => Number((await run('id', [flag, 'postgres'])).stdout)
    owner = { uid: await id('-u'), gid: await id('-g') }
    await chown(folder, owner.uid ?? 0, owner.gid ?? 0)
  }
  await run(
    join(BIN, 'initdb'),
    ['-D', folder, '-U', 'supabase_admin', '-A', 'trust', '-N', '-E', 'UTF8', '--locale=C.UTF-8'],
    owner,
  )
  const port = await freePort()
  const flags = {
    listen_addresses: '127.0.0.1',
    port,
    unix_socket_directories: '',
    fsync: 'off',
    synchronous_commit: 'off',
    full_page_writes: 'off',
    max_connections: 200,
  }
  const server = spawn(
    join(BIN, 'postgres'),
    ['-D', folder, ...Object.entries(flags).flatMap(([name, value]) => ['-c', `${name}=${value}`])],
    { ...owner, stdio: 'ignore' },
  )
  while (!(await answers(port))) await new Promise((go) => void setTimeout(go, 50))
  return {
    url: `postgres://supabase_admin@127.0.0.1:${port}/postgres`,
    stop: async () => {
      const ended = new Promise((done) => void server.once('exit', done))
      server.kill('SIGINT')
      await ended
      await rm(folder, { recursive: true, force: true })
    },
  }
}
