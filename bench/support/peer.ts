import type { SupabaseClient } from '@supabase/supabase-js'
import { createRxDatabase } from 'rxdb'
import { replicateSupabase } from 'rxdb/plugins/replication-supabase'
import { getRxStorageMemory } from 'rxdb/plugins/storage-memory'
import { SYNC_TABLES, type ColumnKind } from '../../src/shared/sync/tables.ts'

const typeOf = (kind: ColumnKind) =>
  kind === 'int' || kind === 'seq' ? 'number' : kind === 'bool' ? 'boolean' : 'string'

/** With a million parcels it is no nearer to its end after twelve minutes: what it does with this many tells enough. */
export const PEER_ROWS = 100_000

/** As many as a project gives at once. */
const PAGE_ROWS = 1000

/** The change_seq of the last parcel that it reads; null when it reads them all. */
async function lastRead(client: SupabaseClient, building: string): Promise<number | null> {
  const { data, error } = await client
    .from('packages')
    .select('change_seq')
    .eq('building_id', building)
    .order('change_seq')
    .range(PEER_ROWS - 1, PEER_ROWS - 1)
    .returns<{ change_seq: number }[]>()
  if (error) throw error
  return data[0]?.change_seq ?? null
}

/**
 * RxDB's own Supabase replication reads one building's parcels from the same hub. It keeps them in memory, the storage that it
 * has for Node without a licence: nothing of it reaches the disk. Its pages are as long as they can be, and it follows
 * change_seq, for which the table has an index.
 */
export async function peerRate(client: SupabaseClient, building: string): Promise<{ rows: number; seconds: number }> {
  const properties = Object.fromEntries(
    Object.entries(SYNC_TABLES.packages).map(([name, kind]) => [
      name,
      name === 'id' ? { type: 'string', maxLength: 36 } : { type: typeOf(kind) },
    ]),
  )
  const last = await lastRead(client, building)
  const db = await createRxDatabase({ name: 'peer', storage: getRxStorageMemory(), multiInstance: false })
  try {
    const { packages } = await db.addCollections({
      packages: { schema: { version: 0, primaryKey: 'id', type: 'object', properties, required: ['id'] } },
    })
    const began = performance.now()
    const replication = replicateSupabase({
      replicationIdentifier: 'peer',
      collection: packages,
      client,
      tableName: 'packages',
      modifiedField: 'change_seq',
      live: false,
      waitForLeadership: false,
      pull: {
        batchSize: PAGE_ROWS,
        queryBuilder: ({ query }) => {
          const here = query.eq('building_id', building)
          return last === null ? here : here.lte('change_seq', last)
        },
      },
    })
    const failed = new Promise<never>((_, reject) => replication.error$.subscribe(reject))
    await Promise.race([replication.awaitInitialReplication(), failed])
    const seconds = (performance.now() - began) / 1000
    return { rows: await packages.count().exec(), seconds }
  } finally {
    await db.close()
  }
}
