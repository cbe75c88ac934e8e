import type { z } from 'zod'
import { DeskError } from '../../shared/contract/errors.ts'
import {
  routes,
  type Envelope,
  type Parsed,
  type RequestError,
  type Response,
  type RouteName,
} from '../../shared/contract/index.ts'
import { may, type Permission, type Role } from '../../shared/staff/permissions.ts'
import { asDeskError, describe } from '../store/faults.ts'
import type { Logger } from '../store/ports.ts'
import { whileBusy, type RetryPorts } from './retry.ts'

/** One function per route: a missing or extra one does not compile. */
export type Handlers = { [N in RouteName]: (input: Parsed<N>) => Response<N> | Promise<Response<N>> }

export interface RouterOptions {
  handlers: Handlers
  /** The role on duty, or null while the building is not open. */
  role(): Role | null
  log: Logger
  retry: RetryPorts
  /** Also parse what handlers answer: tests do, the desk does not pay for it. */
  checkOutput?: boolean
}

const isRoute = (name: unknown): name is RouteName => typeof name === 'string' && Object.hasOwn(routes, name)

function authorise(permission: Permission, role: Role | null): RequestError | null {
  if (role === null) return { code: 'NOT_READY' }
  return may(role, permission) ? null : { code: 'NOT_ALLOWED' }
}

/**
 * Answers one request: finds the route, parses the input, checks the right, runs the handler. Never throws:
 * what went wrong is in the envelope, by code.
 */
export function createRouter({ handlers, role, log, retry, checkOutput = false }: RouterOptions) {
  return async (name: unknown, input: unknown): Promise<Envelope<unknown>> => {
    if (!isRoute(name)) return { ok: false, error: { code: 'UNKNOWN_ROUTE' } }
    const route = routes[name]
    try {
      const parsed = (route.input as z.ZodType).safeParse(input)
      if (!parsed.success) {
        log.warn('ipc.bad_request', { route: name, issue: parsed.error.issues[0]?.path.join('.') ?? '' })
        return {
          ok: false,
          error: { code: 'BAD_REQUEST', data: { field: parsed.error.issues[0]?.path.join('.') ?? null } },
        }
      }
      const refused = route.permission && authorise(route.permission, role())
      if (refused) return { ok: false, error: refused }
      const handler = handlers[name] as (input: unknown) => unknown
      const data = await whileBusy(() => handler(parsed.data), retry)
      if (checkOutput) (route.output as z.ZodType).parse(data)
      return { ok: true, data }
    } catch (thrown) {
      // A full disk is one whether the database meets it or a file beside it.
      const error = asDeskError(thrown)
      if (error instanceof DeskError) {
        if (error !== thrown) log.error('ipc.fault', { route: name, detail: describe(thrown) })
        return { ok: false, error: { code: error.code, ...(error.data && { data: error.data }) } }
      }
      log.error('ipc.failed', {
        route: name,
        detail: error instanceof Error ? (error.stack ?? error.message) : String(error),
      })
      return { ok: false, error: { code: 'INTERNAL' } }
    }
  }
}
