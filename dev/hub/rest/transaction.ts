import type { PoolClient } from 'pg'
import type { Context } from '../types.ts'
import type { Caller } from './authenticate.ts'
import type { Catalog } from './catalog.ts'
import { pgProblem } from './pg-problem.ts'

export type Row = Record<string, string | null>
export type Run = (sql: string, values?: string[]) => Promise<Row[]>

export interface TransactionRequest {
  caller: Caller
  catalog: Catalog
  schema: string
  readOnly: boolean
  method: string
  path: string
  headers: Record<string, string>
  timezone: string | undefined
  /** Settings of the function that is called: stronger than those of the role. */
  hoisted?: [string, string][]
}

const bareHeaders = (headers: Record<string, string>): string =>
  JSON.stringify(Object.fromEntries(Object.entries(headers).filter(([name]) => name !== 'cookie')))

function settingsOf(context: Context, request: TransactionRequest): [string, string][] {
  const { caller } = request
  const path = [request.schema, ...context.settings.rest.extraSearchPath].map(
    (name) => `"${name.replaceAll('"', '""')}"`,
  )
  return [
    ['search_path', path.join(', ')],
    ...(request.catalog.roleSettings.get(caller.role) ?? []),
    ...(request.hoisted ?? []),
    ['role', caller.role],
    ['request.jwt.claims', JSON.stringify(caller.claims)],
    ['request.method', request.method],
    ['request.path', request.path],
    ['request.headers', bareHeaders(request.headers)],
    ['request.cookies', '{}'],
    ...(request.timezone === undefined ? [] : ([['timezone', request.timezone]] as [string, string][])),
  ]
}

/** Runs `work` in one transaction as the caller, with the caller's claims; an error undoes it. */
export async function transaction<T>(
  context: Context,
  request: TransactionRequest,
  work: (run: Run) => Promise<T>,
): Promise<T> {
  const known = request.caller.known
  let client: PoolClient
  try {
    client = await context.api.connect()
  } catch (error) {
    throw pgProblem(error, known)
  }
  let broken: Error | undefined
  try {
    const settings = settingsOf(context, request)
    const calls = settings.map((_, at) => `set_config($${at * 2 + 1}, $${at * 2 + 2}, true)`)
    // The connection pipelines: the work's first statement leaves before the answer to these two is back. Should one of
    // them fail, the transaction is void and that statement with it; what failed first is what the caller hears of.
    const ready = Promise.all([
      client.query(request.readOnly ? 'begin read only' : 'begin read write'),
      client.query(`select ${calls.join(', ')}`, settings.flat()),
    ])
    const [started, worked] = await Promise.allSettled([
      ready,
      work(async (sql, values = []) => (await client.query<Row>(sql, values)).rows),
    ])
    if (started.status === 'rejected') throw started.reason
    if (worked.status === 'rejected') throw worked.reason
    const result = worked.value
    await client.query('commit')
    return result
  } catch (error) {
    await client.query('rollback').catch((reason: unknown) => {
      broken = reason as Error
    })
    throw pgProblem(error, known)
  } finally {
    client.release(broken)
  }
}
