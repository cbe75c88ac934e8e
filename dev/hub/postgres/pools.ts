import { Pool } from 'pg'
import type { CustomTypesConfig } from 'pg'

// The hub answers with the text that Postgres wrote: nothing is turned into a JavaScript value on the way, so numbers
// keep all their digits.
const asText = { getTypeParser: () => (value: string) => value }

/** The pool of the hub's own statements, as the superuser of the URL. */
export function adminPool(url: string): Pool {
  const pool = new Pool({ connectionString: url, max: 8, idleTimeoutMillis: 0 })
  pool.on('error', () => {})
  return pool
}

/** The pool that requests run on: session user authenticator, as in the real Data API, and its time limit. */
export function apiPool(url: string, size: number): Pool {
  const pool = new Pool({
    connectionString: url,
    max: size,
    idleTimeoutMillis: 0,
    connectionTimeoutMillis: 10_000,
    pipeline: true,
    types: asText as unknown as CustomTypesConfig,
    onConnect: async (client) => {
      await client.query(
        "set session authorization authenticator; set statement_timeout = '8s'; set lock_timeout = '8s'",
      )
    },
  })
  pool.on('error', () => {})
  return pool
}
