import { makeFunctions } from '../../../supabase/functions/_shared/functions.ts'
import type { Deps } from '../../../supabase/functions/_shared/ports.ts'
import { json } from '../http/answer.ts'
import type { Context, HubRequest, HubResponse } from '../types.ts'

export interface Functions {
  handle: (request: HubRequest) => Promise<HubResponse>
  /** What goes on after the answers has ended. */
  settled: () => Promise<void>
}

/** The functions of supabase/functions on Node, with `secrets` as the project's. */
export function createFunctions(context: Context, secrets: Readonly<Record<string, string>>): Functions {
  const handlers = makeFunctions()
  const running = new Set<Promise<unknown>>()
  const env = (name: string): string | undefined =>
    secrets[name] ??
    (name === 'SUPABASE_URL'
      ? context.url()
      : name === 'SUPABASE_SECRET_KEYS'
        ? JSON.stringify({ default: context.tokens.secretKey })
        : name === 'SUPABASE_SERVICE_ROLE_KEY'
          ? context.tokens.serviceKey
          : undefined)
  let last = ''
  const deps: Deps = {
    env,
    fetch: (input, init) => fetch(input, init),
    now: context.clock.now,
    wait: (milliseconds) => new Promise((done) => void setTimeout(done, milliseconds)),
    background: (work) => {
      running.add(work)
      void work.finally(() => running.delete(work))
    },
    // A bell every ten seconds brings the same complaint again: once is enough.
    log: (line) => {
      if (line !== last) context.log(`function: ${line}`)
      last = line
    },
  }
  return {
    handle: async ({ method, path, query, headers, body }) => {
      const handler = handlers[path.split('/')[1] ?? '']
      if (handler === undefined) return json(404, { code: 'NOT_FOUND', message: 'Requested function was not found' })
      const search = query.size === 0 ? '' : `?${query.toString()}`
      // As in a project, a function does not see the address that the caller used.
      const request = new Request(`http://functions.internal${path}${search}`, {
        method,
        headers,
        ...(method === 'GET' || method === 'HEAD' ? {} : { body: new Uint8Array(body) }),
      })
      const response = await handler(request, deps)
      return {
        status: response.status,
        headers: Object.fromEntries(response.headers),
        body: Buffer.from(await response.arrayBuffer()),
      }
    },
    settled: async () => void (await Promise.allSettled(running)),
  }
}
