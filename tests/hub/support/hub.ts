import { asProjectOwner } from '../../../dev/hub/postgres/supautils.ts'
import { createClient } from '@supabase/supabase-js'
import type { SupabaseClient } from '@supabase/supabase-js'
import { randomBytes } from 'node:crypto'
import { Client } from 'pg'
import { afterAll, beforeAll, describe, inject, it } from 'vitest'
import { startHub } from '../../../dev/hub/hub.ts'
import type { Hub, HubOptions } from '../../../dev/hub/hub.ts'

async function createDatabase(url: string): Promise<string> {
  const name = `hub_${randomBytes(6).toString('hex')}`
  const client = new Client({ connectionString: url })
  await client.connect()
  await client.query(`create database ${name}`)
  await client.end()
  const target = new URL(url)
  target.pathname = `/${name}`
  return target.href
}

/** A hub for the tests of a file, on a database of its own. Refused joins are answered at once. */
export async function hubOn(url: string, options: HubOptions = {}): Promise<Hub> {
  const databaseUrl = await createDatabase(url)
  return await startHub({
    databaseUrl,
    ...options,
    auth: { tokenRequests: 0, verifyRequests: 0, mailRequests: 0, mailEverySeconds: 0, ...options.auth },
    realtime: { joinErrorDelayMs: 0, maxClientPresenceCalls: 1000, ...options.realtime },
  })
}

const clients: SupabaseClient[] = []

/** The unmodified client, with no timers that outlive the test. */
export function client(hub: Hub, key = hub.anonKey, options: Parameters<typeof createClient>[2] = {}): SupabaseClient {
  const made = createClient(hub.url, key, {
    ...options,
    auth: { autoRefreshToken: false, persistSession: true, ...options.auth },
  }) as SupabaseClient
  clients.push(made)
  return made
}

/** Runs `tests` once for each Postgres that this machine has. */
export function onEveryPostgres(tests: (hub: () => Hub) => void, sql = '', options: HubOptions = {}): void {
  for (const cluster of inject('clusters')) {
    if (cluster.url === undefined) {
      it(`on ${cluster.name}`, ({ skip }) => skip(cluster.reason))
      continue
    }
    const { url } = cluster
    describe(cluster.name, () => {
      let hub: Hub | undefined
      beforeAll(async () => {
        hub = await hubOn(url, options)
        if (sql !== '') await asOwner(hub, sql)
      })
      afterAll(async () => {
        await Promise.all(clients.splice(0).map((made) => made.removeAllChannels()))
        await hub?.stop()
      })
      tests(() => hub as Hub)
    })
  }
}

/** Runs statements as the owner of the project's schema, then lets the hub see the result. */
export async function asOwner(hub: Hub, sql: string): Promise<void> {
  const connection = await hub.admin.connect()
  try {
    const { rows } = await connection.query<{ name: string }>('select session_user as name')
    await connection.query('set session authorization postgres')
    await connection.query(asProjectOwner(sql, rows[0]?.name ?? ''))
  } finally {
    await connection.query('reset session authorization')
    connection.release()
  }
  await hub.reloadSchema()
}

let people = 0

/** A new person with a confirmed address, and a client that is signed in as them. */
export async function person(
  hub: Hub,
  options: Parameters<typeof createClient>[2] = {},
): Promise<{ client: SupabaseClient; id: string; email: string; password: string }> {
  people += 1
  const email = `person${people}-${randomBytes(3).toString('hex')}@example.test`
  const password = 'correct horse'
  const admin = client(hub, hub.serviceKey)
  const made = await admin.auth.admin.createUser({ email, password, email_confirm: true })
  if (made.error !== null) throw made.error
  const own = client(hub, hub.anonKey, options)
  const signedIn = await own.auth.signInWithPassword({ email, password })
  if (signedIn.error !== null) throw signedIn.error
  return { client: own, id: made.data.user.id, email, password }
}

/** Waits until `check` gives something. */
export async function until<T>(check: () => T | undefined | false, what = 'it', ms = 5000): Promise<T> {
  const end = Date.now() + ms
  for (;;) {
    const found = check()
    if (found !== undefined && found !== false) return found
    if (Date.now() > end) throw new Error(`waited ${ms} ms for ${what}`)
    await new Promise((go) => void setTimeout(go, 5))
  }
}
