import type { RealtimeClientOptions } from '@supabase/supabase-js'
import { TransportError } from './fault.ts'
import { strictAnswer, strictFetch } from './answers.ts'

/** How this program reaches a network: tests cut it here. */
export interface NetworkPorts {
  fetch: typeof globalThis.fetch
  /** Asked for when a project is opened: a desk without one does not pay for the library at its start. */
  webSocket(): Promise<NonNullable<RealtimeClientOptions['transport']>>
}

export interface ProjectAddress {
  url: string
  /** The publishable (or anon) key. */
  key: string
}

const HEARTBEAT_MS = 10_000

/** A Supabase project as the caller's account sees it. `token` never waits for a network: it is the session's. */
export function openProject(address: ProjectAddress, network: NetworkPorts, token: () => string | null) {
  const fetch = strictFetch(network.fetch)
  const make = async () => {
    // As late as the socket, for the same reason.
    const [{ createClient }, transport] = await Promise.all([import('@supabase/supabase-js'), network.webSocket()])
    return createClient(address.url, address.key, {
      accessToken: () => Promise.resolve(token()),
      db: { retry: false },
      global: { fetch },
      realtime: {
        transport,
        heartbeatIntervalMs: HEARTBEAT_MS,
        params: { eventsPerSecond: 10 },
      },
    })
  }
  let made: ReturnType<typeof make> | null = null

  /** Sends a request and awaits its answer; whatever goes wrong is a TransportError. */
  async function carry(
    send: (client: Awaited<ReturnType<typeof make>>) => PromiseLike<{ data: unknown }>,
  ): Promise<unknown> {
    try {
      made ??= make()
      return (await send(await made)).data
    } catch (error) {
      if (error instanceof TransportError) throw error
      throw new TransportError('again', 'network', { reached: false, cause: error })
    }
  }

  const post = (path: string, body: Record<string, unknown>, signal: AbortSignal): Promise<unknown> =>
    strictAnswer(network.fetch, `${address.url}/${path}`, {
      method: 'POST',
      headers: {
        apikey: address.key,
        authorization: `Bearer ${token() ?? address.key}`,
        'content-type': 'application/json',
      },
      body: JSON.stringify(body),
      signal,
    })

  return {
    fetch,
    address,
    rpc: (name: string, args: Record<string, unknown>, signal: AbortSignal): Promise<unknown> =>
      post(`rest/v1/rpc/${name}`, args, signal),
    /** Calls one of the project's functions. */
    invoke: (name: string, body: Record<string, unknown>, signal: AbortSignal): Promise<unknown> =>
      post(`functions/v1/${name}`, body, signal),
    select: (table: string, columns: string, building: string, signal: AbortSignal): Promise<unknown> =>
      carry((client) =>
        client
          .from(table)
          .select(columns)
          .eq('building_id', building)
          .is('deleted_at', null)
          .abortSignal(signal)
          .throwOnError(),
      ),
    insert: (table: string, row: Record<string, unknown>, signal: AbortSignal): Promise<unknown> =>
      carry((client) => client.from(table).insert(row).abortSignal(signal).throwOnError()),
    /** A socket of its own for each try: nothing of a broken one lives on. */
    realtime: async () => (await make()).realtime,
  }
}

export type Project = ReturnType<typeof openProject>
