import type { Handler } from '../http/server.ts'
import type { Context, HubRequest, HubResponse } from '../types.ts'
import { authenticate } from './authenticate.ts'
import type { Caller } from './authenticate.ts'
import { loadCatalog } from './catalog.ts'
import type { Catalog } from './catalog.ts'
import type { Shape } from './execute.ts'
import { parsePrefer } from './prefer.ts'
import type { Prefer } from './prefer.ts'
import { Problem, problemResponse } from './problem.ts'
import { negotiate } from './respond.ts'
import { callRoutine } from './rpc.ts'
import { deleteRows, insertRows, readTable, updateRows } from './tables.ts'

/** One request to the Data API. */
export interface RestCall {
  context: Context
  request: HubRequest
  catalog: Catalog
  schema: string
  caller: Caller
  prefer: Prefer
  shape: Shape & { type: string }
  readOnly: boolean
  method: string
  path: string
  headers: Record<string, string>
  timezone: string | undefined
  hoisted?: [string, string][]
}

export interface Rest {
  handle: Handler
  /** Reads the catalog again, and resolves when requests see it. */
  reload: () => Promise<void>
}

function schemaOf(context: Context, request: HubRequest): string {
  const { schemas } = context.settings.rest
  const read = request.method === 'GET' || request.method === 'HEAD'
  const wanted = request.headers[read ? 'accept-profile' : 'content-profile'] ?? schemas[0] ?? 'public'
  if (!schemas.includes(wanted)) {
    throw new Problem(406, 'PGRST106', `Invalid schema: ${wanted}`, {
      hint: `Only the following schemas are exposed: ${schemas.join(', ')}`,
    })
  }
  return wanted
}

function route(call: RestCall): Promise<HubResponse> {
  const parts = call.path.split('/').slice(1).map(decodeURIComponent)
  if (call.path === '/') throw new Problem(404, 'PGRST126', 'Root endpoint metadata is disabled')
  if (parts[0] === 'rpc' && parts.length === 2) return callRoutine(call, parts[1] ?? '')
  const [name = ''] = parts
  if (parts.length !== 1) throw new Problem(404, 'PGRST125', 'Invalid path specified in request URL')
  if (call.method === 'GET' || call.method === 'HEAD') return readTable(call, name)
  if (call.method === 'POST') return insertRows(call, name)
  if (call.method === 'PATCH') return updateRows(call, name)
  if (call.method === 'DELETE') return deleteRows(call, name)
  throw new Problem(405, 'PGRST117', `Unsupported HTTP method: ${call.method}`)
}

/** The Data API. */
export async function createRest(context: Context): Promise<Rest> {
  const { schemas } = context.settings.rest
  let catalog = await loadCatalog(context.admin, schemas)
  let loading: Promise<void> | undefined
  let again = false
  const load = async (): Promise<void> => {
    do {
      again = false
      catalog = await loadCatalog(context.admin, schemas)
    } while (again)
    loading = undefined
  }
  return {
    reload: () => {
      if (loading !== undefined) again = true
      loading ??= load()
      return loading
    },
    handle: async (request) => {
      try {
        const caller = authenticate(context, request.token)
        const prefer = parsePrefer(request.headers['prefer'])
        const { method, path, headers } = request
        return await route({
          context,
          request,
          catalog,
          schema: schemaOf(context, request),
          caller,
          prefer,
          shape: negotiate(headers['accept']),
          readOnly: method === 'GET' || method === 'HEAD',
          method,
          path,
          headers,
          timezone: prefer.timezone,
        })
      } catch (error) {
        if (error instanceof Problem) return problemResponse(error)
        if (error instanceof URIError)
          return problemResponse(new Problem(404, 'PGRST125', 'Invalid path specified in request URL'))
        throw error
      }
    },
  }
}
