import type { PoolClient } from 'pg'
import type { Claims, Context } from '../types.ts'

export type Extension = 'broadcast' | 'presence'

const INSERT = 'insert into realtime.messages (topic, extension, private) values ($1, $2, true) returning id'

async function become(
  client: PoolClient,
  topic: string,
  claims: Claims,
  headers: Record<string, string>,
): Promise<void> {
  await client.query(
    `select set_config('role', $1, true), set_config('realtime.topic', $2, true),
       set_config('request.jwt.claims', $3, true), set_config('request.jwt.claim.sub', $4, true),
       set_config('request.jwt.claim.role', $1, true), set_config('request.headers', $5, true)`,
    [claims.role ?? 'anon', topic, JSON.stringify(claims), claims.sub ?? '', JSON.stringify(headers)],
  )
}

async function inRollback<T>(context: Context, work: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await context.admin.connect()
  try {
    await client.query('begin')
    return await work(client)
  } finally {
    await client.query('rollback').catch(() => {})
    client.release()
  }
}

/**
 * Whether the policies on realtime.messages let the caller read the topic: rows that the service itself writes, and
 * takes back, must be visible to the caller.
 */
export async function mayRead(
  context: Context,
  topic: string,
  claims: Claims,
  headers: Record<string, string>,
  extensions: Extension[],
): Promise<Set<Extension>> {
  return await inRollback(context, async (client) => {
    const ids = new Map<string, Extension>()
    for (const extension of extensions) {
      const row = await client.query<{ id: string }>(INSERT, [topic, extension])
      ids.set(row.rows[0]?.id ?? '', extension)
    }
    try {
      await become(client, topic, claims, headers)
      const seen = await client.query<{ id: string }>(
        'select id from realtime.messages where topic = $1 and id = any ($2)',
        [topic, [...ids.keys()]],
      )
      return new Set(seen.rows.map((row) => ids.get(row.id) as Extension))
    } catch (error) {
      context.log(`policies of realtime.messages: ${(error as Error).message}`)
      return new Set()
    }
  })
}

/** Whether the policies let the caller send to the topic: an insert as the caller, taken back. */
export async function mayWrite(
  context: Context,
  topic: string,
  claims: Claims,
  headers: Record<string, string>,
  extension: Extension,
): Promise<boolean> {
  return await inRollback(context, async (client) => {
    try {
      await become(client, topic, claims, headers)
      await client.query('insert into realtime.messages (topic, extension, private) values ($1, $2, true)', [
        topic,
        extension,
      ])
      return true
    } catch (error) {
      if ((error as { code?: string }).code !== '42501')
        context.log(`policies of realtime.messages: ${(error as Error).message}`)
      return false
    }
  })
}
